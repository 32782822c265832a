"""What may be the same application: by the same applicant in similar words, by others in the same."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency
from gongkai.audit.models import Event
from gongkai.audit.verbs import Verb
from gongkai.casework import actions
from gongkai.casework.duplicates import alike
from gongkai.casework.intake import Intake, Who
from gongkai.kit.entry import BadEntry
from support.cases import answer, make_office, moment, register
from support.factories import make_person

MONDAY = date(2026, 11, 23)
ROAD = "示例：申请公开2024年村级公路养护项目的合同和验收材料"
NEARLY = "示例：请公开2024年村级公路养护的合同"
OTHER = "示例：农村低保对象名单"


def _by(office, name, words, **who):
    return actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(MONDAY),
        who=Who(name=name, kind="natural", **who),
        intake=Intake(channel="counter", submitted_on=MONDAY, description=words),
    )


def _alike(case):
    found = alike(case, Agency.objects.filter(pk=case.agency_id))
    return [(one.case.number[-1], one.same_applicant) for one in found]


def test_the_same_applicant_in_similar_words_and_others_in_the_same_words(office):
    first = _by(office, "示例甲", ROAD, phone="000-1")
    _by(office, "示例甲", NEARLY, phone="000-1")
    _by(office, "示例乙", ROAD, phone="000-2")
    _by(office, "示例乙", NEARLY, phone="000-2")
    _by(office, "示例甲", OTHER, phone="000-1")
    assert _alike(first) == [("2", True), ("3", False)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"id_kind": "其他证件", "id_number": "N1"}, {"id_kind": "其他证件", "id_number": "N1"}, True),
        ({"id_kind": "其他证件", "id_number": "N1"}, {"id_kind": "其他证件", "id_number": "N2"}, False),
        ({"phone": "000-1"}, {"phone": "000-1"}, True),
        ({"phone": "000-1"}, {"phone": "000-2"}, False),
        ({}, {}, False),
    ],
)
def test_who_is_the_same_applicant(office, one, other, same):
    first = _by(office, "示例甲", ROAD, **one)
    _by(office, "示例甲", ROAD, **other)
    assert _alike(first) == [("2", same)]


def test_what_was_answered_to_the_same_applicant_points_to_the_article(office):
    answered = answer(office, _by(office, "示例甲", ROAD, phone="000-1"), MONDAY)
    again = _by(office, "示例甲", ROAD, phone="000-1")
    others = _by(office, "示例乙", ROAD, phone="000-2")
    scope = Agency.objects.filter(pk=office.agency.pk)
    by_case = {one.case.pk: one for one in alike(again, scope)}
    assert by_case[answered.pk].repeats.article == "条例第三十六条第六项"
    assert by_case[answered.pk].percent == 100
    assert by_case[others.pk].repeats is None
    assert all(one.repeats is None for one in alike(others, scope))


def test_another_agencys_applications_are_never_beside(office):
    case = _by(office, "示例甲", ROAD, phone="000-1")
    _by(make_office(), "示例甲", ROAD, phone="000-1")
    assert alike(case, Agency.objects.all()) == []


def test_what_was_told_apart_is_not_shown_again_from_either_side(office):
    one, two = (_by(office, "示例甲", ROAD, phone="000-1") for _ in range(2))
    for first, second in ((two, one), (one, two)):
        actions.tell_apart(one=first, other=second, actor=office.clerk, at=moment(MONDAY))
    assert _alike(one) == _alike(two) == []
    assert Event.objects.filter(verb=Verb.APPLICATIONS_TOLD_APART).count() == 2


def test_only_two_of_the_same_agency_are_told_apart_by_who_may(office):
    case, stranger = register(office, MONDAY), register(make_office(), MONDAY)
    for other in (case, stranger):
        with pytest.raises(BadEntry):
            actions.tell_apart(one=case, other=other, actor=office.clerk, at=moment(MONDAY))
    with pytest.raises(PermissionDenied):
        actions.tell_apart(
            one=case,
            other=register(office, MONDAY),
            actor=make_person("secrecy", office.agency),
            at=moment(MONDAY),
        )
