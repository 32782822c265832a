"""Who is reminded of which application, and when it rests."""

from datetime import date, datetime, timedelta

import pytest

from gongkai.agencies import actions as agencies
from gongkai.agencies.queries import posts_of
from gongkai.calendars.queries import calendar
from gongkai.casework import actions
from gongkai.casework.actions.reminding import remind
from gongkai.casework.reminders import reminders
from gongkai.casework.work_checks import Holder
from gongkai.notices.queries import standing
from support.cases import looked, make_office, moment, register, step
from support.factories import AT, LONG_AGO, make_agency, make_person

MONDAY = date(2026, 11, 23)
DUE = date(2026, 12, 21)


@pytest.fixture
def handler(office):
    return make_person("handler", office.agency, name="示例承办人")


def _told(person, day):
    return [(one.kind, one.number) for one in reminders(day, calendar()) if one.person_id == person.pk]


def _post(person):
    return posts_of(person, MONDAY).get()


def _assign(case, office, person, day=MONDAY, **facts):
    return step(actions.assign, case, office.clerk, day, to=Holder(post=_post(person)), **facts)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 12, 11), None),
        (date(2026, 12, 14), "soon"),
        (date(2026, 12, 20), "soon"),
        (DUE, "due_today"),
        (date(2026, 12, 22), "overdue"),
    ],
)
def test_the_holder_hears_of_the_period_five_working_days_before_its_end(office, handler, day, kind):
    case = register(office, MONDAY)
    _assign(case, office, handler)
    assert _told(handler, day) == ([(kind, case.number)] if kind else [])


def test_the_head_hears_of_what_is_overdue_and_of_nothing_else(office, handler):
    _assign(register(office, MONDAY), office, handler)
    assert _told(office.head, DUE) == []
    assert _told(office.head, DUE + timedelta(days=1)) == [("overdue", "2026-0001")]


def test_what_is_nobodys_is_told_to_who_assigns(office, handler):
    register(office, MONDAY)
    assert _told(office.clerk, DUE) == [("due_today", "2026-0001")]
    assert _told(handler, DUE) == []


def test_a_department_hears_as_a_whole_and_a_deputy_with_the_holder(office, handler):
    department = agencies.create_department(
        agency=office.agency, name="示例财政所", since=LONG_AGO, actor=None, at=AT
    )
    agencies.place_post(post=_post(handler), department=department, actor=None, at=AT)
    step(actions.assign, register(office, MONDAY), office.clerk, MONDAY, to=Holder(department=department))
    deputy = make_person(None, office.agency)
    facts = {"since": DUE, "until": DUE + timedelta(days=2), "actor": None, "at": AT}
    agencies.appoint_deputy(post=_post(handler), person=deputy, **facts)
    assert _told(handler, DUE) == [("due_today", "2026-0001")]
    assert _told(deputy, DUE) == [("due_today", "2026-0001")]
    assert _told(deputy, DUE - timedelta(days=3)) == []


def test_work_of_a_post_that_stands_empty_goes_to_who_assigns(office, handler):
    _assign(register(office, MONDAY), office, handler)
    agencies.vacate_post(post=_post(handler), on=date(2026, 12, 1), actor=None, at=AT)
    assert _told(office.clerk, DUE) == [("due_today", "2026-0001")]


def test_a_new_application_is_told_to_who_got_it_and_not_to_who_took_it(office, handler):
    _assign(register(office, MONDAY), office, handler)
    step(actions.claim, register(office, MONDAY), handler, MONDAY)
    assert _told(handler, MONDAY) == [("assigned", "2026-0001")]
    assert _told(handler, MONDAY + timedelta(days=8)) == []


def test_the_office_s_own_date_calls_too(office, handler):
    _assign(register(office, MONDAY), office, handler, inner_due_on=date(2026, 12, 4))
    assert _told(handler, date(2026, 12, 3)) == []
    assert _told(handler, date(2026, 12, 4)) == [("inner_due", "2026-0001")]


