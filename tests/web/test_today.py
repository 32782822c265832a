"""The clock of the views: Shanghai's date, whatever the server's zone."""

from datetime import UTC, date, datetime

import pytest

from gongkai.web import today as clock


@pytest.mark.parametrize(
    ("utc", "shanghai"),
    [
        (datetime(2026, 11, 23, 15, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_the_day_turns_at_midnight_in_shanghai(monkeypatch, utc, shanghai):
    monkeypatch.setattr(clock, "current", lambda: utc)
    assert clock.today() == shanghai


def test_now_is_aware():
    assert clock.now().tzinfo is not None


def test_a_test_can_set_the_day(on_day):
    on_day(date(2020, 2, 29))
    assert clock.today() == date(2020, 2, 29)
