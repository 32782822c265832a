"""Who works on what: assigned, claimed, given back, handed over with everything a post has."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies import actions as agencies
from gongkai.agencies.access import holds
from gongkai.agencies.queries import posts_of
from gongkai.audit.models import Event
from gongkai.audit.queries import verify
from gongkai.audit.verbs import Verb
from gongkai.casework import actions
from gongkai.casework.actions import Leaving
from gongkai.casework.acts import Stale
from gongkai.casework.models import Assignment
from gongkai.casework.work_checks import Holder
from gongkai.casework.work_queries import current_of, open_work
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from support.cases import answer, make_office, moment, register, step
from support.factories import AT, LONG_AGO, make_person

MONDAY = date(2026, 11, 23)
DUE = date(2026, 12, 21)


@pytest.fixture
def department(office):
    return agencies.create_department(
        agency=office.agency, name="示例财政所", since=LONG_AGO, actor=None, at=AT
    )


@pytest.fixture
def handler(office, department):
    person = make_person("handler", office.agency, name="示例承办人")
    agencies.place_post(post=_post(person), department=department, actor=None, at=AT)
    return person


def _post(person):
    return posts_of(person, MONDAY).get()


def _assign(case, office, to, **facts):
    return step(actions.assign, case, office.clerk, MONDAY, to=to, **facts)


def _kinds(case):
    return list(case.events.order_by("seq").values_list("kind", flat=True))


def test_an_application_goes_to_a_department_whose_post_claims_it_and_keeps_the_inner_date(
    office, department, handler
):
    case = register(office, MONDAY)
    _assign(case, office, Holder(department=department), inner_due_on=date(2026, 12, 4))
    assert current_of(case).holder_name == "示例财政所"
    step(actions.claim, case, handler, MONDAY)
    current = current_of(case)
    assert (current.post, current.inner_due_on) == (_post(handler), date(2026, 12, 4))
    assert _kinds(case)[-2:] == ["assigned", "claimed"]
    assert Assignment.objects.filter(application=case).count() == 2
    assert Event.objects.filter(verb=Verb.APPLICATION_CLAIMED).count() == 1
    assert verify() == []


def test_the_history_and_the_audit_name_no_person(office, handler):
    case = register(office, MONDAY)
    _assign(case, office, Holder(_post(handler)))
    told = case.events.order_by("seq").last().data
    assert "示例承办人" not in str(told)
    assert told["holder"] == _post(handler).name


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 12, 5), "不是工作日"),
        (date(2026, 12, 22), "晚于答复期限 2026-12-21"),
        (date(2026, 11, 20), "早于今天"),
    ],
)
def test_the_inner_date_is_a_working_day_not_after_the_last_day_of_the_period(office, handler, day, why):
    case = register(office, MONDAY)
    with pytest.raises(BadEntry) as bad:
        _assign(case, office, Holder(_post(handler)), inner_due_on=day)
    assert why in bad.value.problems["inner_due_on"]
    _assign(case, office, Holder(_post(handler)), inner_due_on=DUE)
    assert current_of(case).inner_due_on == DUE


def test_work_is_given_to_exactly_one_of_the_agency(office, department, handler):
    case, stranger = register(office, MONDAY), make_office()
    for wrong in (Holder(), Holder(_post(handler), department), Holder(_post(stranger.clerk))):
        with pytest.raises(BadEntry) as bad:
            _assign(case, office, wrong)
        assert set(bad.value.problems) == {"to"}


def test_what_has_ended_is_not_assigned_claimed_or_given_back(office, handler):
    case = answer(office, register(office, MONDAY), MONDAY)
    for act, facts in (
        (actions.assign, {"to": Holder(_post(handler))}),
        (actions.claim, {}),
        (actions.give_back, {"reason": "示例"}),
    ):
        with pytest.raises(Unlawful, match="条例第四十五条"):
            step(act, case, office.clerk, MONDAY, **facts)


def test_what_lies_with_another_is_not_claimed(office, department, handler):
    case = register(office, MONDAY)
    step(actions.claim, case, office.clerk, MONDAY)
    with pytest.raises(Unlawful, match="已经由您的岗位"):
        step(actions.claim, case, office.clerk, MONDAY)
    with pytest.raises(Unlawful, match="已经分派给"):
        step(actions.claim, case, handler, MONDAY)
    _assign(case, office, Holder(department=department))
    with pytest.raises(Unlawful, match="示例财政所"):
        step(actions.claim, case, office.head, MONDAY)


def test_a_post_gives_back_with_a_reason_and_then_it_is_nobodys(office, handler):
    case = register(office, MONDAY)
    with pytest.raises(BadEntry, match="没有分派"):
        step(actions.give_back, case, handler, MONDAY, reason="示例")
    _assign(case, office, Holder(_post(handler)))
    with pytest.raises(BadEntry, match="请写明"):
        step(actions.give_back, case, handler, MONDAY, reason=" ")
    step(actions.give_back, case, handler, MONDAY, reason="示例：不属于本所职责")
    assert current_of(case) is None


def test_who_neither_has_it_nor_assigns_does_not_give_it_back(office, department, handler):
    case = register(office, MONDAY)
    colleague = make_person("handler", office.agency)
    step(actions.claim, case, office.clerk, MONDAY)
    with pytest.raises(PermissionDenied):
        step(actions.give_back, case, handler, MONDAY, reason="示例")
    _assign(case, office, Holder(department=department))
    with pytest.raises(PermissionDenied):
        step(actions.give_back, case, colleague, MONDAY, reason="示例")
    step(actions.give_back, case, handler, MONDAY, reason="示例")


def test_a_handler_does_not_assign_and_the_second_is_told(office, handler):
    case = register(office, MONDAY)
    with pytest.raises(PermissionDenied):
        step(actions.assign, case, handler, MONDAY, to=Holder(_post(handler)))
    step(actions.claim, case, office.clerk, MONDAY)
    with pytest.raises(Stale, match="认领"):
        actions.assign(
            application=case, version=0, actor=office.head, at=moment(MONDAY), to=Holder(_post(handler))
        )


# handing over ------------------------------------------------------------------------------------------------------


def _hand_over(office, post, **leaving):
    return actions.hand_over_work(
        post=post, leaving=Leaving(**{"on": MONDAY, **leaving}), actor=office.head, at=moment(MONDAY)
    )


def test_all_open_work_goes_to_another_post_and_the_holder_leaves_on_the_day(office, handler):
    cases = [register(office, MONDAY) for _ in range(3)]
    for case in cases:
        step(actions.claim, case, office.clerk, MONDAY)
    answer(office, cases[0], MONDAY)
    post, friday = _post(office.clerk), date(2026, 11, 27)
    moved = _hand_over(office, post, on=friday, to_post=_post(handler))
    assert {case.pk for case in moved} == {cases[1].pk, cases[2].pk}
    assert not open_work(post).exists()
    assert open_work(_post(handler)).count() == 2
    assert _kinds(cases[1])[-1] == "handed_over"
    assert current_of(cases[0]).post == post
    assert holds(office.clerk, "casework.read", date(2026, 11, 26))
    assert not holds(office.clerk, "casework.read", friday)
    assert Event.objects.filter(verb=Verb.WORK_HANDED_OVER).count() == 1
    assert verify() == []


def test_a_post_goes_to_another_person_and_its_work_stays_with_it(office):
    case, successor = register(office, MONDAY), make_person()
    step(actions.claim, case, office.clerk, MONDAY)
    post = _post(office.clerk)
    _hand_over(office, post, on=date(2026, 12, 1), to_person=successor)
    assert open_work(post).get() == case
    assert posts_of(successor, date(2026, 11, 30)).count() == 0
    assert posts_of(successor, date(2026, 12, 1)).get() == post
    assert posts_of(office.clerk, date(2026, 12, 1)).count() == 0


@pytest.mark.parametrize(
    ("leaving", "field"),
    [
        (lambda post, person: {}, "to"),
        (lambda post, person: {"to_post": post}, "to"),
        (lambda post, person: {"to_post": post, "to_person": person}, "to"),
        (lambda post, person: {"to_person": person}, "to"),
        (lambda post, person: {"to_person": person, "on": date(2026, 11, 20)}, "on"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused_whole(office, leaving, field):
    case = register(office, MONDAY)
    step(actions.claim, case, office.clerk, MONDAY)
    post = _post(office.clerk)
    with pytest.raises(BadEntry) as bad:
        _hand_over(office, post, **leaving(post, office.clerk))
    assert field in bad.value.problems
    assert current_of(case).post == post


def test_only_who_may_staff_hands_over(office, handler):
    with pytest.raises(PermissionDenied):
        actions.hand_over_work(
            post=_post(office.clerk),
            leaving=Leaving(MONDAY, to_post=_post(handler)),
            actor=office.clerk,
            at=moment(MONDAY),
        )
