"""The response clock, by the cases in cases/clock-*.toml."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.clock import ClockState, allowed, run
from gongkai.law.clock_events import EVENT_TYPES, Received, event_from_dict, event_to_dict
from gongkai.law.errors import Unlawful
from gongkai.law.params import Params, defaults
from gongkai.law.workdays import official
from law.case_files import cases


def params_of(case):
    """The shipped parameters with the case's own values, in force always."""
    own = case.get("params", {})
    kept = {key: tuple(defaults()._values[key]) for key in defaults().keys()}  # noqa: SIM118
    changed = {key: (replace(kept[key][-1], value=value, since=date.min),) for key, value in own.items()}
    return Params({**kept, **changed})


def events_of(case):
    received = [Received(case["received"])] if "received" in case else []
    rest = [{**facts} for facts in case.get("events", [])]
    return [*received, *(EVENT_TYPES[facts.pop("kind")](**facts) for facts in rest)]


def clock_of(case):
    return run(events_of(case), today=case["today"], calendar=official(), params=params_of(case))


LAWFUL = [one for one in cases("clock") if "refused" not in one.values[0]]
REFUSED = [one for one in cases("clock") if "refused" in one.values[0]]


@pytest.mark.parametrize("case", LAWFUL)
def test_the_clock_stands_where_the_law_says(case):
    clock = clock_of(case)
    assert clock.state is ClockState(case["state"])
    assert clock.due_on == case.get("due")
    assert clock.days_left == case.get("left")
    assert clock.next_on == case.get("next")
    assert clock.provisional is case.get("provisional", False)
    assert clock.earliest_due_on == case.get("earliest", case.get("due"))


@pytest.mark.parametrize("case", LAWFUL)
def test_the_derivation_says_why(case):
    steps = clock_of(case).derivation
    counted = [step for step in steps if step.arithmetic]
    assert case.get("arithmetic", "") in {"", *(step.arithmetic for step in counted)}
    assert not case.get("step") or any(case["step"] in step.zh for step in steps)
    assert all(step.zh and step.en and step.article for step in steps)
    assert all(step.arithmetic_en for step in counted)
    if "skipped" in case:
        assert [one.zh for one in counted[-1].skipped] == case["skipped"]
    if "worked" in case:
        assert [one.zh for one in counted[-1].worked] == case["worked"]


@pytest.mark.parametrize("case", [one for one in LAWFUL if one.values[0]["article"] != "暂定"])
def test_the_derivation_names_the_article(case):
    steps = clock_of(case).derivation
    named = {step.article for step in steps}
    assert not steps or any(case["article"] in article for article in named)


@pytest.mark.parametrize("case", REFUSED)
def test_an_unlawful_step_is_refused_with_its_article(case):
    with pytest.raises(Unlawful) as refusal:
        clock_of(case)
    assert case["refused"] in refusal.value.zh
    assert refusal.value.article.startswith(case["article"]) or case["article"] in refusal.value.article
    assert refusal.value.en


@pytest.mark.parametrize("case", REFUSED)
def test_a_button_is_greyed_for_the_reason_the_step_would_be_refused(case):
    *past, candidate = events_of(case)
    refusal = allowed(past, candidate, today=case["today"], calendar=official(), params=params_of(case))
    assert refusal is not None
    assert case["refused"] in refusal.zh


@pytest.mark.parametrize("case", cases("clock"))
def test_events_survive_storage(case):
    for event in events_of(case):
        assert event_from_dict(event.kind, event_to_dict(event)) == event


def test_there_are_enough_cases():
    assert len(cases("clock")) + len(cases("periods")) + len(cases("receipt")) >= 100
