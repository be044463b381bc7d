"""The page as one file: a model as JavaScript, what answers from it, and the page's own files."""
