"""A town with its online channel open, on a day in the autumn of 2026."""

from datetime import date

import pytest

from gongkai.casework import actions
from support.cases import make_office, moment

DAY = date(2026, 11, 23)


@pytest.fixture
def town(db, on_day):
    """Give an office that takes applications online; today is Monday 2026-11-23, ten in the morning."""
    on_day(DAY)
    office = make_office(name="示例镇人民政府", slug="shili", phone="0000-0000000")
    early = moment(date(2026, 11, 2))
    actions.open_channel(
        agency=office.agency, actor=office.head, at=early, channel="online", notes="示例：每天查看。"
    )
    return office
