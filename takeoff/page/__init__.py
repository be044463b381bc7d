"""The page: a model's questions answered for a browser, by the package that answers them elsewhere."""
