"""A letter of several matters becomes several applications with the same receipt (一事一申请)."""

from datetime import date

import pytest

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import posts_of
from gongkai.audit.models import Event
from gongkai.audit.queries import verify
from gongkai.audit.verbs import Verb
from gongkai.casework import actions
from gongkai.casework.clocks import differences
from gongkai.casework.duplicates import alike
from gongkai.casework.intake import Intake, Who
from gongkai.casework.models import Application, CaseFileKind, SplitLetter
from gongkai.casework.work_checks import Holder
from gongkai.casework.work_queries import current_of
from gongkai.files.queries import content
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from support.cases import moment, register, step

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
MATTERS = ["示例：公路养护合同", "示例：低保名单", "示例：财政预算"]
PDF = b"%PDF-1.4\n%%EOF\n"
WORDS = "；".join(MATTERS)


@pytest.fixture
def letter(office):
    return actions.register(
        agency=office.agency,
        actor=office.clerk,
        at=moment(FRIDAY),
        who=Who(name="示例甲", kind="natural", phone="000-1"),
        joint=(Who(name="示例乙", kind="business"),),
        agent=Who(name="示例代理", kind="natural"),
        intake=Intake(channel="counter", submitted_on=FRIDAY, description=WORDS),
    )


def _split(office, case, matters=MATTERS):
    return step(actions.split, case, office.clerk, MONDAY, matters=matters)


def test_the_first_keeps_the_number_and_the_others_draw_their_own(office, letter):
    parts = _split(office, letter)
    assert [one.number for one in parts] == ["2026-0001", "2026-0002", "2026-0003"]
    assert [one.description for one in parts] == MATTERS
    assert register(office, MONDAY).number == "2026-0004"
    assert SplitLetter.objects.get().words == WORDS
    assert parts[2].split_part.place == 3


def test_every_part_has_the_receipt_the_period_and_the_people_of_the_letter(office, letter):
    for one in _split(office, letter)[1:]:
        fresh = Application.objects.get(pk=one.pk)
        assert (fresh.received_on, fresh.due_on) == (FRIDAY, date(2026, 12, 18))
        assert fresh.state == "registered"
        assert fresh.applicant.name == "示例甲"
        assert fresh.applicant.phone == "000-1"
        assert [who.name for who in fresh.joint_applicants.all()] == ["示例乙"]
        assert fresh.agent.name == "示例代理"
    assert list(differences(Application.objects.all(), today=MONDAY)) == []


def test_files_and_the_holder_go_with_every_part(office, letter):
    facts = {"kind": CaseFileKind.APPLICATION, "name": "来信.pdf", "data": PDF}
    actions.attach(application=letter, actor=office.clerk, at=moment(FRIDAY), **facts)
    to = Holder(posts_of(office.clerk, MONDAY).get())
    step(actions.assign, letter, office.clerk, MONDAY, to=to, inner_due_on=date(2026, 12, 4))
    for one in _split(office, letter):
        assert content(one.files.get().stored) == PDF
        assert (current_of(one).post, current_of(one).inner_due_on) == (to.post, date(2026, 12, 4))


def test_each_part_is_audited_and_says_where_it_comes_from(office, letter):
    parts = _split(office, letter)
    assert Event.objects.filter(verb=Verb.APPLICATION_SPLIT).count() == 1
    assert Event.objects.filter(verb=Verb.APPLICATION_REGISTERED).count() == 3
    assert parts[1].events.get(kind="split").data == {"numbers": ["2026-0001"]}
    assert verify() == []


def test_parts_of_one_letter_are_no_duplicates(office, letter):
    parts = _split(office, letter, [f"示例：公路养护合同第{n}部分" for n in (1, 2)])
    assert alike(parts[0], Agency.objects.all()) == []


def test_an_unconfirmed_letter_is_split_and_each_part_is_confirmed_for_itself(office):
    case = register(office, FRIDAY, channel="online")
    parts = _split(office, case, MATTERS[:2])
    assert {one.state for one in parts} == {"unconfirmed"}
    step(actions.confirm, parts[1], office.clerk, MONDAY, confirmed_on=MONDAY)
    parts[0].refresh_from_db()
    assert (parts[0].received_on, parts[1].received_on) == (None, None)
    assert Application.objects.get(pk=parts[1].pk).received_on == MONDAY


@pytest.mark.parametrize("matters", [[], [WORDS], [WORDS, " "], ["同", "同"], [str(n) for n in range(11)]])
def test_a_letter_has_at_least_two_matters_and_not_too_many(office, letter, matters):
    with pytest.raises(BadEntry) as bad:
        _split(office, letter, matters)
    assert set(bad.value.problems) == {"matters"}
    assert Application.objects.count() == 1


def test_what_is_being_answered_is_not_split_any_more(office, letter):
    step(actions.notice_supplement, letter, office.clerk, MONDAY, on=MONDAY, reply_by=date(2026, 12, 4))
    with pytest.raises(Unlawful, match="国办函〔2020〕109号第四条"):
        _split(office, letter)


def test_a_part_is_not_split_again(office, letter):
    parts = _split(office, letter)
    with pytest.raises(Unlawful, match="已经是分开办理"):
        _split(office, parts[1])
