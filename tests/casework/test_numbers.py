"""Numbers stay unique and without gaps when several clerks register at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from gongkai.audit.queries import verify
from gongkai.casework.models import Application
from support.cases import Office, make_office, register


def register_some(office: Office) -> None:
    try:
        for _again in range(5):
            register(office, date(2026, 3, 2))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_four_clerks_at_once_draw_every_number_once() -> None:
    office = make_office()
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(register_some, office) for _clerk in range(4)]:
            done.result()
    assert sorted(Application.objects.values_list("serial", flat=True)) == list(range(1, 21))
    assert verify() == []
