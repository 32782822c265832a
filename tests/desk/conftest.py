"""An office of two people and clients signed in as them, on a day in the autumn of 2026."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from support.cases import Office, make_office
from support.factories import make_agency

DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Desk:
    """The office with its two people at their screens."""

    office: Office
    clerk: Client
    head: Client


@pytest.fixture
def desk(db: None, client_as: Callable[..., Client], on_day: Callable[[date], None]) -> Desk:
    """Give the office; today is Monday 2026-11-23."""
    on_day(DAY)
    county = make_agency("示例县人民政府", kind="county")
    office = make_office(under=county)
    return Desk(office, client_as(office.clerk), client_as(office.head))
