"""The first page after signing in: what is late, due and soon, and what waits for whom."""

from datetime import date

import pytest

from desk.pages import queries, row_heads, tree
from gongkai.casework import actions
from gongkai.publishing.actions import Content, add_column, draft_item, submit_item
from support.cases import approve, make_office, moment, register, step
from support.factories import make_person

DAY = date(2026, 11, 23)
DRAFT = {"outcome_code": "open", "reasons": "示例理由", "given": "示例信息"}


@pytest.fixture
def item(desk):
    """Give an item that the clerk has submitted."""
    facts = {"agency": desk.office.agency, "at": moment(DAY)}
    column = add_column(**facts, actor=desk.office.head, name="示例栏目", category_code="20-7")
    content = Content(column=column, title="示例预算", body="示例", made_on=DAY)
    drafted = draft_item(**facts, actor=desk.office.clerk, content=content)
    return submit_item(item=drafted, version=drafted.version, actor=desk.office.clerk, at=moment(DAY))


def _waiting(client):
    return [
        " ".join(one.text_content().split())
        for one in tree(client.get("/desk/")).xpath("//ul[@class='gk-waiting']/li")
    ]


def _figures(client):
    return [
        one.text_content() for one in tree(client.get("/desk/")).xpath("//ul[@class='gk-figures']//strong")
    ]


def test_today_counts_what_is_late_due_and_soon_the_latest_first(desk):
    for on in (date(2026, 10, 28), date(2026, 10, 26), date(2026, 9, 18), date(2026, 11, 20)):
        register(desk.office, on, today=DAY)
    register(desk.office, DAY, channel="online")
    answer = desk.clerk.get("/desk/")
    for text in ("已逾期", "今天24时前", "还有 2 个工作日"):
        assert text in answer.content.decode()
    assert _figures(desk.clerk) == ["1", "1", "1", "1", "5", "0", "5"]
    assert row_heads(answer) == ["2026-0003", "2026-0002", "2026-0001"]


def test_a_quiet_day_says_so_and_leads_on(desk):
    page = desk.clerk.get("/desk/").content.decode()
    assert "五个工作日内没有到期的申请" in page
    assert _figures(desk.clerk) == ["0"] * 7
    assert _waiting(desk.clerk) == ["没有等您办理的事项。"]


def test_each_step_waits_for_whoever_may_take_it(desk):
    case = register(desk.office, DAY)
    step(actions.draft_decision, case, desk.office.clerk, DAY, **DRAFT)
    assert _waiting(desk.clerk) == ["没有等您办理的事项。"]
    assert _waiting(desk.head) == ["批准决定 2026-0001 示例：镇财政预算公开表"]
    approve(desk.office, case, DAY)
    assert _waiting(desk.clerk) == ["登记送达 2026-0001 示例：镇财政预算公开表"]


def test_an_item_waits_for_its_reviewer_and_for_who_releases(desk, client_as, item):
    reviewer = client_as(make_person("secrecy", desk.office.agency))
    assert _waiting(reviewer) == [f"保密审查 {item.title}"]
    assert _waiting(desk.head) == [f"签发发布 {item.title}"]
    assert _waiting(desk.clerk) == ["没有等您办理的事项。"]


def test_nobody_sees_what_waits_in_another_agency(client_as, desk, item):
    case = register(desk.office, date(2026, 9, 18), today=DAY)
    step(actions.draft_decision, case, desk.office.clerk, DAY, **DRAFT)
    other = make_office()
    page = client_as(other.head).get("/desk/").content.decode()
    assert case.number not in page
    assert item.title not in page


def test_who_does_no_casework_is_not_led_to_it(desk, client_as):
    page = client_as("audit_admin", desk.office.agency).get("/desk/").content.decode()
    assert "/desk/applications/" not in page
    assert "没有等您办理的事项" in page


def test_more_rows_ask_the_database_no_more(desk):
    def add(count):
        for _ in range(count):
            case = register(desk.office, date(2026, 10, 28), today=DAY)
            step(actions.draft_decision, case, desk.office.clerk, DAY, **DRAFT)

    add(3)
    few = queries(desk.head, "/desk/")
    add(10)
    assert queries(desk.head, "/desk/") == few
