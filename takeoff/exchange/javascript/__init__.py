"""A model as JavaScript: generated functions and tables, and the engine that integrates them."""
