import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import content_id
from tests.cli.commands import Captured, run

pytestmark = pytest.mark.usefixtures("surroundings")


def data(capsys: Captured, *words: str) -> Any:
    code, out, _ = run(capsys, *words)
    assert code == 0
    return json.loads(out)


def test_who_leads_tells_the_head_the_former_one_and_both_sources(capsys: Captured) -> None:
    code, out, _ = run(capsys, "who-leads", "科技创新局")
    assert code == 0
    assert out.splitlines() == [
        "罗会涛  济宁高新区科技创新局  局长  最近见于 2021-05",
        "    济宁高新区科技创新局局长罗会涛介绍，副局长何平补充。  c2021.txt (2021-05)",
        "此前：",
        "王运华  济宁高新区科技创新局  局长  见于 2020",
        "    济宁高新区科技创新局局长王运华介绍，辰欣药业与山东大学生命科学学院合作。  b2020.txt (2020)",
    ]


def test_who_leads_in_json_has_exactly_the_published_form(capsys: Captured, zone_store: Path) -> None:
    found = data(capsys, "who-leads", "科技创新局", "--on", "2020-06-30", "--json")
    (match,) = found.pop("matches")
    assert sorted(match) == ["id", "name", "type"]
    assert found == {
        "query": "科技创新局",
        "on": "2020-06-30",
        "answers": [
            {
                "person": "王运华",
                "position": "局长",
                "organization": "济宁高新区科技创新局",
                "first_seen": "2020",
                "last_seen": "2020",
                "status": "current",
                "confidence": 0.9,
                "evidence": [{"document": "b2020.txt", "published": "2020", "quote": "济宁高新区科技创新局局长王运华"}],
            }
        ],
    }


def test_who_leads_says_when_nothing_is_known_and_since_when_it_is(capsys: Captured) -> None:
    code, out, _ = run(capsys, "who-leads", "科技创新局", "--on", "2015", "--lang", "en")
    assert code == 0
    assert out == "nothing is known about who led 济宁高新区科技创新局 in 2015; the earliest record is of 2020\n"
    assert data(capsys, "who-leads", "科技创新局", "--on", "2015", "--json")["answers"] == []


def test_who_leads_shows_deputies_when_asked(capsys: Captured) -> None:
    assert "何平  " not in run(capsys, "who-leads", "科技创新局")[1]
    assert "何平  济宁高新区科技创新局  副局长" in run(capsys, "who-leads", "科技创新局", "--all-posts")[1]


def test_several_bodies_are_listed_with_code_3(capsys: Captured) -> None:
    code, out, err = run(capsys, "who-leads", "创新局")
    assert code == 3
    assert [line.split()[0] for line in out.splitlines()[1:]] == [
        "任城区科技创新局",
        "泰山区科技创新局",
        "济宁高新区科技创新局",
    ]
    assert "3 个实体" in err


def test_several_bodies_are_matches_in_json(capsys: Captured) -> None:
    code, out, _ = run(capsys, "who-leads", "创新局", "--json")
    found = json.loads(out[: out.rindex("}") + 1])
    assert code == 3
    assert len(found["matches"]) == 3
    assert found["answers"] == []


def test_a_zone_settles_which_body_is_meant(capsys: Captured) -> None:
    assert run(capsys, "who-leads", "创新局", "--in", "济宁高新区")[0] == 0


def test_an_unknown_body_gets_the_nearest_ones_and_code_1(capsys: Captured) -> None:
    code, out, err = run(capsys, "who-leads", "科技局")
    assert (code, out) == (1, "")
    assert "济宁高新区科技创新局" in err


def test_show_tells_names_type_kind_and_relations(capsys: Captured) -> None:
    code, out, _ = run(capsys, "show", "辰欣药业")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("辰欣药业股份有限公司  机构 / 企业  o-")
    assert lines[1] == "又名：辰欣药业"
    assert lines[2:5] == [
        "合作",
        "  山东大学生命科学学院  2020",
        "      济宁高新区科技创新局局长王运华介绍，辰欣药业与山东大学生命科学学院合作。  b2020.txt (2020)",
    ]


def test_show_by_id(capsys: Captured) -> None:
    id_ = data(capsys, "show", "辰欣药业", "--json")["id"]
    assert data(capsys, "show", "--id", id_, "--json")["name"] == "辰欣药业股份有限公司"


def test_find_by_pinyin(capsys: Captured) -> None:
    assert [m["name"] for m in data(capsys, "find", "kejiyuan", "--json")["matches"]] == ["滨河科技园"]


def test_list_the_parks_of_a_framework(capsys: Captured) -> None:
    found = data(capsys, "list", "PARK", "--part-of", "一区十园", "--json")["entities"]
    assert [m["name"] for m in found] == ["滨河科技园", "蓼河新区"]


def test_list_the_firms_of_a_zone(capsys: Captured) -> None:
    code, out, err = run(capsys, "list", "ORG", "--kind", "company", "--in", "济宁高新区")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[1:]] == ["通佳机械"]
    assert err == "共 1 个\n"


def test_path_draws_the_relations(capsys: Captured) -> None:
    code, out, _ = run(capsys, "path", "辰欣药业", "山东大学")
    assert code == 0
    assert out.splitlines()[0] == "辰欣药业股份有限公司 -合作-> 山东大学生命科学学院"
    assert out.splitlines()[2] == "山东大学生命科学学院 -隶属于-> 山东大学"


