"""An address that leads nowhere: a page for people, a line for programs."""

from pathlib import Path

import pytest

from kg.server.exchange import Reply
from kg.server.front import make_app
from kg.server.running import get
from kg.store import write_store
from tests.snapshots import BASE, worked_example


def missing(folder: Path, accept: str) -> Reply:
    write_store(folder / "zone.kg", worked_example(), {"software": "0", "input": "0", "base": BASE})
    return get(make_app(folder / "zone.kg"), "/no-such-page", accept=accept)


@pytest.mark.parametrize(
    ("accept", "type_"),
    [("text/html,*/*;q=0.8", "text/html"), ("*/*", "text/plain"), ("application/json", "text/plain")],
)
def test_a_missing_page_is_told_in_the_form_that_is_asked_for(tmp_path: Path, accept: str, type_: str) -> None:
    reply = missing(tmp_path, accept)
    assert (reply.status, reply.media_type.split(";")[0]) == (404, type_)


def test_the_page_for_people_leads_on(tmp_path: Path) -> None:
    assert '<nav class="main"' in missing(tmp_path, "text/html").body.decode()
