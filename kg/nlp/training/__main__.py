"""`python -m kg.nlp.training --data DIR --articles DIR --out FILE`."""

import argparse
import json
import logging
import sys
from pathlib import Path

from kg.errors import KgError
from kg.nlp.training import train


def main() -> int:
    """Train as told by the command line; the card goes to standard output."""
    parser = argparse.ArgumentParser(prog="python -m kg.nlp.training", description="Train the name recogniser.")
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/, lexicon/ and vectors/")
    parser.add_argument("--articles", type=Path, required=True, help="folder of annotated articles")
    parser.add_argument("--out", type=Path, required=True, help="model file to write (.npz)")
    parser.add_argument("--quick", action="store_true", help="no cross-validation, so no calibration")
    parser.add_argument("--recipe", choices=("raw-text", "marked"), default="raw-text", help="see recipe.py")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        found = train(
            data=options.data,
            articles=options.articles,
            out=options.out,
            cross_validate=not options.quick,
            recipe=options.recipe,
        )
    except KgError as error:
        sys.stderr.write(f"{error.message()}\n")
        return error.exit_code
    sys.stdout.write(json.dumps(found["figures"], ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
