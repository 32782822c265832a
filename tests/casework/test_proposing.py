"""What was released can be proposed for all, as a draft with the whole gate before it."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from gongkai.publishing.actions import Content, add_column
from gongkai.publishing.queries import public
from support.cases import Office, answer, make_office, moment, register

DAY = date(2026, 3, 2)


def _column(office: Office):
    at = moment(DAY)
    return add_column(agency=office.agency, actor=office.head, at=at, name="示例栏目", category_code="20-15")


def _propose(office: Office, case, column):
    case.refresh_from_db()
    content = Content(column=column, title="示例预算", body=case.given or "示例", made_on=DAY)
    return actions.propose_item(
        application=case, version=case.version, actor=office.clerk, at=moment(DAY), content=content
    )


def test_what_was_given_becomes_a_draft_and_nothing_more(office: Office) -> None:
    case = register(office, DAY)
    answer(office, case, DAY)
    item = _propose(office, case, _column(office))
    assert (item.status, item.body) == ("draft", "<p>示例信息</p>")
    assert not public(office.agency, moment(DAY)).exists()
    assert case.events.last().data == {"item": item.pk}


@pytest.mark.parametrize("outcome", [None, "process"])
def test_what_was_not_released_cannot_be_proposed(office: Office, outcome: str | None) -> None:
    case = register(office, DAY)
    if outcome:
        answer(office, case, DAY, outcome)
    with pytest.raises(Unlawful, match="还没有向申请人公开"):
        _propose(office, case, _column(office))


def test_the_column_is_of_the_office_itself(office: Office) -> None:
    case = register(office, DAY)
    answer(office, case, DAY)
    with pytest.raises(BadEntry, match="本机关的栏目"):
        _propose(office, case, _column(make_office()))
