"""Five hundred forms sent at once, every fifth of them twice: none is lost, none is doubled, no number is missing.

It runs on the database that the settings name, so that an installation on another engine can try its own.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from gongkai.audit.queries import verify
from gongkai.casework import actions
from gongkai.casework.actions.online import Form
from gongkai.casework.models import Application, OnlineCount, OnlineFiling
from gongkai.casework.online.codes import new_token
from support.cases import make_office, moment
from support.online import filing

FORMS, SENDERS = 500, 24
AT = moment(date(2026, 11, 2))


def _send(office, form):
    try:
        return actions.apply_online(agency=office.agency, at=AT, form=form, filing=filing())
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_five_hundred_at_once_lose_and_double_none(settings):
    unlimited = {"agency_per_hour": 9999, "agency_most_per_hour": 9999}
    settings.APPLY_POLICY = {**settings.APPLY_POLICY, **unlimited}
    office = make_office()
    actions.open_channel(agency=office.agency, actor=office.head, at=AT, channel="online")
    opened = AT - timedelta(minutes=5)
    forms = [Form(new_token(opened), f"192.0.2.{place % 250}") for place in range(FORMS)]
    with ThreadPoolExecutor(SENDERS) as pool:
        sent = list(pool.map(lambda form: _send(office, form), [*forms, *forms[::5]]))
    codes = {one.application.pk: one.code for one in sent}
    assert len(codes) == len(set(codes.values())) == FORMS
    assert sum(one.again for one in sent) == FORMS // 5
    serials = Application.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, FORMS + 1))
    assert OnlineFiling.objects.filter(application=None).count() == 0
    counted = OnlineCount.objects.filter(what="sent").order_by("-count").first()
    assert counted.count == FORMS
    assert verify() == []
