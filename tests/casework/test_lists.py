"""The lists of the desk: whose work, narrowed, one page at a time, kept under a name."""

from datetime import date, timedelta

import pytest

from gongkai.agencies import actions as agencies
from gongkai.agencies.models import Agency
from gongkai.agencies.queries import posts_of
from gongkai.audit.models import Event
from gongkai.casework import actions, lists
from gongkai.casework.lists import Wanted
from gongkai.casework.models import SavedFilter
from gongkai.casework.work_checks import Holder
from gongkai.kit.entry import BadEntry
from support.cases import answer, make_office, moment, register, step
from support.factories import AT, LONG_AGO, make_person

START = date(2026, 3, 2)


def _listed(office, person=None, **wanted):
    scope = Agency.objects.filter(pk=office.agency.pk)
    found = lists.listing(scope, START, Wanted(**wanted), person or office.clerk)
    return [row.application.number[-2:] for row in found.rows]


def test_a_list_comes_in_pages(office, monkeypatch):
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    cases = [register(office, START - timedelta(9 - n), today=START) for n in range(5)]
    scope = Agency.objects.all()

    def listing(**asked):
        return lists.listing(scope, START, Wanted(), office.clerk, **asked)

    found = listing(page="2")
    assert [row.application for row in found.rows] == cases[2:4]
    assert (found.page.number, found.page.count, found.page.pages, found.page.more) == (2, 5, 3, False)
    assert found.page.has_next
    assert [row.application for row in listing(page="99").rows] == cases[4:]
    assert [listing(page=page).page.number for page in ("0", "-1", "x", "")] == [1, 1, 1, 1]


def test_a_long_list_is_counted_no_further_than_it_says(office, monkeypatch):
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    monkeypatch.setattr(lists, "COUNTED", 2)
    for n in range(5):
        register(office, START - timedelta(9 - n), today=START)

    def page(number):
        return lists.listing(Agency.objects.all(), START, Wanted(), office.clerk, page=number).page

    assert (page("1").count, page("1").more, page("1").has_next) == (2, True, True)
    assert (page("4").number, page("4").has_next) == (4, True)
    assert (page("99").number, page("99").has_next) == (5, False)


def test_mine_my_departments_and_nobodys(office):
    section = agencies.create_department(
        agency=office.agency, name="示例财政所", since=LONG_AGO, actor=None, at=AT
    )
    handler, colleague = (make_person("handler", office.agency) for _ in range(2))
    for one in (handler, colleague):
        agencies.place_post(post=posts_of(one, START).get(), department=section, actor=None, at=AT)
    cases = [register(office, START) for _ in range(5)]
    to = [Holder(department=section), Holder(posts_of(handler, START).get()), None]
    to += [Holder(posts_of(colleague, START).get()), Holder(posts_of(office.clerk, START).get())]
    for case, holder in zip(cases, to, strict=True):
        if holder:
            step(actions.assign, case, office.clerk, START, to=holder)
    assert _listed(office, handler, who="mine") == ["02"]
    assert _listed(office, handler, who="department") == ["01", "02", "04"]
    assert _listed(office, handler, who="nobody") == ["03"]
    assert _listed(office, handler) == ["01", "02", "03", "04", "05"]
    assert _listed(office, office.head, who="department") == []


def test_a_deputys_work_is_that_of_the_post(office):
    case, deputy = register(office, START), make_person()
    step(actions.claim, case, office.clerk, START)
    post = posts_of(office.clerk, START).get()
    until = START + timedelta(1)
    agencies.appoint_deputy(post=post, person=deputy, since=START, until=until, actor=None, at=AT)
    assert _listed(office, deputy, who="mine") == ["01"]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"kind": "business"}, ["02"]),
        ({"channel": "fax"}, ["03"]),
        ({"show": "all", "outcome": "open"}, ["04"]),
        ({"year": "2025"}, ["05"]),
        ({"number": "26-0002"}, ["02"]),
        ({"number": "'; --"}, []),
        ({"due": "2026-03-30"}, ["01", "02"]),
        ({"show": "unconfirmed", "kind": "natural"}, ["03"]),
    ],
)
def test_a_list_is_narrowed(office, wanted, numbers):
    register(office, START)
    register(office, START, kind="business")
    register(office, START, channel="fax")
    answer(office, register(office, START), START)
    late = register(office, date(2025, 12, 1), today=START)
    late.number = "2025-0005"
    late.save()
    assert _listed(office, **wanted) == numbers


def test_what_nobody_can_ask_for_is_left_out():
    asked = {"show": "x", "who": "x", "kind": "x", "channel": "x", "outcome": "x", "year": "20x6", "due": "x"}
    assert Wanted.read(asked) == Wanted()
    assert Wanted.read({"show": "open", "year": "2026", "number": " 7 "}).narrowed == {
        "year": "2026",
        "number": "7",
    }


# kept under a name -------------------------------------------------------------------------------------------------


def _save(office, actor=None, **facts):
    given = {"agency": office.agency, "name": "示例", "wanted": Wanted(show="overdue")} | facts
    return actions.save_filter(actor=actor or office.clerk, at=moment(START), **given)


def test_a_list_is_kept_for_oneself_or_the_office_and_replaced_by_name(office):
    own, everybodys = _save(office), _save(office, name="示例共用", shared=True)
    scope, other = Agency.objects.filter(pk=office.agency.pk), make_office()
    assert set(lists.kept_filters(scope, office.clerk)) == {own, everybodys}
    assert set(lists.kept_filters(scope, office.head)) == {everybodys}
    assert not lists.kept_filters(Agency.objects.filter(pk=other.agency.pk), office.clerk)
    assert _save(office, wanted=Wanted(who="mine")).pk == own.pk
    assert SavedFilter.objects.get(pk=own.pk).wanted == {"who": "mine"}
    with pytest.raises(SavedFilter.DoesNotExist):
        lists.own_filter(scope, office.head, everybodys.pk)
    actions.remove_filter(kept=own, actor=office.clerk, at=moment(START))
    assert Event.objects.filter(verb__startswith="filter.").count() == 4


@pytest.mark.parametrize("name", ["", "  ", "长" * 31])
def test_a_kept_list_has_a_short_name(office, name):
    with pytest.raises(BadEntry) as bad:
        _save(office, name=name)
    assert set(bad.value.problems) == {"name"}
