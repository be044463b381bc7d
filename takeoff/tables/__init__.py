"""From results to text: tables, records, sentences, and the line that reproduces a result."""