def test_an_unconfirmed_application_has_its_own_alarm(office):
    register(office, MONDAY, channel="online")
    assert _told(office.clerk, MONDAY) == []
    assert _told(office.clerk, date(2026, 12, 2)) == [("unconfirmed_late", "2026-0001")]


def test_a_supplement_that_did_not_come_can_be_closed(office):
    case = register(office, MONDAY)
    step(actions.notice_supplement, case, office.clerk, MONDAY, on=MONDAY, reply_by=date(2026, 12, 4))
    assert ("lapsed", "2026-0001") not in _told(office.clerk, date(2026, 12, 4))
    assert ("lapsed", "2026-0001") in _told(office.clerk, date(2026, 12, 5))


def test_what_waits_for_a_decision_is_told_to_who_can_take_the_next_step(office):
    reviewer = make_person("secrecy", office.agency)
    case = _in_review(office)
    day = MONDAY
    assert _told(reviewer, day) == [("to_review", case.number)]
    assert ("to_approve", case.number) not in _told(office.head, day)
    step(actions.review_secrecy, case, reviewer, day, items=looked(case))
    assert _told(reviewer, day) == []
    assert _told(office.head, day) == [("to_approve", case.number)]
    assert ("to_approve", case.number) not in _told(office.clerk, day)


def _in_review(office):
    case = register(office, MONDAY)
    facts = {"outcome_code": "open", "reasons": "示例：予以公开。", "given": "示例：镇财政预算公开表"}
    return step(actions.draft_decision, case, office.clerk, MONDAY, **facts)


def test_the_government_above_hears_where_it_holds_the_step(db):
    county = make_agency("示例县人民政府", kind="county")
    above = make_person("head", county)
    office = make_office(under=county)
    facts = {"department_review": False, "secrecy_held": "own", "approval_held": "above"}
    actions.set_chain(
        agency=office.agency, actor=make_person("system_admin", county), at=moment(MONDAY), **facts
    )
    case = _in_review(office)
    reviewer = make_person("secrecy", office.agency)
    step(actions.review_secrecy, case, reviewer, MONDAY, items=looked(case))
    assert _told(above, MONDAY) == [("to_approve", case.number)]
    assert _told(office.head, MONDAY) == []


def test_approved_answers_wait_for_their_delivery(office):
    case = _in_review(office)
    step(actions.approve_decision, case, office.head, MONDAY, items=looked(case))
    assert ("to_deliver", case.number) in _told(office.clerk, MONDAY)


def test_what_ends_rests_at_once_and_a_second_run_says_nothing(office):
    case = register(office, MONDAY)
    late = moment(date(2026, 12, 22))
    assert remind(at=late) == (2, 0)  # the clerk assigns, the head hears of what is overdue
    assert remind(at=late) == (0, 0)
    assert [one.kind for one in standing(office.head)] == ["overdue"]
    step(actions.withdraw, case, office.clerk, date(2026, 12, 22), on=date(2026, 12, 22))
    assert not standing(office.head).exists()
    assert remind(at=late) == (0, 0)


def test_an_extension_lets_it_rest(office, handler):
    case = _assign(register(office, MONDAY), office, handler)
    remind(at=moment(DUE))
    assert [one.kind for one in standing(handler)] == ["due_today"]
    step(
        actions.extend, case, office.clerk, DUE, on=DUE, told_on=DUE, days=20, head_agreed=True, reason="示例"
    )
    assert remind(at=moment(DUE)) == (0, 1)


def test_many_are_told_in_few_questions(office, django_assert_max_num_queries):
    for _one in range(40):
        register(office, MONDAY)
    with django_assert_max_num_queries(14):
        assert remind(at=moment(DUE)) == (80, 0)


def test_the_moment_may_be_late_at_night(office):
    register(office, MONDAY)
    late = datetime.combine(DUE, datetime.max.time().replace(microsecond=0), moment(DUE).tzinfo)
    assert remind(at=late) == (2, 0)
    assert [one.kind for one in standing(office.clerk)] == ["due_today"]
