"""Training of the pair classifier: needs the `train` extra (PyTorch, LightGBM); the product runs without it."""
