"""Changing agencies, posts and people: checked, written, audited."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from gongkai.agencies import actions
from gongkai.agencies.actions import Refused
from gongkai.agencies.codes import BadCode
from gongkai.agencies.models import Agency, AgencyParent, Person, Post, Succession, Tenure, Tie
from gongkai.agencies.queries import posts_of
from gongkai.audit.models import Event
from gongkai.audit.queries import verify
from gongkai.audit.verbs import Verb
from support.factories import AT, LONG_AGO, PASSWORD

LATER = date(2024, 7, 1)


def _verbs(agency):
    return list(
        Event.objects.filter(chain=f"agency:{agency.pk}").order_by("seq").values_list("verb", flat=True)
    )


@pytest.fixture
def county(make_agency):
    return make_agency("示例县人民政府", kind="county")


def test_an_agency_is_created_under_its_government_and_its_system(make_agency, county):
    bureau = make_agency("示例市局", kind="department")
    agency = make_agency("示例县局", kind="department", under=county, system=bureau, phone="0000-0000000")
    rows = AgencyParent.objects.filter(agency=agency).order_by("tie").values_list("tie", "parent")
    assert list(rows) == [("government", county.pk), ("system", bureau.pk)]
    assert (agency.slug, agency.phone, str(agency)) == (agency.code.lower(), "0000-0000000", "示例县局")
    assert _verbs(agency) == [Verb.AGENCY_CREATED]
    assert verify() == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "kingdom"}, "没有“kingdom”这一机关类别，可用的有：.*乡镇人民政府（town）"),
        ({"name": "示例县人民政府"}, "名称“示例县人民政府”已被“示例县人民政府”使用"),
        ({"slug": "county"}, "网址名“county”已被“示例县人民政府”使用"),
        ({"code": "county"}, "代码“COUNTY”已被“示例县人民政府”使用"),
    ],
)
def test_an_agency_that_cannot_be_is_refused(make_agency, fields, why):
    make_agency("示例县人民政府", kind="county", code="county")
    wanted = {"name": "示例镇人民政府", "kind": "town", "code": "TOWN", "since": LONG_AGO} | fields
    with pytest.raises(Refused, match=why):
        actions.create_agency(**wanted, actor=None, at=AT)


def test_an_agency_with_a_wrong_code_is_refused(make_agency):
    with pytest.raises(BadCode, match="校验码"):
        make_agency(code="D21435691")


def test_an_agency_moves_to_another_parent_on_a_day(make_agency, county):
    town, other = make_agency(under=county), make_agency("示例新县人民政府", kind="county")
    actions.place_agency(agency=town, parent=other, tie=Tie.GOVERNMENT, on=LATER, actor=None, at=AT)
    rows = AgencyParent.objects.filter(agency=town).order_by("since").values_list("parent", "since", "until")
    assert list(rows) == [(county.pk, LONG_AGO, LATER), (other.pk, LATER, None)]
    assert _verbs(town) == [Verb.AGENCY_CREATED, Verb.AGENCY_PLACED]
    assert str(AgencyParent.objects.get(parent=other)) == f"{town} ← 示例新县人民政府（本级政府）"


def test_an_agency_is_taken_off_a_line(make_agency, county):
    town = make_agency(under=county)
    actions.place_agency(agency=town, parent=None, tie=Tie.GOVERNMENT, on=LATER, actor=None, at=AT)
    assert not AgencyParent.objects.filter(agency=town, until=None).exists()


def test_an_agency_is_hung_on_a_line_it_was_not_on(make_agency, county):
    town = make_agency()
    actions.place_agency(agency=town, parent=county, tie=Tie.SYSTEM, on=LATER, actor=None, at=AT)
    assert AgencyParent.objects.get(agency=town).parent == county


def test_an_agency_is_never_above_itself(make_agency, county):
    town = make_agency(under=county)
    for parent in (county, town):
        with pytest.raises(Refused, match="自身或其下级"):
            actions.place_agency(
                agency=county, parent=parent, tie=Tie.GOVERNMENT, on=LATER, actor=None, at=AT
            )


def test_a_change_before_the_start_is_refused(make_agency, county):
    town = make_agency(under=county)
    with pytest.raises(Refused, match="不能早于或等于起始日期"):
        actions.place_agency(agency=town, parent=None, tie=Tie.GOVERNMENT, on=LONG_AGO, actor=None, at=AT)


def test_a_successor_takes_over_on_a_day(make_agency):
    old, new = make_agency(), make_agency()
    actions.succeed_agency(predecessor=old, successor=new, on=LATER, actor=None, at=AT)
    old.refresh_from_db()
    assert old.until == LATER
    assert str(Succession.objects.get()) == f"{old} → {new}（2024-07-01）"
    assert old not in Agency.objects.on(LATER)
    assert _verbs(old)[-1] == Verb.AGENCY_SUCCEEDED


def test_an_agency_does_not_succeed_itself(agency):
    with pytest.raises(Refused, match="不能由自己承继"):
        actions.succeed_agency(predecessor=agency, successor=agency, on=LATER, actor=None, at=AT)


def test_a_post_has_a_role_that_exists_and_a_name_of_its_own(agency):
    post = actions.create_post(agency=agency, name="经办", role="clerk", since=LONG_AGO, actor=None, at=AT)
    assert str(post) == f"{agency}经办"
    with pytest.raises(Refused, match="已有“经办”岗位"):
        actions.create_post(agency=agency, name="经办", role="clerk", since=LATER, actor=None, at=AT)
    with pytest.raises(Refused, match="没有“king”这一角色，可用的有：公开机构经办（clerk）"):
        actions.create_post(agency=agency, name="王", role="king", since=LONG_AGO, actor=None, at=AT)


def test_a_staff_change_is_one_row_and_the_post_stays(agency, make_person):
    before, after = make_person(agency=agency, name="示例甲"), make_person(agency=agency, name="示例乙")
    post = actions.create_post(agency=agency, name="经办", role="clerk", since=LONG_AGO, actor=None, at=AT)
    held = actions.assign_post(post=post, person=before, since=LONG_AGO, actor=before, at=AT)
    tenure = actions.hand_over(post=post, to=after, on=LATER, actor=before, at=AT)
    held.refresh_from_db()
    assert (held.until, tenure.since, tenure.until) == (LATER, LATER, None)
    assert str(tenure) == f"示例乙：{agency}经办"
    assert _verbs(agency)[-2:] == [Verb.POST_ASSIGNED, Verb.POST_HANDED_OVER]
    assert Event.objects.order_by("pk").last().actor_id == before.pk


def test_a_held_post_is_not_given_twice(agency, make_person):
    post = actions.create_post(agency=agency, name="经办", role="clerk", since=LONG_AGO, actor=None, at=AT)
    with pytest.raises(Refused, match="目前空缺"):
        actions.hand_over(post=post, to=make_person(), on=LATER, actor=None, at=AT)
    holder = make_person(name="示例甲")
    actions.assign_post(post=post, person=holder, since=LONG_AGO, actor=None, at=AT)
    for since in (LATER, date(2018, 1, 1)):
        with pytest.raises(Refused, match="由示例甲任职"):
            actions.assign_post(post=post, person=make_person(), since=since, actor=None, at=AT)
    with pytest.raises(Refused, match="示例甲已在"):
        actions.hand_over(post=post, to=holder, on=LATER, actor=None, at=AT)


def test_an_account_is_opened_with_a_strong_password(agency):
    person = actions.create_person(
        username="shili", name="示例", password=PASSWORD, agency=agency, actor=None, at=AT
    )
    assert person.check_password(PASSWORD)
    assert PASSWORD not in str(list(Event.objects.values()))
    with pytest.raises(Refused, match="用户名“shili”已被使用"):
        actions.create_person(username="shili", name="二", password=None, agency=agency, actor=None, at=AT)
    with pytest.raises(ValidationError):
        actions.create_person(username="ruo", name="弱", password="12345", agency=agency, actor=None, at=AT)


def test_an_account_without_a_password_cannot_sign_in_by_one(agency):
    person = actions.create_person(
        username="shili", name="示例", password=None, agency=agency, actor=None, at=AT
    )
    assert (person.has_usable_password(), str(person)) == (False, "示例")


def test_the_database_keeps_dates_in_order_and_posts_single(agency, make_person):
    person = make_person("clerk", agency)
    tenure = Tenure.objects.get(person=person)
    wrong = [
        lambda: Tenure.objects.filter(pk=tenure.pk).update(until=tenure.since),
        lambda: Tenure.objects.create(person=person, post=tenure.post, since=LATER),
        lambda: Post.objects.filter(pk=tenure.post_id).update(until=date(2000, 1, 1)),
        lambda: AgencyParent.objects.create(agency=agency, parent=agency, tie="system", since=LATER),
        lambda: AgencyParent.objects.create(agency=agency, parent=agency, tie="rope", since=LATER),
        lambda: Person.objects.filter(pk=person.pk).update(name=""),
    ]
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


# departments, deputies, leaving ------------------------------------------------------------------------------------


def _held(agency, make_person):
    person = make_person("clerk", agency)
    return person, Post.objects.get(agency=agency)


def test_a_post_is_put_into_a_department_of_its_agency(agency, make_agency, make_person):
    _person, post = _held(agency, make_person)
    facts = {"since": LONG_AGO, "actor": None, "at": AT}
    mine = actions.create_department(agency=agency, name="示例财政所", **facts)
    with pytest.raises(Refused, match="已有"):
        actions.create_department(agency=agency, name="示例财政所", **facts)
    theirs = actions.create_department(agency=make_agency(), name="示例财政所", **facts)
    assert actions.place_post(post=post, department=mine, actor=None, at=AT).department == mine
    assert str(mine) == f"{agency}示例财政所"
    with pytest.raises(Refused, match="不属于"):
        actions.place_post(post=post, department=theirs, actor=None, at=AT)
    assert actions.place_post(post=post, department=None, actor=None, at=AT).department is None


def test_a_deputy_has_what_the_post_has_between_two_days(agency, make_person):
    _holder, post = _held(agency, make_person)
    deputy, until = make_person(), date(2024, 7, 8)
    facts = {"post": post, "person": deputy, "actor": None, "at": AT}
    made = actions.appoint_deputy(since=LATER, until=until, **facts)
    days = [date(2024, 6, 30), LATER, date(2024, 7, 7), until]
    assert [bool(posts_of(deputy, day)) for day in days] == [False, True, True, False]
    assert "（代理）" in str(made)
    actions.end_deputy(deputyship=made, on=date(2024, 7, 3), actor=None, at=AT)
    assert [bool(posts_of(deputy, day)) for day in days] == [False, True, False, False]
    assert verify() == []


def test_a_deputyship_that_has_not_begun_is_taken_back_whole(agency, make_person):
    _holder, post = _held(agency, make_person)
    facts = {"post": post, "person": make_person(), "actor": None, "at": AT}
    made = actions.appoint_deputy(since=LATER, until=date(2024, 7, 8), **facts)
    actions.end_deputy(deputyship=made, on=LONG_AGO, actor=None, at=AT)
    assert not post.deputyships.exists()


def test_a_deputy_is_another_person_in_order_and_once(agency, make_person):
    holder, post = _held(agency, make_person)
    facts = {"post": post, "actor": None, "at": AT, "since": LATER}
    with pytest.raises(Refused, match="应当晚于"):
        actions.appoint_deputy(person=make_person(), until=LATER, **facts)
    with pytest.raises(Refused, match="任职人"):
        actions.appoint_deputy(person=holder, until=date(2024, 8, 1), **facts)
    deputy = make_person()
    actions.appoint_deputy(person=deputy, until=date(2024, 8, 1), **facts)
    with pytest.raises(Refused, match="已经代理"):
        actions.appoint_deputy(person=deputy, until=date(2024, 7, 2), **facts)


def test_a_holder_leaves_on_a_day_and_the_post_can_be_taken_over(agency, make_person):
    holder, post = _held(agency, make_person)
    actions.vacate_post(post=post, on=LATER, actor=None, at=AT)
    assert not posts_of(holder, LATER)
    with pytest.raises(Refused, match="空缺"):
        actions.vacate_post(post=post, on=date(2024, 8, 1), actor=None, at=AT)
    successor = make_person()
    actions.take_over(post=post, to=successor, on=LATER, actor=None, at=AT)
    assert posts_of(successor, LATER).get() == post
    actions.take_over(post=post, to=holder, on=date(2024, 9, 1), actor=None, at=AT)
    assert posts_of(holder, date(2024, 9, 1)).get() == post
