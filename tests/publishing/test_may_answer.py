"""Published items that may answer what somebody describes: by shared words, without a search engine."""

from datetime import date

import pytest

from gongkai.publishing.actions import Content, add_column, import_item
from gongkai.publishing.queries import may_answer, telling_words
from support.cases import make_office, moment

DAY = date(2026, 11, 2)
AT = moment(DAY)
TITLES = (
    "2025年镇财政预算公开表",
    "2024年镇财政预算公开表",
    "农村公路养护合同",
    "示例府发〔2025〕3号 关于防汛工作的通知",
)


@pytest.fixture
def town(db):
    office = make_office()
    facts = {"agency": office.agency, "actor": office.head, "at": AT}
    column = add_column(**facts, name="示例栏目", category_code="20-15")
    for title in TITLES:
        content = Content(column=column, title=title, body="示例", made_on=DAY)
        import_item(**facts, content=content, published_on=DAY)
    return office.agency


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申请公开贵镇2025年度财政预算的全部信息", [TITLES[0], TITLES[1]]),
        ("公路养护的合同", [TITLES[2]]),
        ("示例府发〔2025〕3号文件", [TITLES[3]]),
        ("申请公开政府信息的相关资料", []),
        ("拆迁补偿", []),
        ("", []),
        ("a", []),
    ],
)
def test_the_closest_comes_first_and_what_shares_too_little_stays_away(town, text, found):
    assert [one.title for one in may_answer(town, text, AT)][: len(found) or None] == found


def test_what_every_application_says_is_not_searched_for():
    assert telling_words("请求公开关于财政预算的政府信息（2025）") == ["财政", "政预", "预算", "算的", "2025"]


def test_items_of_another_agency_are_not_offered(town):
    assert may_answer(make_office().agency, "财政预算", AT) == []
