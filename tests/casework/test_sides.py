"""Requests to correct and suggestions to publish: two people answer, the letter is numbered, none is an application."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from docx import Document

from gongkai.agencies.models import Agency
from gongkai.audit.models import Event
from gongkai.casework.actions import sides as actions
from gongkai.casework.actions.erasing import erase_outstayed
from gongkai.casework.acts import Stale
from gongkai.casework.letter_numbers import gaps
from gongkai.casework.models import Application, Letter, SideRequest
from gongkai.casework.parties import Who
from gongkai.casework.side_queries import sides
from gongkai.casework.sides import SideIntake, Told, outcomes_of
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from support.cases import make_office, moment
from support.factories import make_agency
from support.online import PNG

DAY, LATER = date(2026, 11, 23), date(2026, 11, 25)
WORDS = {"correction": "示例：本人的户籍登记地址，请求改为示例路1号", "suggestion": "示例：村级公路养护合同"}
TOLD = {
    "corrected": Told("示例：地址由示例路2号更正为示例路1号"),
    "not_corrected": Told("示例：记录与本人提供的材料一致"),
    "transferred": Told(organ="示例县公安局"),
    "directed": Told(organ="示例县公安局", contact="000-00000009"),
    "adopted": Told("示例：十日内在法定主动公开内容的财政预算栏目发布"),
    "declined": Told("示例：属于内部事务信息"),
}
CASES = [("correction", one) for one in ("corrected", "not_corrected", "transferred", "directed")]
CASES += [("suggestion", one) for one in ("adopted", "declined")]


@pytest.fixture
def office(db):
    """A town under its county, so that its letters know who reviews them."""
    return make_office(under=make_agency("示例县人民政府", kind="county"), name="示例镇人民政府")


def _registered(office, kind="correction", **more):
    facts = {
        "who": Who(name="张示例", kind="natural", phone="13800001234"),
        "intake": SideIntake(kind, DAY, WORDS[kind]),
        "evidence": ("证据.png", PNG),
    }
    return actions.register_side(
        agency=office.agency, actor=office.clerk, at=moment(DAY), **{**facts, **more}
    )


def _step(act, side, who, day=DAY, **facts):
    side.refresh_from_db()
    return act(side=side, version=side.version, actor=who, at=moment(day), **facts)


def _issued(office, kind, outcome):
    side = _registered(office, kind)
    _step(actions.draft_side, side, office.clerk, outcome=outcome, told=TOLD[outcome])
    return _step(actions.approve_side, side, office.head)


def _text(side, office):
    data = b"".join(actions.stream_side(side=side, form="docx", actor=office.clerk, at=moment(DAY)))
    return "\n".join(one.text for one in Document(BytesIO(data)).paragraphs)


@pytest.mark.parametrize(("kind", "outcome"), CASES)
def test_each_outcome_has_its_letter_with_a_number_of_the_register(office, kind, outcome):
    side = _issued(office, kind, outcome)
    text = _text(side, office)
    assert WORDS[kind] in text
    assert all(words in text for words in (TOLD[outcome].text, TOLD[outcome].organ, TOLD[outcome].contact))
    assert side.number in text
    assert "张示例" in text
    assert side.letter.number == f"{office.agency.name}信公开〔2026〕1号"
    assert gaps(office.agency, 2026) == []
    closed = _step(actions.close_side, side, office.clerk, LATER, ended_on=LATER, mode="direct")
    assert (closed.state, closed.ended_on) == ("closed", LATER)


def test_they_are_no_applications_and_have_numbers_of_their_own(office):
    numbers = [_registered(office, kind).number for kind in ("correction", "correction", "suggestion")]
    assert numbers == ["更正2026-0001", "更正2026-0002", "建议2026-0001"]
    assert not Application.objects.exists()


def test_a_correction_needs_its_evidence_and_a_suggestion_none(office):
    with pytest.raises(BadEntry) as problem:
        _registered(office, evidence=None)
    assert "第四十一条" in problem.value.problems["evidence"]
    assert _registered(office, "suggestion", evidence=None).evidence is None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"intake": SideIntake("correction", date(2026, 12, 1), "示例")}, "received_on"),
        ({"intake": SideIntake("correction", DAY, "  ")}, "words"),
        ({"intake": SideIntake("other", DAY, "示例")}, "kind"),
        ({"who": Who(name="", kind="natural")}, "name"),
        ({"evidence": ("证据.pdf", PNG)}, "evidence"),
    ],
)
def test_what_cannot_be_taken_is_named(office, more, field):
    with pytest.raises(BadEntry) as problem:
        _registered(office, **more)
    assert list(problem.value.problems) == [field]
    assert not SideRequest.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "told", "field"),
    [
        ("corrected", Told(), "text"),
        ("transferred", Told("示例"), "organ"),
        ("directed", Told(organ="示例县公安局"), "contact"),
        ("adopted", Told("示例"), "outcome"),
    ],
)
def test_what_the_letter_lacks_is_named(office, outcome, told, field):
    side = _registered(office)
    with pytest.raises(BadEntry) as problem:
        _step(actions.draft_side, side, office.clerk, outcome=outcome, told=told)
    assert list(problem.value.problems) == [field]


def test_who_drafts_does_not_approve(office):
    side = _registered(office)
    _step(actions.draft_side, side, office.head, outcome="corrected", told=TOLD["corrected"])
    with pytest.raises(Unlawful, match="不能批准自己"):
        _step(actions.approve_side, side, office.head)
    with pytest.raises(PermissionDenied):
        _step(actions.approve_side, side, office.clerk)
    assert not Letter.objects.exists()


def test_a_returned_draft_is_drafted_anew_and_a_second_clerk_is_told(office):
    side = _registered(office)
    old = side.version
    _step(actions.draft_side, side, office.clerk, outcome="corrected", told=TOLD["corrected"])
    _step(actions.return_side, side, office.head)
    with pytest.raises(Stale):
        actions.withdraw_side(side=side, version=old, actor=office.clerk, at=moment(DAY), on=DAY)
    assert _step(actions.withdraw_side, side, office.clerk, on=DAY).state == "withdrawn"


def test_a_letter_is_not_delivered_before_its_date(office):
    side = _issued(office, "suggestion", "adopted")
    for wrong in (date(2026, 11, 20), date(2026, 11, 26)):
        with pytest.raises(BadEntry):
            _step(actions.close_side, side, office.clerk, LATER, ended_on=wrong, mode="direct")


def test_who_asked_is_sealed_and_every_look_recorded(office):
    side = _issued(office, "correction", "corrected")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, words, said FROM casework_siderequest")
        assert not any("示例" in value or "1380" in value for value in cursor.fetchone())
    actions.read_side(side=side, actor=office.clerk, at=moment(DAY))
    events = Event.objects.filter(subject_kind="side").values_list("verb", "fields")
    assert not any("张示例" in str(fields) or "1380" in str(fields) for _verb, fields in events)


def test_another_office_finds_nothing(office):
    _registered(office)
    other = make_office()
    assert not sides(Agency.objects.filter(pk=other.agency.pk), show="all").exists()
    with pytest.raises(PermissionDenied):
        actions.read_side(side=SideRequest.objects.get(), actor=other.clerk, at=moment(DAY))


def test_after_its_time_who_asked_is_forgotten(office):
    side = _step(actions.withdraw_side, _registered(office), office.clerk, on=DAY)
    assert list(erase_outstayed(agency=office.agency, at=moment(date(2028, 1, 3)))) == []
    assert sum(erase_outstayed(agency=office.agency, at=moment(date(2060, 1, 5)))) == 1
    side.refresh_from_db()
    assert (side.name, side.phone, side.evidence) == ("", "", None)
    assert side.words == WORDS["correction"]
    assert list(erase_outstayed(agency=office.agency, at=moment(date(2060, 1, 6)))) == []


def test_the_outcomes_are_those_of_the_law():
    assert [one.variant for one in outcomes_of("correction", DAY)] == [
        "corrected",
        "not_corrected",
        "transferred",
        "directed",
    ]
    assert [one.variant for one in outcomes_of("suggestion", DAY)] == ["adopted", "declined"]
