"""The command line: `kg`. Commands declare options and print; what they do stands in the rooms below."""

from kg.cli.app import main

__all__ = ["main"]
