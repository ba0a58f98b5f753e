"""The server: a front that never opens the store, workers that answer from it, pages and protocols."""
