"""The page about a server tells what that very server does, and whose scripts it brings."""

import json
import re
from pathlib import Path

import httpx
import pytest

from kg.server import front
from kg.server.linked.about import shipped

VENDOR = Path(front.__file__).parent / "static" / "vendor"


def test_the_limits_are_those_that_the_server_was_started_with(address: str) -> None:
    limits = httpx.get(f"{address}/about.json").json()["limits"]
    assert (limits["seconds"], limits["workers"]) == (3, 2)


@pytest.mark.parametrize(("lang", "words"), [("zh", "每个请求的时限"), ("en", "Time for a request")])
def test_people_are_told_the_time_limit(address: str, lang: str, words: str) -> None:
    page = httpx.get(f"{address}/about", params={"lang": lang}).text
    assert re.search(rf"<dt>{words}</dt><dd>3 s</dd>", page)


def test_every_package_in_the_bundle_is_named_with_its_licence() -> None:
    known = {s.name: s for s in shipped()}
    bundled = json.loads((VENDOR / "vendor.lock.json").read_text("utf-8"))["packages"]
    assert {name: known[name].version for name in bundled} == bundled
    heads = [line for line in (VENDOR / "LICENCES.txt").read_text("utf-8").splitlines() if re.match("==== .", line)]
    assert len(heads) == len(known)
    assert all(s.licence for s in known.values())


def test_the_texts_of_the_licences_are_there(address: str) -> None:
    page = httpx.get(f"{address}/about").text
    (path,) = re.findall(r'href="([^"]+LICENCES[^"]*)"', page)
    assert "Permission is hereby granted" in httpx.get(f"{address}{path}").text
