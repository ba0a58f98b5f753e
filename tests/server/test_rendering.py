import re
from pathlib import Path

import pytest

import kg.server
from kg.query.answers import Evidence
from kg.server.exchange import Request
from kg.server.pages.words import WORDS
from kg.server.rendering import _environment, link, link_here
from kg.server.wording import SITE

TEMPLATES = Path(kg.server.__file__).parent / "templates"
OWN = sorted([TEMPLATES / "base.html", *(TEMPLATES / "pages").glob("*.html"), *(TEMPLATES / "parts").glob("*.html")])


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_every_word_a_template_says_is_known(path: Path) -> None:
    said = set(re.findall(r"\bt\('(\w+)'[,)]", path.read_text("utf-8")))
    assert said <= {*SITE, *WORDS}


def test_words_are_said_in_both_languages_with_the_same_blanks() -> None:
    for key, (zh, en) in {**SITE, **WORDS}.items():
        assert zh and en, key
        assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en)), key


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_templates_hold_no_style_and_no_script_of_their_own(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?! type=\"module\" src=\"/static/)|\|\s*safe", text)


def test_every_clause_of_a_quotation_is_marked_in_its_sentences() -> None:
    said = Evidence("a.txt", None, "去年 … 甲与乙<签约 … 别处", "去年，园区扩区，甲与乙<签约。")
    macro = _environment().get_template("parts/facts.html").make_module({"lang": "zh"}).quoted  # type: ignore[attr-defined]
    assert macro(said).strip() == "<mark>去年</mark>，园区扩区，<mark>甲与乙&lt;签约</mark>。"


def test_a_link_to_the_same_page_keeps_the_other_parameters() -> None:
    request = Request("/search", query={"q": ("创新",), "page": ("2",)})
    assert link_here(request, page=None, type="ORG") == "/search?q=%E5%88%9B%E6%96%B0&type=ORG"


def test_a_link_holds_no_raw_quotes() -> None:
    assert link('/page/"><b>', q="'\"&") == "/page/%22%3E%3Cb%3E?q=%27%22%26"
