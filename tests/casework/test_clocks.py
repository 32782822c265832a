"""What is kept beside a case is what its events give, on any day, after whatever happened to it."""

from datetime import date, timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.agencies.models import Agency
from gongkai.casework import actions, queries
from gongkai.casework.clocks import differences
from gongkai.casework.models import STANDING_DATES, Application
from gongkai.law.clock import ClockState
from support.cases import Office, answer, make_office, register, step
from support.lives import live, lives, undone

START = date(2026, 3, 2)
STATES = {
    "overdue": ClockState.OVERDUE,
    "due_today": ClockState.DUE_TODAY,
    "suspended": ClockState.SUSPENDED,
    "unconfirmed": ClockState.UNCONFIRMED,
}


class TestLives(TestCase):
    """Made-up lives, each compared on a later day."""

    @settings(deadline=None, max_examples=25)
    @given(st.lists(lives(), min_size=1, max_size=3), st.integers(0, 60))
    def test_lists_say_what_the_replay_says(self, some, later):
        with undone():
            office = make_office()
            for life in some:
                live(office, life)
            today = date(2026, 2, 1) + timedelta(later)
            assert list(differences(Application.objects.all(), today=today)) == []
            for row in queries.listed(Agency.objects.all(), today, show="all"):
                clock = queries.clock_of(row.application, today=today)
                kept = row.clock
                assert (kept.state, kept.due_on, kept.days_left) == (
                    clock.state,
                    clock.due_on,
                    clock.days_left,
                )


@pytest.fixture
def mixed(office: Office) -> Office:
    """Cases in every state that a list tells apart, seen on 2026-03-30."""
    first = register(office, START)
    register(office, date(2026, 3, 1))
    register(office, date(2026, 2, 20))
    asked = register(office, date(2026, 3, 10))
    step(actions.consult, asked, office.clerk, date(2026, 3, 11), on=date(2026, 3, 11), whom="organ")
    third = register(office, date(2026, 3, 12))
    step(actions.consult, third, office.clerk, date(2026, 3, 12), on=date(2026, 3, 12), whom="third_party")
    register(office, date(2026, 3, 3), channel="online")
    answer(office, register(office, date(2026, 3, 4)), date(2026, 3, 9))
    waits = register(office, date(2026, 3, 5))
    on = date(2026, 3, 6)
    step(actions.notice_supplement, waits, office.clerk, on, on=on, reply_by=date(2026, 3, 20))
    assert first.due_on == date(2026, 3, 30)
    return office


@pytest.mark.parametrize("show", STATES)
def test_a_list_holds_what_the_replay_calls_so_and_nothing_else(mixed: Office, show: str) -> None:
    scope, seen = Agency.objects.all(), set()
    for today in (START + timedelta(n) for n in range(20, 90)):
        cases = queries.visible(scope).open()
        clocks = {case.pk: queries.clock_of(case, today=today) for case in cases}
        replayed = {pk for pk, clock in clocks.items() if clock.state is STATES[show]}
        listed = {row.application.pk for row in queries.listed(scope, today, show=show)}
        if show == "due_today":  # what is due today and still suspended is due today all the same
            replayed |= {pk for pk, clock in clocks.items() if clock.due_on == today and pk in listed}
        assert listed == replayed, today
        seen |= listed
    assert seen


def test_soon_is_within_five_working_days(mixed: Office) -> None:
    scope = Agency.objects.all()
    for today in (START + timedelta(n) for n in range(20, 60)):
        for row in queries.listed(scope, today, show="open"):
            if row.application.spare_days is None:
                inside = row.clock.days_left is not None and 0 < row.clock.days_left <= queries.SOON
                listed = queries.listed(scope, today, show="soon")
                assert (row.application in [one.application for one in listed]) == inside


def test_the_figures_count_what_the_lists_hold(mixed: Office) -> None:
    scope, today = Agency.objects.all(), date(2026, 3, 30)
    figures = queries.figures(scope, today)
    for name in queries.FIGURES:
        assert getattr(figures, name) == len(queries.listed(scope, today, show=name)), name
    assert (figures.open, figures.overdue, figures.due_today) == (7, 2, 1)
    assert queries.urgent(scope, today)[0].clock.state is ClockState.OVERDUE
    assert len(queries.urgent(scope, today, most=2)) == 2


def test_the_most_urgent_is_first_and_what_has_no_fixed_date_last(mixed: Office) -> None:
    rows = queries.due(Agency.objects.all(), date(2026, 3, 30))
    dated = [row.application.warn_on for row in rows if row.application.warn_on]
    assert dated == sorted(dated)
    assert [bool(row.application.warn_on) for row in rows] == [True] * len(dated) + [False] * 3


def test_what_the_lists_call_overdue_and_closed_the_tables_do_too(mixed: Office) -> None:
    scope, today = Agency.objects.all(), date(2026, 3, 30)
    cases = Application.objects.of(scope)
    sets = {"overdue": cases.overdue(today), "closed": cases.closed(), "open": cases.open()}
    for show, found in sets.items():
        listed = {row.application for row in queries.listed(scope, today, show=show)}
        assert set(found) == listed, show


def test_the_clocks_of_older_cases_are_filled(mixed: Office) -> None:
    blank = {name: None for name in STANDING_DATES} | {"provisional": False}
    Application.objects.update(clock_state="unconfirmed", **blank)
    import_module("gongkai.casework.migrations.0003_fill_kept_clock").fill(apps, None)
    assert list(differences(Application.objects.all(), today=date(2026, 3, 30))) == []


def test_a_kept_date_that_is_wrong_is_found_and_mended(office: Office) -> None:
    case = register(office, START)
    said = StringIO()
    call_command("check_clocks", stdout=said)
    assert "全部一致" in said.getvalue()
    Application.objects.filter(pk=case.pk).update(due_on=date(2026, 3, 27))
    with pytest.raises(CommandError, match="1 件不一致"):
        call_command("check_clocks", stdout=said)
    assert "2026-03-27 → 2026-03-30" in said.getvalue()
    call_command("check_clocks", "--mend", stdout=said)
    case.refresh_from_db()
    assert (case.due_on, case.version) == (date(2026, 3, 30), 1)
    assert case.events.get(kind="redated").data["to"] == "2026-03-30"
    call_command("check_clocks", stdout=said)
