import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main, make_app
from kg.cli.guide import COMMANDS, OPTIONS
from kg.cli.messages import keys, text
from kg.cli.program import COMMANDS as TABLE
from kg.cli.screen import pad, width
from kg.cli.session import language
from kg.vocabulary import ontology
from tests.cli.commands import Captured, run

LOOKUPS = ["who-leads", "show", "find", "list", "path", "timeline", "query", "info", "evaluate", "validate"]
PROGRAM = [sys.executable, "-c", "from kg.cli import main; main()"]


def process(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "KG_", "PYTHONIO", "PYTHONUTF8"))}
    return subprocess.run([*PROGRAM, *words], env={**kept, **environment}, capture_output=True, timeout=60)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TABLE)
def test_every_command_has_help_with_an_example(capsys: Captured, name: str, lang: str) -> None:
    code, out, _ = run(capsys, name, "--help", "--lang", lang)
    assert code == 0
    assert COMMANDS[name][lang == "en"].split("：")[0].split(":")[0][:20] in out
    assert re.search(rf"Example:\n +kg {name} ?", out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_option_is_explained(lang: str) -> None:
    for command in make_app(lang).commands.values():
        assert all(parameter.help for parameter in command.params)


def test_examples_name_options_that_exist() -> None:
    commands = make_app("en").commands
    for name, (_, _, examples) in COMMANDS.items():
        known = {option for p in commands[name].params for option in p.opts}
        for example in examples:
            assert {w for w in example.split("'")[0].split() if w.startswith("-")} <= known


def test_no_explanation_is_left_over() -> None:
    used = {p.name for c in make_app("en").commands.values() for p in c.params} | {"language", "version"}
    assert {name.rpartition(".")[2] for name in OPTIONS} == used


@pytest.mark.parametrize("name", LOOKUPS)
def test_every_lookup_offers_json(name: str) -> None:
    assert "--json" in {option for p in make_app("en").commands[name].params for option in p.opts}


def test_every_message_takes_the_same_values_in_both_languages() -> None:
    for key in keys():
        fields = [set(re.findall(r"{(\w+)}", text(lang, key, **dict.fromkeys(_FIELDS, "{}")))) for lang in ("zh", "en")]
        assert fields[0] == fields[1] == set()
        assert text("zh", key, **dict.fromkeys(_FIELDS, "v")).count("v") > 0 or "{" not in text("en", key)


_FIELDS = (
    "file reason error name known command source why store documents mentions facts entities edges skipped seconds "
    "query on last span number start end document size a b by verdict left right words position "
    "new changed removed redone reused address memory answer workers queue host status type old given_time time"
).split()


def test_every_predicate_can_be_told_from_its_object() -> None:
    assert {f"inverse_{tag}" for tag in ontology().predicates} <= set(keys())


def test_kg_alone_is_short_and_leads_with_examples(capsys: Captured) -> None:
    code, out, _ = run(capsys)
    assert code == 0
    assert len(out.splitlines()) <= 12
    assert "kg who-leads" in out


def test_help_of_the_program_names_the_exit_codes(capsys: Captured) -> None:
    _, out, _ = run(capsys, "--help")
    assert all(code in out for code in ("0", "1", "2", "3", "5", "74", "130"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["wholeads"], "没有命令 wholeads"),
        (["who-leads"], "请写出名称"),
        (["who-leads", "x", "--on", "昨天"], "2020-06-30"),
        (["show", "x", "--nope"], "没有选项 --nope"),
        (["path", "x"], "缺少参数 B"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(capsys: Captured, words: list[str], said: str) -> None:
    code, out, err = run(capsys, *words, "--lang", "zh") if len(words) > 1 else run(capsys, "--lang", "zh", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_shared_options_may_stand_before_the_command(capsys: Captured, zone_store: Path) -> None:
    code, out, _ = run(capsys, "--lang", "en", f"--store={zone_store}", "who-leads", "科技创新局", "--on", "2015")
    assert code == 0
    assert out.startswith("nothing is known")


@pytest.mark.parametrize(
    ("wish", "environment", "lang"),
    [
        (None, {}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "zh"),
        (None, {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.GB18030"}, "zh"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"KG_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"KG_LANG": "zh"}, "en"),
    ],
)
def test_the_language(wish: str | None, environment: dict[str, str], lang: str) -> None:
    assert language(wish, environment) == lang


def test_a_missing_store_says_what_to_run(capsys: Captured, tmp_path: Path) -> None:
    code, out, err = run(capsys, "info", "--store", str(tmp_path / "none.kg"), "--lang", "zh")
    assert (code, out) == (1, "")
    assert "kg build" in err
    assert err.count("\n") == 1


def test_a_damaged_store_is_one_line(capsys: Captured, zone_store: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(zone_store, tmp_path / "s.kg")
    (tmp_path / "s.kg" / "CURRENT").write_text("v-0000000000000000\n")
    code, out, err = run(capsys, "show", "辰欣药业", "--store", str(tmp_path / "s.kg"), "--lang", "en")
    assert (code, out) == (1, "")
    assert re.fullmatch(r"the graph .* is damaged .* kg build again\n", err)


def test_an_unwritable_output_is_one_line_and_code_74(capsys: Captured, zone_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "none" / "graph.ttl"
    code, _, err = run(capsys, "export", "turtle", "-o", str(target), "--store", str(zone_store), "--lang", "zh")
    assert code == 74
    assert err.startswith("无法写入")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_error_nobody_foresaw_is_one_line(
    capsys: Captured, zone_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("kg.query.graph.portrait", broken)
    code, out, err = run(capsys, "show", "辰欣药业", "--store", str(zone_store), "--lang", "en")
    assert (code, out) == (1, "")
    assert err == "internal error: ZeroDivisionError: division by zero (add --debug for details)\n"
    with pytest.raises(ZeroDivisionError):
        main(["show", "辰欣药业", "--store", str(zone_store), "--debug"])


def test_widths_count_han_characters_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    assert width("科技A") == 5
    assert width("“") == 1
    monkeypatch.setenv("KG_WIDE", "1")
    assert width("“") == 2
    assert pad("科", 4, right=True) == "  科"


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C.UTF-8", "TERM": "dumb"},
    ],
)
@pytest.mark.parametrize("words", [["who-leads", "科技创新局"], ["list", "ORG"], ["nonsense"], ["--help"]])
def test_no_encoding_brings_a_traceback_or_escape_codes(
    zone_store: Path, environment: dict[str, str], words: list[str]
) -> None:
    done = process(*words, KG_STORE=str(zone_store), **environment)
    assert done.returncode == (2 if words == ["nonsense"] else 0)
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


def test_json_stays_json_where_the_console_is_not_utf8(zone_store: Path) -> None:
    done = process("who-leads", "科技创新局", "--json", KG_STORE=str(zone_store), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["answers"][0]["person"] == "罗会涛"


def test_a_reader_that_goes_away_is_no_error(zone_store: Path) -> None:
    script = f"{sys.executable} -c 'from kg.cli import main; main()' export nquads | head -c 10 >/dev/null"
    done = subprocess.run(
        ["bash", "-c", script], env={**os.environ, "KG_STORE": str(zone_store)}, capture_output=True, timeout=60
    )
    assert done.stderr == b""


def test_lookups_do_not_load_what_they_do_not_need(zone_store: Path) -> None:
    heavy = ("spacy", "rdflib", "networkx", "pypinyin", "rich", "lxml", "pyshacl", "pydantic")
    script = (
        "import sys\nfrom kg.cli import main\n"
        "try: main(['who-leads', '科技创新局'])\n"
        f"except SystemExit: print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "KG_STORE": str(zone_store), "KG_LANG": "zh"},
        capture_output=True,
        timeout=60,
    )
    assert done.stderr.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ("find", "高新区"),
        ("find", "gaoxinqu"),
        ("find", "科创心局"),
        ("list", "PARK"),
        ("who-leads", "科技创新局"),
        ("info",),
    ],
)
def test_lookups_do_not_even_look_for_pandas(zone_store: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    process("find", "高新区", KG_STORE=str(zone_store))  # the first search makes the index of names
    (tmp_path / "pandas.py").write_text("import sys\nprint('pandas was imported', file=sys.stderr)\n", "utf-8")
    done = process(*words, KG_STORE=str(zone_store), PYTHONPATH=f"{tmp_path}{os.pathsep}{Path.cwd()}")
    assert b"pandas" not in done.stderr


def test_the_front_of_the_server_loads_nothing_that_reads_the_graph() -> None:
    script = "import sys, kg.cli, kg.server.front; print([m for m in ('pyarrow', 'pyoxigraph') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=True)
    assert done.stdout == b"[]\n"
