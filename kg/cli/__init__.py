"""The command line: commands declare their options, call the package and print; nothing else happens here."""

from kg.cli.program import main, make_app

__all__ = ["main", "make_app"]
