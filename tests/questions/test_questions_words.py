import datetime as dt

from kg.questions.linking import sides
from kg.questions.periods import period_at
from kg.questions.words import IN, Link, lexicon, owned
from kg.vocabulary import ontology


def test_every_predicate_can_be_asked_for() -> None:
    verbs = {link.predicate for words in lexicon().values() for w in words for link in w.links}
    # posts have a grammar of their own, and lying in a place is asked for as `in`
    assert set(ontology().predicates) - verbs <= {"holds_position"}


def test_what_belongs_to_an_owner_fits_the_types_of_its_relation() -> None:
    for (owner, thing), links in owned().items():
        assert any(thing in sides(link)[0] and owner in sides(link)[1] for link in links), (owner, thing)


def test_a_relation_turned_has_its_types_turned() -> None:
    assert sides(Link(IN).turned()) == sides(Link(IN))[::-1]


def test_a_period_before_another_ends_the_day_before() -> None:
    period = period_at("2020年6月", 0, None)
    assert period and period.before().latest == dt.date(2020, 5, 31)
