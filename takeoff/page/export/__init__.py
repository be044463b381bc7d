"""The page as one file: a model as JavaScript, its answers and the page's own files, for a browser without a network."""
