"""The day of a moment is Shanghai's."""

from datetime import UTC, date, datetime

import pytest

from gongkai.kit.dates import day_of, start_of


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_turns_at_midnight_in_shanghai(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_a_day_starts_at_its_midnight_in_shanghai() -> None:
    assert start_of(date(2027, 1, 1)).astimezone(UTC) == datetime(2026, 12, 31, 16, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point
