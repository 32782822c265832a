"""An application from the public column: taken once, numbered, its code given, its proofs kept, machines held off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.audit.models import Event
from gongkai.casework import actions, queries
from gongkai.casework.models import Application, CaseFile, DraftProof, EndedByOffer, OnlineFiling
from gongkai.casework.online.codes import ALPHABET, Expired, new_token, same_code, shown_code
from gongkai.casework.online.limits import sum_of
from gongkai.casework.online.queries import offer_figures
from gongkai.files.models import StoredFile
from gongkai.kit.entry import BadEntry
from gongkai.law.clock import ClockState
from gongkai.law.errors import Unlawful
from gongkai.publishing.actions import Content, add_column, import_item
from support.cases import moment, step
from support.online import BODY, PERSON, PNG, filing, opened, send

MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)
AT = moment(MONDAY)


@pytest.fixture
def tight(settings):
    """Change single limits for a test: tight(address_per_hour=1)."""

    def _tight(**limits):
        settings.APPLY_POLICY = {**settings.APPLY_POLICY, **limits}

    return _tight


def _item(office, title):
    facts = {"agency": office.agency, "actor": office.head, "at": AT}
    column = add_column(**facts, name="财政", category_code="20-7")
    content = Content(column=column, title=title, body="示例", made_on=MONDAY)
    return import_item(**facts, content=content, published_on=MONDAY)


# what is made ------------------------------------------------------------------------------------------------------


def test_number_and_code_come_at_once_and_the_period_waits_for_both_sides(office):
    sent = send(office, AT)
    case = sent.application
    assert (case.number, case.channel, case.state, case.received_on) == (
        "2026-0001",
        "online",
        "unconfirmed",
        None,
    )
    assert len(sent.code) == 12
    assert set(sent.code) <= set(ALPHABET)
    assert queries.clock_of(case, today=MONDAY).state is ClockState.UNCONFIRMED
    case = step(actions.confirm, case, office.clerk, TUESDAY, confirmed_on=TUESDAY)
    assert (case.state, case.received_on, case.due_on) == ("registered", TUESDAY, date(2026, 12, 1))


def test_the_code_is_kept_as_a_salted_hash_alone(office):
    sent = send(office, AT)
    kept = OnlineFiling.objects.get()
    assert sent.code not in (kept.code, kept.salt, kept.token)
    assert same_code(sent.code, kept.salt, kept.code)
    assert same_code(f" {shown_code(sent.code).lower()} ", kept.salt, kept.code)
    assert not same_code(sent.code[::-1], kept.salt, kept.code)


def test_the_same_form_sent_twice_is_one_application_with_one_code(office):
    form = opened(office, AT)
    first, second = send(office, AT, form), send(office, AT, form)
    assert (first.application, first.code) == (second.application, second.code)
    assert (first.again, second.again) == (False, True)
    assert Application.objects.count() == 1


def test_several_apply_together_through_an_agent(office):
    agent = replace(PERSON, name="示例代理人")
    case = send(office, AT, who=BODY, joint=(PERSON, BODY), agent=agent).application
    assert (case.applicant.name, case.applicant_kind) == ("示例公司", "business")
    assert [one.name for one in case.joint_applicants.all()] == ["示例申请人", "示例公司"]
    assert case.agent.name == "示例代理人"


def test_the_audit_knows_no_name_and_no_person(office):
    case = send(office, AT).application
    event = Event.objects.get(verb="application.filed")
    assert (event.subject_id, event.actor_id) == (str(case.pk), None)
    assert "示例申请人" not in str(event.fields)


# what is refused ---------------------------------------------------------------------------------------------------


def test_every_wrong_field_of_everybody_is_named_at_once(office):
    nobody = replace(PERSON, name="", phone="", address="", id_number="110101199001010019")
    with pytest.raises(BadEntry) as refusal:
        send(
            office,
            AT,
            who=replace(BODY, contact_person="", id_number=""),
            joint=(nobody,),
            agent=replace(PERSON, id_kind="", email="示例"),
            description=" ",
            wanted_form="stone",
            wanted_way="email",
            proofs_later=False,
            assistance="magic",
        )
    assert set(refusal.value.problems) == {
        *("description", "wanted_form", "assistance", "contact_person", "id_number"),
        *("joint-0-name", "joint-0-phone", "joint-0-id_number"),
        *("agent-id_kind", "agent-email", "identity", "authority"),
    }
    assert not Application.objects.exists()
    assert not OnlineFiling.objects.exists()


@pytest.mark.parametrize(("way", "field"), [("email", "email"), ("post", "address")])
def test_the_way_of_getting_it_needs_where_to_send_it(office, way, field):
    with pytest.raises(BadEntry) as refusal:
        send(office, AT, who=replace(PERSON, email="", address=""), wanted_way=way)
    assert set(refusal.value.problems) == {field}
    reached = replace(PERSON, email="shili@example.com")
    assert send(office, AT, who=replace(PERSON, email="", address=""), agent=reached, wanted_way=way)


def test_an_office_without_the_channel_takes_nothing_online_and_says_where_to_go(office):
    form = opened(office, AT)
    [channel] = office.agency.open_channels.all()
    actions.close_channel(channel=channel, actor=office.head, at=AT)
    with pytest.raises(Unlawful, match="请当面提交或者邮寄"):
        send(office, AT, form)


def test_a_form_of_yesterday_or_of_nobody_is_too_old(office):
    form = opened(office, AT)
    for token in (new_token(AT - timedelta(hours=25)), "made-up"):
        with pytest.raises(Expired):
            send(office, AT, replace(form, token=token))


# machines ----------------------------------------------------------------------------------------------------------


def test_a_trap_that_was_filled_and_a_form_sent_too_fast_are_told_what_to_do(office):
    form = opened(office, AT)
    for caught, field in ((replace(form, trap="x"), "trap"), (replace(form, token=new_token(AT)), "")):
        with pytest.raises(BadEntry) as refusal:
            send(office, AT, caught)
        assert "再提交" in refusal.value.problems[field]


def test_past_the_limit_of_an_address_a_sum_is_asked_and_past_the_next_the_counter_is_named(office, tight):
    tight(address_per_hour=1, address_most_per_hour=2)
    send(office, AT)
    form = opened(office, AT)
    with pytest.raises(BadEntry) as refusal:
        send(office, AT, replace(form, answer="1"))
    assert set(refusal.value.problems) == {"answer"}
    assert send(office, AT, replace(form, answer=str(sum(sum_of(form.token))))).application
    with pytest.raises(BadEntry, match="当面或者邮寄"):
        send(office, AT)
    assert send(office, AT, opened(office, AT, "192.0.2.2")).application
    assert send(office, AT + timedelta(hours=1)).application


def test_a_flood_to_one_agency_asks_everybody_a_sum(office, tight):
    tight(agency_per_hour=1)
    send(office, AT)
    with pytest.raises(BadEntry) as refusal:
        send(office, AT, opened(office, AT, "192.0.2.2"))
    assert set(refusal.value.problems) == {"answer"}


# proofs ------------------------------------------------------------------------------------------------------------


def _upload(office, form, kind="identity", *, name="证件.png", data=PNG, at=AT):
    return actions.add_proof(agency=office.agency, at=at, form=form, kind=kind, name=name, data=data)


def test_uploads_wait_with_the_form_and_become_files_of_the_case(office):
    form = opened(office, AT)
    _upload(office, form)
    _upload(office, form, "authority", name="委托书.png")
    case = send(office, AT, form, agent=PERSON, proofs_later=False).application
    files = CaseFile.objects.filter(application=case)
    assert [(one.kind, one.label) for one in files] == [
        ("identity", "证件.png"),
        ("authority", "委托书.png"),
    ]
    assert not DraftProof.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("证件.png", b"", "空文件"),
        ("证件.jpg", PNG, "与文件名不符"),
        ("证件.png", b"MZ\x90\0" + b"\0" * 64, "不是 PDF"),
        ("证件.png", PNG + b"\0" * (21 * 2**20), "超过20 MB"),
    ],
)
def test_an_upload_that_cannot_be_taken_says_why_and_the_others_stay(office, name, data, says):
    form = opened(office, AT)
    _upload(office, form)
    with pytest.raises(BadEntry) as refusal:
        _upload(office, form, name=name, data=data)
    assert says in refusal.value.problems["identity"]
    assert DraftProof.objects.count() == 1


def test_uploads_are_few_and_those_of_dead_forms_go(office, tight):
    tight(files_per_form=1)
    form = opened(office, AT)
    _upload(office, form)
    with pytest.raises(BadEntry, match="最多上传1个"):
        _upload(office, form)
    later = AT + timedelta(hours=25)
    _upload(office, opened(office, later), at=later)
    assert (DraftProof.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_an_upload_is_dropped_by_its_own_form_only(office):
    form, other = opened(office, AT), opened(office, AT)
    kept = _upload(office, form)
    actions.drop_proof(token=other.token, pk=kept.pk)
    assert DraftProof.objects.exists()
    actions.drop_proof(token=form.token, pk=kept.pk)
    assert not StoredFile.objects.exists()


# published items ---------------------------------------------------------------------------------------------------


def test_offers_that_end_an_application_are_counted_once_beside_those_that_did_not(office):
    item = _item(office, "2025年镇财政预算公开表")
    form = opened(office, AT)
    for _twice in range(2):
        actions.end_by_offer(agency=office.agency, at=AT, token=form.token, item=item.pk)
    assert EndedByOffer.objects.count() == 1
    send(office, AT)
    send(office, AT, description="示例：与已公开的内容无关的道路")
    scope = type(office.agency).objects.all()
    assert (offer_figures(scope, 2026).ended, offer_figures(scope, 2026).sent) == (1, 1)
    assert offer_figures(scope, 2025).ended == 0


def test_a_filing_can_be_checked_before_anything_is_sent():
    assert filing().parties.who is PERSON
