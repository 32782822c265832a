"""Who sees which agencies: posts, roles, days, and the tree below."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies import actions
from gongkai.agencies.access import can, holds, permissions, posts_for, require
from gongkai.agencies.models import Agency, AgencyParent, Tie
from gongkai.agencies.queries import parent_of, posts_of, scope, subtree
from support.factories import AT, LONG_AGO

TODAY = date(2026, 11, 23)
MERGER = date(2024, 7, 1)


@pytest.fixture
def county(make_agency):
    return make_agency("示例县人民政府", kind="county")


@pytest.fixture
def towns(make_agency, county):
    return [make_agency(f"示例{name}镇人民政府", under=county) for name in "甲乙"]


def test_a_clerk_sees_the_agency_of_the_post_only(make_person, towns):
    clerk = make_person("clerk", towns[0])
    assert list(scope(clerk, "casework.read", TODAY)) == [towns[0]]
    assert can(clerk, "casework.read", towns[0], TODAY)
    assert not can(clerk, "casework.read", towns[1], TODAY)


def test_a_supervisor_sees_the_agency_and_all_below_on_the_line_of_government(
    make_agency, make_person, county, towns
):
    office = make_agency("示例甲镇所属站所", kind="department", under=towns[0])
    make_agency("示例外县人民政府", kind="county")
    bureau = make_agency("示例垂管局", kind="branch", system=county)
    supervisor = make_person("supervisor", county)
    seen = set(scope(supervisor, "casework.read", TODAY))
    assert seen == {county, *towns, office}
    assert bureau not in seen


def test_the_tree_is_that_of_the_day(make_agency, make_person, county, towns):
    other = make_agency("示例新县人民政府", kind="county")
    actions.place_agency(agency=towns[0], parent=other, tie=Tie.GOVERNMENT, on=MERGER, actor=None, at=AT)
    assert towns[0] in subtree(county, date(2024, 6, 30))
    assert towns[0] not in subtree(county, MERGER)
    assert towns[0] in subtree(other, MERGER)
    assert parent_of(towns[0], date(2024, 6, 30)) == county
    assert parent_of(towns[0], MERGER) == other
    assert parent_of(county, MERGER) is None


def test_a_circle_in_the_data_does_not_hang(county, towns):
    AgencyParent.objects.create(agency=county, parent=towns[0], tie=Tie.GOVERNMENT, since=LONG_AGO)
    assert set(subtree(county, TODAY)) == {county, *towns}


def test_permissions_come_from_every_post_held_that_day(make_person, towns):
    person = make_person("clerk", towns[0])
    post = actions.create_post(agency=towns[1], name="负责人", role="head", since=LONG_AGO, actor=None, at=AT)
    actions.assign_post(post=post, person=person, since=MERGER, actor=None, at=AT)
    assert "casework.approve" not in permissions(person, date(2024, 6, 30))
    assert "casework.approve" in permissions(person, MERGER)
    assert list(scope(person, "casework.approve", MERGER)) == [towns[1]]
    assert set(scope(person, "casework.read", MERGER)) == set(towns)
    assert posts_for(person, "casework.approve", towns[1], MERGER) == [post]
    assert posts_for(person, "casework.approve", towns[0], MERGER) == []


def test_handing_over_moves_the_permission_on_the_day(make_person, towns):
    before, after = make_person("clerk", towns[0]), make_person()
    post = posts_of(before, TODAY).get()
    actions.hand_over(post=post, to=after, on=MERGER, actor=None, at=AT)
    eve = date(2024, 6, 30)
    assert (holds(before, "casework.register", eve), holds(after, "casework.register", eve)) == (True, False)
    assert (holds(before, "casework.register", MERGER), holds(after, "casework.register", MERGER)) == (
        False,
        True,
    )


def test_an_account_closed_may_nothing(make_person, towns):
    person = make_person("clerk", towns[0])
    person.is_active = False
    assert permissions(person, TODAY) == frozenset()
    assert not scope(person, "casework.read", TODAY).exists()


def test_a_person_without_a_post_may_nothing(make_person, towns):
    assert permissions(make_person(agency=towns[0]), TODAY) == frozenset()


def test_a_role_that_no_longer_exists_gives_nothing(make_person, towns):
    person = make_person("clerk", towns[0])
    posts_of(person, TODAY).update(role="gone")
    assert permissions(person, TODAY) == frozenset()


def test_an_unknown_permission_is_an_error(make_person, towns):
    with pytest.raises(KeyError, match=r"没有“casework\.fly”"):
        scope(make_person("clerk", towns[0]), "casework.fly", TODAY)


def test_what_is_lacking_is_named(make_person, towns):
    clerk = make_person("clerk", towns[0])
    require(clerk, "casework.read", towns[0], TODAY)
    with pytest.raises(PermissionDenied, match="示例乙镇人民政府”没有“查看依申请公开”的权限"):
        require(clerk, "casework.read", towns[1], TODAY)


def test_a_scope_takes_two_queries_whatever_the_number_of_agencies(
    make_person, county, towns, django_assert_num_queries
):
    supervisor = make_person("supervisor", county)
    with django_assert_num_queries(2):
        assert len(scope(supervisor, "casework.read", TODAY)) == 3
    assert Agency.objects.on(TODAY).count() == 3