@pytest.mark.parametrize("command", ["show", "who-leads", "timeline", "conflicts"])
def test_an_id_that_is_replaced_finds_the_other_and_says_so(capsys: Captured, command: str) -> None:
    old = content_id("o", "ORG", "科技创新局")
    new = data(capsys, "show", "济宁高新区科技创新局", "--json")["id"]
    told = run(capsys, command, "--id", old)
    code, out, err = run(capsys, command, "--id", new)
    assert told == (code, out, f"编号 {old} 已由 {new}（济宁高新区科技创新局）取代\n{err}")


def test_an_id_that_nothing_has_is_not_found(capsys: Captured) -> None:
    code, _, err = run(capsys, "show", "--id", "o-aaaaaaaaaa")
    assert (code, err) == (1, "图谱中没有编号 o-aaaaaaaaaa\n")


def test_no_path_is_said_with_code_1(capsys: Captured) -> None:
    code, out, _ = run(capsys, "path", "钱伟", "辰欣药业")
    assert code == 1
    assert "没有联系" in out


def test_timeline_gives_dates_first(capsys: Captured) -> None:
    events = data(capsys, "timeline", "辰欣药业", "--json")["events"]
    assert [(e["date"], e["predicate"]) for e in events] == [("2017-10-23", "listed_on"), ("2020", "cooperates_with")]


def test_query_prints_a_table(capsys: Captured) -> None:
    code, out, _ = run(capsys, "query", "SELECT ?n { ?p foaf:name ?n } ORDER BY DESC(?n) LIMIT 1")
    assert (code, out) == (0, "n\n钱伟\n")


def test_query_prints_csv_and_json(capsys: Captured) -> None:
    text = "SELECT ?n { ?p foaf:name ?n FILTER(?n = '何平'@zh) }"
    assert run(capsys, "query", text, "--csv")[1].split() == ["n", "何平"]
    assert data(capsys, "query", text, "--json")["results"]["bindings"][0]["n"]["value"] == "何平"


def test_query_answers_yes_or_no(capsys: Captured) -> None:
    assert run(capsys, "query", "ASK { ?p a kg:Person }")[1] == "是\n"
    assert run(capsys, "query", "ASK { ?p a kg:Animal }")[1] == "否\n"


def test_query_builds_graphs(capsys: Captured) -> None:
    code, out, _ = run(capsys, "query", "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }")
    assert code == 0
    assert out.count("/id/p-") == 7


def test_query_reads_a_file(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT (COUNT(?p) AS ?n) { ?p a kg:Person }", "utf-8")
    assert run(capsys, "query", f"@{tmp_path / 'q.rq'}")[1] == "n\n7\n"
    assert run(capsys, "query", "@/nowhere.rq")[0] == 1


def test_info_counts(capsys: Captured) -> None:
    code, out, _ = run(capsys, "info")
    assert code == 0
    assert "文章 4" in out
    assert "关系 15" in out
    assert [line.split() for line in out.splitlines() if line.startswith("PARK")] == [["PARK", "园区", "3"]]


@pytest.mark.parametrize("form", ["turtle", "nquads", "jsonld", "graphml", "gexf", "csv", "html", "documents"])
def test_export_writes_every_format(capsys: Captured, tmp_path: Path, form: str) -> None:
    code, out, _ = run(capsys, "export", form, "-o", str(tmp_path / "graph"))
    assert (code, out) == (0, "")
    assert (tmp_path / "graph").stat().st_size > 1000


@pytest.mark.parametrize(("lang", "title"), [("zh", "高新区知识图谱报告"), ("en", "Report of a high-tech zone")])
def test_the_report_speaks_the_language(capsys: Captured, lang: str, title: str) -> None:
    code, out, _ = run(capsys, "export", "html", "--lang", lang)
    assert code == 0 and f"<h1>{title}" in out


def test_a_folder_is_told_with_the_size_of_its_files(capsys: Captured, tmp_path: Path) -> None:
    code, _, err = run(capsys, "export", "neo4j", "-o", str(tmp_path / "neo"), "--lang", "en")
    size = sum(f.stat().st_size for f in (tmp_path / "neo").rglob("*") if f.is_file())
    assert (code, err) == (0, f"wrote {tmp_path / 'neo'} ({size} bytes)\n")


def test_an_unknown_format_lists_those_there_are(capsys: Captured) -> None:
    code, _, err = run(capsys, "export", "pdf")
    assert code == 1
    assert "graphml" in err


def test_validate_finds_the_graph_sound(capsys: Captured) -> None:
    assert data(capsys, "validate", "--json") == {"conforms": True, "violations": []}


def test_evaluate_against_its_own_documents_is_perfect(capsys: Captured, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    run(capsys, "export", "documents", "-o", str(gold))
    totals = data(capsys, "evaluate", str(gold), "--json")["totals"]
    assert totals["entities"]["f1"] == 1
    assert totals["entities"]["gold"] > 10


def test_evaluate_lists_misses_with_their_sentence(capsys: Captured, tmp_path: Path) -> None:
    gold = tmp_path / "a.json"
    entity = {"id": "o1", "type": "ORG", "kind": "company", "names": ["滨河科技"]}
    gold.write_text(
        json.dumps({"document": "a2017.txt", "published": None, "entities": [entity], "relations": []}), "utf-8"
    )
    code, out, _ = run(capsys, "evaluate", str(gold), "--misses")
    assert code == 0
    missed = out.splitlines().index("a2017.txt  漏  ORG  滨河科技")
    assert "滨河科技园" in out.splitlines()[missed + 1]
