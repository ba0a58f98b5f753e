"""Long documents are read in sections; what each says is as if it stood alone under the title."""

import time

from kg.nlp.relations import find_facts
from kg.nlp.relations.reading import read
from kg.nlp.relations.sections import SECTION, WHOLE, sections
from tests.marked import marked

TITLE = "{蓼河高新区|PARK:k1}年报\n"
ZONE = (
    "{蓼河高新区科技创新局|ORG:o1}{局长|POSITION}{王运华|PERSON:p1}说，"
    "{远岫科技有限公司|ORG:o3}落户{蓼河高新区|PARK:k1}。\n"
)
FILLER = "道路两旁的树木长势良好，行人来来往往。"


def long_text(lines: int = 12, size: int = 1000) -> str:
    return TITLE + "".join(ZONE if n % 4 == 0 else FILLER * (size // len(FILLER)) + "\n" for n in range(lines))


def test_a_page_is_one_section() -> None:
    reading = read(*marked(TITLE + ZONE))
    assert sections(reading) == [reading]


def test_every_unit_stands_in_one_section_and_the_title_in_all() -> None:
    reading = read(*marked(long_text()))
    assert len(reading.text) > WHOLE
    parts = sections(reading)
    assert len(parts) > 1
    assert all(p.paragraphs[0].end == len("蓼河高新区年报") for p in parts)
    below = [u.start for p in parts for u in p.units if u.start > p.paragraphs[0].end]
    assert below == [u.start for u in reading.units if u.start > reading.paragraphs[0].end]
    assert all([u.index for u in p.units] == list(range(len(p.units))) for p in parts)


def test_a_line_without_end_is_cut_at_sentences() -> None:
    text = (FILLER + ZONE.strip()) * 200
    reading = read(*marked(text))
    parts = sections(reading)
    ends = [p.paragraphs[-1].end for p in parts]
    assert all(p.paragraphs[-1].end - p.paragraphs[0].start <= SECTION for p in parts)
    assert all(reading.text[end - 1] == "。" for end in ends)
    assert sum(len(p.units) for p in parts) == len(reading.units)


def test_facts_of_a_long_text_are_found_in_its_last_section() -> None:
    text, mentions = marked(long_text(9, 1200))
    facts = find_facts("d", text, mentions, None)
    names = {m.id: m.text for m in mentions}
    posts = {(names[f.subject_id], names[f.object_id]) for f in facts if f.predicate == "holds_position"}
    assert posts == {("王运华", "蓼河高新区科技创新局")}


def test_a_body_is_part_of_the_zone_that_only_another_section_names() -> None:
    text = "标题\n{蓼河高新区|PARK:k1}。\n" + FILLER * 400 + "\n{蓼河高新区科技创新局|ORG:o1}召开会议。\n"
    plain, mentions = marked(text, kinds={"o1": "government"})
    found = [f for f in find_facts("d", plain, mentions, None) if f.predicate == "part_of"]
    assert len(found) == 1


def test_three_times_the_text_takes_less_than_six_times_the_time() -> None:
    def seconds(text: str) -> float:
        plain, mentions = marked(text)
        began = time.process_time()
        find_facts("d", plain, mentions, None)
        return time.process_time() - began

    def firms(count: int) -> str:
        lines = (ZONE.replace("远岫", f"远{chr(0x4E00 + n)}").replace("o3", f"o{n + 9}") for n in range(count))
        return "标题\n" + "".join(lines)

    one = min(seconds(firms(120)) for _ in range(2))
    assert seconds(firms(360)) < 6 * one
