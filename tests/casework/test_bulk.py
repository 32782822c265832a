"""One verb on many applications: looked at without a trace, then done, each for itself."""

from datetime import date

import pytest

from gongkai.agencies.queries import posts_of
from gongkai.audit.models import Event
from gongkai.audit.queries import verify
from gongkai.casework import actions
from gongkai.casework.actions import Chosen
from gongkai.casework.models import CaseEvent
from gongkai.casework.work_checks import Holder
from gongkai.law.errors import Unlawful
from support.cases import answer, make_office, moment, register, step

MONDAY = date(2026, 11, 23)
EXTENSION = {
    "on": MONDAY,
    "told_on": MONDAY,
    "days": 20,
    "head_agreed": True,
    "reason": "示例：需要检索多处档案",
}


def _chosen(*cases):
    for case in cases:
        case.refresh_from_db()
    return [Chosen(case, case.version) for case in cases]


def _run(run, office, chosen, deed, facts, *, actor=None):
    return run(chosen=chosen, deed=deed, actor=actor or office.clerk, at=moment(MONDAY), facts=facts)


@pytest.fixture
def mixed(office):
    """One that runs, one overdue, one closed."""
    late = register(office, date(2026, 9, 18), today=MONDAY)
    return [register(office, MONDAY), late, answer(office, register(office, MONDAY), MONDAY)]


def test_a_look_says_what_would_happen_and_leaves_no_trace(office, mixed):
    before = (CaseEvent.objects.count(), Event.objects.count(), [case.version for case in mixed])
    found = _run(actions.look_at_many, office, _chosen(*mixed), actions.extend, EXTENSION)
    assert [one.done for one in found] == [True, False, False]
    assert (found[0].before.due_on, found[0].after.due_on) == (date(2026, 12, 21), date(2027, 1, 19))
    for case in mixed:
        case.refresh_from_db()
    assert before == (CaseEvent.objects.count(), Event.objects.count(), [case.version for case in mixed])
    assert verify() == []


def test_a_refusal_is_that_of_the_single_verb(office, mixed):
    found = _run(actions.look_at_many, office, _chosen(*mixed), actions.extend, EXTENSION)
    for one in found[1:]:
        with pytest.raises(Unlawful) as alone:
            step(actions.extend, one.case, office.clerk, MONDAY, **EXTENSION)
        assert str(one.refusal) == str(alone.value)
        assert "条例第三十三条" in str(one.refusal)


def test_what_can_be_done_is_done_and_the_rest_stays(office, mixed):
    found = _run(actions.do_to_many, office, _chosen(*mixed), actions.extend, EXTENSION)
    assert [one.done for one in found] == [True, False, False]
    kinds = list(mixed[0].events.order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["extension", "extended_because"]
    assert mixed[1].events.filter(kind="extension").count() == 0
    assert verify() == []


def test_without_the_heads_consent_none_is_extended(office, mixed):
    facts = {**EXTENSION, "head_agreed": False}
    found = _run(actions.do_to_many, office, _chosen(mixed[0]), actions.extend, facts)
    assert "负责人" in str(found[0].refusal)


def test_who_was_forestalled_on_one_is_told_and_the_others_are_done(office):
    cases = [register(office, MONDAY) for _ in range(2)]
    chosen = _chosen(*cases)
    step(actions.claim, cases[0], office.head, MONDAY)
    to = {"to": Holder(posts_of(office.clerk, MONDAY).get())}
    found = _run(actions.do_to_many, office, chosen, actions.assign, to)
    assert [one.done for one in found] == [False, True]
    assert "您的修改没有保存" in str(found[0].refusal)
    assert (found[1].before.holder, found[1].after.holder) == ("", to["to"].post.name)


def test_only_what_the_law_lets_lapse_lapses(office):
    waiting, running = register(office, date(2026, 11, 2), today=MONDAY), register(office, MONDAY)
    step(
        actions.notice_supplement,
        waiting,
        office.clerk,
        date(2026, 11, 3),
        on=date(2026, 11, 3),
        reply_by=date(2026, 11, 13),
    )
    found = _run(actions.do_to_many, office, _chosen(waiting, running), actions.lapse, {"on": MONDAY})
    assert [one.done for one in found] == [True, False]
    assert found[0].after.closed_on == MONDAY


def test_who_may_not_is_told_for_each(office, mixed):
    stranger = make_office().clerk
    found = _run(actions.look_at_many, office, _chosen(mixed[0]), actions.extend, EXTENSION, actor=stranger)
    assert "没有“拟定答复”的权限" in str(found[0].refusal)
