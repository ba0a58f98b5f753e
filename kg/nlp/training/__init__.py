"""Training of the recogniser: needs the `train` extra (torch) and public data that is not shipped."""
