"""An item is drafted by one, reviewed, released by another, seen by all, and gone at once when withdrawn."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from gongkai.publishing import actions, queries
from gongkai.publishing.access import may
from gongkai.publishing.acts import Stale
from gongkai.publishing.models import Item, OwnColumn, Verdict
from support.cases import Office, make_office, moment
from support.factories import make_person

DAY = date(2026, 3, 2)
AT = moment(DAY)


@pytest.fixture
def column(office: Office) -> OwnColumn:
    return actions.add_column(
        agency=office.agency, actor=office.head, at=AT, name="公示公告", category_code="20-15"
    )


def content(column: OwnColumn, **facts: Any) -> actions.Content:
    return actions.Content(
        **{"column": column, "title": "示例公告", "body": "第一行\n第二行", "made_on": DAY, **facts}
    )


def draft(office: Office, column: OwnColumn, **facts: Any) -> Item:
    return actions.draft_item(
        agency=office.agency, actor=office.clerk, at=AT, content=content(column, **facts)
    )


def do(action: Any, item: Item, who: Any, at: datetime = AT, **facts: Any) -> Item:
    item.refresh_from_db()
    found: Item = action(item=item, version=item.version, actor=who, at=at, **facts)
    return found


def submitted(office: Office, column: OwnColumn) -> Item:
    return do(actions.submit_item, draft(office, column), office.clerk)


def test_an_office_of_two_publishes_with_a_combined_review(office: Office, column: OwnColumn) -> None:
    item = do(actions.release_item, submitted(office, column), office.head, combined=True)
    assert (item.status, item.published_at, item.released_by) == ("published", AT, office.head)
    assert item.index_number == f"{office.agency.code}/2026-00001"
    assert item.body == "<p>第一行</p>\n<p>第二行</p>"
    assert [one.combined for one in item.secrecy_reviews.all()] == [True]
    assert list(queries.public(office.agency, AT)) == [item]
    assert item.status_label == "已发布"


def test_nobody_releases_their_own_draft(office: Office, column: OwnColumn) -> None:
    item = actions.draft_item(agency=office.agency, actor=office.head, at=AT, content=content(column))
    item = do(actions.submit_item, item, office.head)
    with pytest.raises(Unlawful, match="起草人"):
        do(actions.release_item, item, office.head, combined=True)


def test_where_a_reviewer_is_posted_the_releaser_does_not_review(office: Office, column: OwnColumn) -> None:
    reviewer = make_person("secrecy", office.agency)
    item = submitted(office, column)
    with pytest.raises(Unlawful, match=reviewer.name):
        do(actions.release_item, item, office.head, combined=True)
    item = do(actions.secrecy_review, item, reviewer, verdict=Verdict.CLEAR)
    assert item.status == "approval"
    item = do(actions.release_item, item, office.head)
    assert [one.combined for one in item.secrecy_reviews.all()] == [False]


def test_nothing_is_released_without_a_review(office: Office, column: OwnColumn) -> None:
    with pytest.raises(Unlawful, match="保密审查"):
        do(actions.release_item, submitted(office, column), office.head)


def test_a_doubt_goes_upward_and_comes_back(office: Office, column: OwnColumn) -> None:
    reviewer = make_person("secrecy", office.agency)
    item = submitted(office, column)
    with pytest.raises(BadEntry):
        do(actions.secrecy_review, item, reviewer, verdict=Verdict.REFER)
    item = do(actions.secrecy_review, item, reviewer, verdict=Verdict.REFER, reason="不能确定（示例）")
    assert item.status == "referred"
    item = do(actions.record_ruling, item, reviewer)
    item = do(actions.secrecy_review, item, reviewer, verdict=Verdict.REFUSED, reason="不得公开（示例）")
    assert item.status == "draft"


def test_a_reviewer_does_not_review_their_own_words(office: Office, column: OwnColumn) -> None:
    reviewer = make_person("secrecy", office.agency)
    item = submitted(office, column)
    Item.objects.filter(pk=item.pk).update(drafted_by=reviewer)
    with pytest.raises(Unlawful, match="保密审查"):
        do(actions.secrecy_review, item, reviewer, verdict=Verdict.CLEAR)


def test_a_returned_draft_is_edited_by_its_next_drafter(office: Office, column: OwnColumn) -> None:
    item = do(actions.return_item, submitted(office, column), office.head)
    item = do(actions.edit_draft, item, office.head, content=content(column, title="改过的标题"))
    assert (item.title, item.drafted_by) == ("改过的标题", office.head)
    item = do(actions.submit_item, item, office.clerk)
    with pytest.raises(Unlawful, match="只有草稿"):
        do(actions.edit_draft, item, office.clerk, content=content(column))


def test_a_withdrawn_item_is_nowhere(office: Office, column: OwnColumn) -> None:
    item = do(actions.release_item, submitted(office, column), office.head, combined=True)
    do(actions.withdraw_item, item, office.head)
    assert not queries.public(office.agency, AT).exists()
    assert queries.year_counts(office.agency.pk, 2026) == []
    with pytest.raises(Item.DoesNotExist):
        queries.public_item(office.agency, item.pk, AT)


def test_drafts_and_what_lies_ahead_are_not_public(office: Office, column: OwnColumn) -> None:
    draft(office, column)
    item = do(actions.release_item, submitted(office, column), office.head, combined=True)
    assert not queries.public(office.agency, AT - timedelta(minutes=1)).exists()
    assert queries.public_item(office.agency, item.pk, AT) == item
    assert [row.count for row in queries.by_column(office.agency, AT)] == [1]
    assert [(row.category.code, row.count) for row in queries.by_category(office.agency, AT)] == [
        ("20-15", 1)
    ]


def test_imported_history_keeps_its_date_and_says_so(office: Office, column: OwnColumn) -> None:
    item = actions.import_item(
        agency=office.agency,
        actor=office.head,
        at=AT,
        content=content(column, made_on=date(2020, 12, 30)),
        published_on=date(2020, 12, 31),
    )
    assert item.history
    assert item.published_at == datetime(2020, 12, 30, 16, tzinfo=UTC)
    assert item.index_number == f"{office.agency.code}/2020-00001"
    assert [(row.column, row.count) for row in queries.year_counts(office.agency.pk, 2020)] == [(column, 1)]
    assert queries.year_counts(office.agency.pk, 2021) == []


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 3, 1)])
def test_history_with_an_impossible_date_is_refused(office: Office, column: OwnColumn, day: date) -> None:
    with pytest.raises(BadEntry, match="原发布日期"):
        actions.import_item(
            agency=office.agency, actor=office.head, at=AT, content=content(column), published_on=day
        )


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("title", {"title": " "}),
        ("title", {"title": "长" * 201}),
        ("body", {"body": "<script>alert(1)</script>"}),
        ("made_on", {"made_on": date(2026, 3, 3)}),
        ("category_code", {"category_code": "21-1-1"}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    office: Office, column: OwnColumn, field: str, facts: Any
) -> None:
    with pytest.raises(BadEntry) as refusal:
        draft(office, column, **facts)
    assert set(refusal.value.problems) == {field}


def test_a_column_of_another_office_is_refused(office: Office, column: OwnColumn) -> None:
    other = make_office()
    with pytest.raises(BadEntry, match="不是本机关的栏目"):
        draft(other, column)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": " ", "category_code": "20-1"}, "name"),
        ({"name": "公示公告", "category_code": "20-1"}, "name"),
        ({"name": "城建", "category_code": "21-1-1"}, "category_code"),
    ],
)
def test_a_column_has_a_name_and_a_category_of_the_kind(
    office: Office, column: OwnColumn, facts: Any, field: str
) -> None:
    with pytest.raises(BadEntry) as refusal:
        actions.add_column(agency=office.agency, actor=office.head, at=AT, **facts)
    assert set(refusal.value.problems) == {field}


def test_the_second_editor_is_told(office: Office, column: OwnColumn) -> None:
    item = draft(office, column)
    do(actions.submit_item, item, office.clerk)
    with pytest.raises(Stale, match="保密审查"):
        actions.edit_draft(item=item, version=0, actor=office.clerk, at=AT, content=content(column))


def test_an_outsider_sees_and_does_nothing(office: Office, column: OwnColumn) -> None:
    item, stranger = draft(office, column), make_person("head")
    with pytest.raises(PermissionDenied):
        do(actions.submit_item, item, stranger)
    assert not may(stranger, "submit", item, DAY)
    assert may(office.clerk, "submit", item, DAY)
    with pytest.raises(Item.DoesNotExist):
        queries.find(Agency.objects.exclude(pk=office.agency.pk), item.pk)
    assert queries.find(Agency.objects.all(), item.pk) == item


def test_pasted_markup_is_cleaned(office: Office, column: OwnColumn) -> None:
    item = draft(office, column, body='<p onclick="x()">好<b style="x">的</b><script>y()</script></p>')
    assert item.body == "<p>好的</p>"
