"""Training of the pair classifier: needs the `train` extra (scikit-learn, LightGBM); the product runs without it."""
