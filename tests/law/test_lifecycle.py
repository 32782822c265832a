"""The tables of what can follow what."""

import runpy
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.errors import Unlawful
from gongkai.law.lifecycle import lifecycle, lifecycles, page
from law.case_files import cases

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lifecycle.md"
TABLES = [pytest.param(one, id=one.name) for one in lifecycles()]
CLOSED = {"answered", "lapsed", "withdrawn", "archived"}


def reached(table, states):
    found, fresh = set(states), list(states)
    while fresh:
        targets = {one.target for one in table.verbs_from(fresh.pop())} - found
        found |= targets
        fresh += targets
    return found


@pytest.mark.parametrize("case", [one for one in cases("lifecycle") if "path" in one.values[0]])
def test_path_is_lawful(case):
    table, state = lifecycle(case["table"]), case["from"]
    for verb, expected in case["path"]:
        state = table.next_state(state, verb)
        assert state == expected


@pytest.mark.parametrize("case", [one for one in cases("lifecycle") if "refused" in one.values[0]])
def test_step_is_refused_with_its_article_and_what_is_possible(case):
    with pytest.raises(Unlawful) as refusal:
        lifecycle(case["table"]).next_state(case["from"], case["verb"])
    assert [words for words in case["refused"] if words not in str(refusal.value)] == []
    assert refusal.value.article
    assert case["verb"].replace("_", " ") in refusal.value.en


def test_there_are_five_tables():
    assert [table.name for table in lifecycles()] == [
        "application",
        "publication",
        "appeal",
        "side",
        "letter",
    ]
    with pytest.raises(KeyError):
        lifecycle("other")


@pytest.mark.parametrize("table", TABLES)
def test_every_state_is_reached(table):
    assert reached(table, table.starts) == set(table.states)


@pytest.mark.parametrize("table", TABLES)
def test_no_state_is_a_dead_end(table):
    for state in table.states:
        assert reached(table, [state]) & set(table.ends), state


@pytest.mark.parametrize("table", TABLES)
def test_rows_use_the_labels_of_the_table(table):
    assert {one.source for one in table.transitions} | {one.target for one in table.transitions} <= set(
        table.states
    )
    assert {one.verb for one in table.transitions} == set(table.verbs)
    assert set(table.starts) | set(table.ends) <= set(table.states)
    assert table.start == table.starts[0]


@pytest.mark.parametrize("table", TABLES)
def test_a_verb_leads_to_one_state_and_has_an_article(table):
    pairs = [(one.source, one.verb) for one in table.transitions]
    assert len(pairs) == len(set(pairs))
    assert all(one.by for one in table.transitions)


@pytest.mark.parametrize("table", TABLES)
def test_labels_tell_states_and_verbs_apart(table):
    for labels in (table.states, table.verbs):
        assert len(set(labels.values())) == len(labels)


def test_the_applicant_can_withdraw_until_the_answer():
    table = lifecycle("application")
    for state in set(table.states) - CLOSED:
        assert table.next_state(state, "withdraw") == "withdrawn"


def test_no_answer_without_an_approval():
    deliveries = [one.source for one in lifecycle("application").transitions if one.target == "answered"]
    assert deliveries == ["approved"]


def test_nothing_is_published_without_a_secrecy_review():
    table = lifecycle("publication")
    entries = {one.source for one in table.transitions if one.target == "approval"}
    assert entries == {"secrecy_review"}
    into = {one.source for one in table.transitions if one.target == "published"}
    assert into == {"approval", "scheduled", "published"}


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([table.name for table in lifecycles()]), st.data())
def test_a_verb_is_either_possible_or_refused_with_advice(name, data):
    table = lifecycle(name)
    state, verb = data.draw(st.sampled_from([*table.states])), data.draw(st.sampled_from([*table.verbs]))
    if verb in {one.verb for one in table.verbs_from(state)}:
        assert table.next_state(state, verb) in table.states
        return
    with pytest.raises(Unlawful) as refusal:
        table.next_state(state, verb)
    assert refusal.value.advice


@pytest.mark.parametrize(("state", "verb"), [("nowhere", "draft"), ("registered", "dance")])
def test_an_unknown_word_is_a_key_error(state, verb):
    with pytest.raises(KeyError):
        lifecycle("application").next_state(state, verb)


def test_the_diagram_shows_starts_ends_and_labels():
    lines = lifecycle("application").diagram().splitlines()
    assert lines[:3] == ["stateDiagram-v2", "    [*] --> unconfirmed", "    [*] --> registered"]
    assert "    in_review : 审核中" in lines
    assert "    approved --> answered : 登记送达" in lines
    assert lines[-1] == "    archived --> [*]"


def test_the_page_in_the_documents_is_the_one_printed():
    assert PAGE.read_text("utf-8") == page(), "run: python -m gongkai.law.lifecycle > docs/lifecycle.md"


def test_the_module_prints_the_page(capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "gongkai.law.lifecycle")
    runpy.run_module("gongkai.law.lifecycle", run_name="__main__")
    assert capsys.readouterr().out == page()
