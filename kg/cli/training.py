"""`kg train`."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.session import Session


def train(
    session: Session,
    articles: Annotated[Path, typer.Argument(metavar="ARTICLES")],
    data: Annotated[Path, typer.Option("--data", metavar="DIR")],
    model: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    quick: Annotated[bool, typer.Option("--quick")] = False,
) -> None:
    """Train the recogniser on annotated articles and public sets."""
    import logging

    from kg.nlp.training import train as run

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    session.screen.json(run(data=data, articles=articles, out=model, cross_validate=not quick)["figures"])
