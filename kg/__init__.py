"""A knowledge graph of Chinese high-tech zones."""
