"""The spaCy pipeline: names, dates, relations."""
