"""Letters of a case: drafted from what the case knows, issued under a number, kept as they were issued."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from casework.test_letters_written import docx_text
from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.acts import Stale
from gongkai.casework.letter_drafts import draft_of
from gongkai.casework.letter_numbers import gaps
from gongkai.casework.letter_offers import wanted
from gongkai.casework.letters.letter import Incomplete
from gongkai.casework.models import Application, Letter
from gongkai.files.queries import content
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from support.cases import Office, approve, make_office, moment, register, step
from support.factories import make_agency, make_person

DAY = date(2026, 3, 2)
SUPPLEMENT = {"supplement_items": "写明文件的名称或者文号", "supplement_by": "2026-03-20"}


@pytest.fixture
def office(db: None) -> Office:
    """A town under a county, so that its acts have a review body."""
    return make_office(under=make_agency("示例县人民政府", kind="county"), short_name="示例镇")


def draft(
    office: Office, case: Application, code: str, on: date = DAY, variant: str = "", **facts: str
) -> Letter:
    letter = actions.draft_letter(
        application=case, code=code, variant=variant, actor=office.clerk, at=moment(on)
    )
    return edit(office, letter, on, facts={**letter.kept.facts, **facts})


def edit(
    office: Office, letter: Letter, on: date = DAY, *, facts=None, title: str = "", body: str = ""
) -> Letter:
    return actions.edit_letter(
        letter=letter,
        version=letter.version,
        actor=office.clerk,
        at=moment(on),
        facts=letter.kept.facts if facts is None else facts,
        title=title,
        body=body,
    )


def issue(office: Office, letter: Letter, on: date = DAY, **more) -> Letter:
    return actions.issue_letter(
        letter=letter, version=letter.version, actor=office.clerk, at=moment(on), **more
    )


def deliver(office: Office, letter: Letter, on: date, **more) -> Letter:
    facts = {"mode": "direct", "on": on, **more}
    return actions.deliver_letter(
        letter=letter, version=letter.version, actor=office.clerk, at=moment(on), **facts
    )


def approved(office: Office, on: date = DAY, outcome: str = "open") -> Application:
    case = register(office, on)
    words = {"outcome_code": outcome, "reasons": "示例理由", "given": "示例文件"}
    case = step(actions.draft_decision, case, office.clerk, on, **words)
    return approve(office, case, on)


def codes(case: Application, *, asked: bool) -> set[str]:
    return {one.code for one in wanted(Application.objects.get(pk=case.pk), DAY) if one.asked is asked}


def test_a_new_case_allows_the_letters_with_which_a_step_can_begin(office: Office) -> None:
    case = register(office, DAY)
    assert codes(case, asked=True) == set()
    assert codes(case, asked=False) == {"L01", "L02", "L03", "L04", "L05", "L08", "L09", "L10"}


def test_a_step_taken_asks_for_its_letter(office: Office) -> None:
    case = register(office, DAY)
    step(actions.notice_supplement, case, office.clerk, DAY, on=DAY, reply_by=date(2026, 3, 20))
    assert codes(case, asked=True) == {"L02"}
    draft(office, case, "L02")
    assert codes(case, asked=True) == set()


def test_a_letter_is_made_of_what_the_case_knows_and_names_what_is_missing(office: Office) -> None:
    case = register(office, DAY)
    letter = actions.draft_letter(
        application=case, code="L02", variant="", actor=office.clerk, at=moment(DAY)
    )
    seen = draft_of(letter, DAY, whole=True)
    text = "\n".join(seen.document.text)
    assert "2026年3月2日收到你提出的政府信息公开申请（申请编号：2026-0001）" in text
    assert "{{需补正事项}}" in text
    assert seen.missing == ("需补正事项", "补正期限日")
    with pytest.raises(Incomplete) as incomplete:
        issue(office, letter)
    assert incomplete.value.names == ("需补正事项", "补正期限日")


def test_an_issued_letter_has_a_number_and_its_bytes_are_kept(office: Office) -> None:
    letter = issue(office, draft(office, register(office, DAY), "L02", **SUPPLEMENT))
    assert letter.number == "示例镇信公开〔2026〕1号"
    assert (letter.state, letter.issued_on, letter.issued_by) == ("issued", DAY, office.clerk)
    for form in ("docx", "pdf"):
        kept, data = actions.open_letter(letter=letter, form=form, actor=office.clerk, at=moment(DAY))
        assert data == content(kept.stored)
        assert hashlib.sha256(data).hexdigest() == getattr(letter, f"{form}_sha256")
    assert Event.objects.filter(verb="letter.issue").count() == 1


def test_a_letter_that_cannot_be_issued_draws_no_number(office: Office) -> None:
    case = register(office, DAY)
    with pytest.raises(Incomplete):
        issue(office, draft(office, case, "L02"))
    assert issue(office, draft(office, case, "L02", **SUPPLEMENT)).serial == 1


def test_a_failure_while_writing_gives_the_number_back(office: Office, monkeypatch) -> None:
    case = register(office, DAY)
    letter = draft(office, case, "L02", **SUPPLEMENT)

    def _broken(document):
        raise RuntimeError("no room on the disk")

    with monkeypatch.context() as patch:
        patch.setattr("gongkai.casework.actions.letters.write_pdf", _broken)
        with pytest.raises(RuntimeError):
            issue(office, letter)
    letter.refresh_from_db()
    assert letter.state == "draft"
    assert issue(office, letter).serial == 1


def test_an_answer_is_issued_for_an_approved_decision_alone(office: Office) -> None:
    case = register(office, DAY)
    words = {"outcome_code": "open", "reasons": "", "given": "示例文件"}
    step(actions.draft_decision, case, office.clerk, DAY, **words)
    letter = draft(office, Application.objects.get(), "R02")
    with pytest.raises(Unlawful, match="尚未批准"):
        issue(office, letter)
    approve(office, case, DAY)
    assert issue(office, letter).state == "issued"


@pytest.mark.django_db
def test_an_office_whose_superior_is_not_in_the_system_names_its_review_body_once() -> None:
    alone, under = (
        make_office(),
        make_office(under=make_agency("示例县人民政府", kind="county")),
    )
    for office in (alone, under):
        words = {
            "pattern": "示信公开〔{年}〕{号}号",
            "review_body": "示例市人民政府",
            "court": "示例市人民法院",
        }
        actions.set_numbering(agency=office.agency, actor=office.clerk, at=moment(DAY), **words)
    told = [issue(one, draft(one, approved(one), "R02")) for one in (alone, under)]
    texts = [docx_text(content(one.docx.stored)) for one in told]
    assert "向示例市人民政府申请行政复议" in texts[0]
    assert "向示例县人民政府申请行政复议" in texts[1]


def test_a_step_that_never_was_is_not_asked_for(office: Office) -> None:
    answered = draft_of(draft(office, approved(office), "R02"), DAY, whole=False)
    extending = draft_of(draft(office, register(office, DAY), "L04"), DAY, whole=False)
    assert not {"supplement_received_on", "extension_days"} & {one.key for one, _typed in answered.asked}
    assert "extension_days" in {one.key for one, _typed in extending.asked}


def test_an_answer_of_another_outcome_is_refused(office: Office) -> None:
    case = approved(office)
    letter = draft(office, case, "R02")
    step(actions.reopen_decision, case, office.head, DAY)
    words = {"outcome_code": "already_public", "reasons": "", "given": "示例：本机关网站"}
    step(actions.draft_decision, case, office.clerk, DAY, **words)
    approve(office, case, DAY)
    with pytest.raises(Unlawful, match="不一致"):
        issue(office, letter)


def test_a_second_answer_waits_until_the_first_is_voided(office: Office) -> None:
    case = approved(office)
    first = issue(office, draft(office, case, "R02"))
    second = Letter(agency=office.agency, application=case, code="R02", title="示例", drafted_at=moment(DAY))
    second.kept = first.kept
    second.save()
    with pytest.raises(Unlawful, match="已经签发"):
        issue(office, second)
    actions.void_letter(
        letter=first, version=first.version, actor=office.clerk, at=moment(DAY), reason="示例：附件有误"
    )
    second.refresh_from_db()
    assert issue(office, second).serial == 2


def test_a_voided_letter_stays_in_the_register_and_its_number_is_never_used_again(office: Office) -> None:
    case = register(office, DAY)
    letter = issue(office, draft(office, case, "L02", **SUPPLEMENT))
    with pytest.raises(BadEntry):
        actions.void_letter(
            letter=letter, version=letter.version, actor=office.clerk, at=moment(DAY), reason=" "
        )
    letter = actions.void_letter(
        letter=letter, version=letter.version, actor=office.clerk, at=moment(DAY), reason="示例：期限有误"
    )
    assert (letter.state, letter.number) == ("voided", "示例镇信公开〔2026〕1号")
    assert issue(office, draft(office, case, "L02", **SUPPLEMENT)).serial == 2
    assert gaps(office.agency, 2026) == []


def test_an_edited_text_is_kept_and_made_anew_when_asked(office: Office) -> None:
    letter = draft(office, register(office, DAY), "L02", **SUPPLEMENT)
    made = draft_of(letter, DAY, whole=True).document.paragraphs
    same = edit(office, letter, body="\r\n".join(made))
    assert not same.kept.by_hand
    changed = edit(office, same, body="\n".join([*made[:-1], "示例：另请携带证件。", made[-1]]))
    assert changed.kept.by_hand
    assert "示例：另请携带证件。" in draft_of(changed, DAY, whole=True).document.text
    again = actions.regenerate_letter(
        letter=changed, version=changed.version, actor=office.clerk, at=moment(DAY)
    )
    assert draft_of(again, DAY, whole=True).document.paragraphs == made


def test_facts_changed_alone_change_the_text(office: Office) -> None:
    letter = draft(office, register(office, DAY), "L02", **SUPPLEMENT)
    made = "\n".join(draft_of(letter, DAY, whole=True).document.paragraphs)
    changed = edit(office, letter, facts={**letter.kept.facts, "supplement_by": "2026-03-25"}, body=made)
    assert "2026年3月25日" in "".join(draft_of(changed, DAY, whole=True).document.text)


def test_a_text_that_lost_what_the_law_demands_is_not_issued_unseen(office: Office) -> None:
    letter = edit(office, draft(office, register(office, DAY), "L02", **SUPPLEMENT), body="请补正。")
    with pytest.raises(BadEntry) as refused:
        issue(office, letter)
    assert "视为放弃申请" in refused.value.problems["checked"]
    assert issue(office, letter, checked=True).state == "issued"


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("supplement_by", "三月二十日", "日期应写作"),
        ("supplement_items", "字" * 20_001, "过长"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named(office: Office, key: str, typed: str, words: str) -> None:
    letter = draft(office, register(office, DAY), "L02")
    with pytest.raises(BadEntry) as refused:
        edit(office, letter, facts={key: typed})
    assert words in refused.value.problems[key]


def test_the_second_of_two_clerks_is_told(office: Office) -> None:
    letter = draft(office, register(office, DAY), "L02")
    stale = Letter.objects.get(pk=letter.pk)
    edit(office, letter, facts=SUPPLEMENT)
    with pytest.raises(Stale):
        edit(office, stale)


def test_a_draft_can_be_thrown_away(office: Office) -> None:
    letter = draft(office, register(office, DAY), "L02")
    actions.discard_letter(letter=letter, version=letter.version, actor=office.clerk, at=moment(DAY))
    assert not Letter.objects.exists()


def test_a_letter_the_case_does_not_call_for_is_refused(office: Office) -> None:
    with pytest.raises(Unlawful):
        draft(office, register(office, DAY), "R02")


def test_who_is_of_another_agency_writes_nothing(office: Office) -> None:
    with pytest.raises(PermissionDenied):
        actions.draft_letter(
            application=register(office, DAY),
            code="L02",
            variant="",
            actor=make_person("clerk", make_agency()),
            at=moment(DAY),
        )


def test_an_applicant_cannot_write_fields_into_a_letter(office: Office) -> None:
    case = register(office, DAY, description="示例{{证件号码}}")
    letter = draft(office, case, "L02", **SUPPLEMENT)
    body = "\n".join(draft_of(letter, DAY, whole=True).document.paragraphs)
    changed = edit(office, letter, body=body + "\n示例。")
    assert "示例｛｛证件号码｝｝" in "".join(draft_of(changed, DAY, whole=True).document.text)


def test_the_names_of_several_applicants_stand_in_the_addressee_masked_for_who_may_not_read_them(
    office: Office,
) -> None:
    case = register(office, DAY)
    case.joint_applicants.create(name="李示例", kind="natural")
    letter = draft(office, case, "L02", **SUPPLEMENT)
    assert draft_of(letter, DAY, whole=True).document.addressee == "示例申请人、李示例"
    assert "李示例" not in draft_of(letter, DAY, whole=False).document.addressee
    assert "你们" in "".join(draft_of(letter, DAY, whole=True).document.text)


def test_the_end_of_an_extension_is_reckoned_from_its_days(office: Office) -> None:
    letter = draft(
        office, register(office, DAY), "L04", extension_days="20", extension_reason="示例：数量较多"
    )
    text = "".join(draft_of(letter, DAY, whole=True).document.text)
    assert "答复期限至2026年3月30日届满" in text
    assert "延长20个工作日，至2026年4月28日届满" in text


# delivery ----------------------------------------------------------------------------------------------------------


def test_the_delivery_of_an_answer_closes_the_case_by_the_day_that_counts(office: Office) -> None:
    case = approved(office)
    letter = issue(office, draft(office, case, "R02"))
    done = deliver(office, letter, DAY + timedelta(1), mode="post", tracking="XA00000000000")
    case.refresh_from_db()
    assert (case.state, case.closed_on, case.delivery_mode) == ("answered", DAY + timedelta(1), "post")
    assert (done.state, done.delivery.on, done.delivery.tracking) == (
        "delivered",
        DAY + timedelta(1),
        "XA00000000000",
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"mode": "pigeon"}, "mode"),
        ({"mode": "post"}, "tracking"),
        ({"on": DAY - timedelta(1)}, "on"),
        ({"on": DAY + timedelta(1)}, "on"),
    ],
    ids=["unknown mode", "post without a number", "before the date of the letter", "tomorrow"],
)
def test_an_impossible_delivery_is_named(office: Office, wrong: dict, field: str) -> None:
    letter = issue(office, draft(office, register(office, DAY), "L02", **SUPPLEMENT))
    facts = {"mode": "direct", "on": DAY, **wrong}
    with pytest.raises(BadEntry) as refused:
        actions.deliver_letter(
            letter=letter, version=letter.version, actor=office.clerk, at=moment(DAY), **facts
        )
    assert set(refused.value.problems) == {field}


def _events(case: Application) -> dict[str, dict]:
    return {one.kind: one.data for one in case.events.all()}


def test_a_supplement_notice_delivered_does_the_step(office: Office) -> None:
    case = register(office, DAY)
    deliver(office, issue(office, draft(office, case, "L02", **SUPPLEMENT)), date(2026, 3, 4))
    case.refresh_from_db()
    assert case.state == "awaiting_supplement"
    assert _events(case)["supplement_notice"] == {"on": "2026-03-04", "reply_by": "2026-03-20"}


def test_an_extension_delivered_tells_its_day_and_needs_the_heads_consent(office: Office) -> None:
    case = register(office, DAY)
    facts = {"extension_days": "10", "extension_reason": "示例：数量较多"}
    letter = issue(office, draft(office, case, "L04", **facts))
    with pytest.raises(Unlawful):
        deliver(office, letter, date(2026, 3, 5))
    deliver(office, letter, date(2026, 3, 5), head_agreed=True)
    assert _events(case)["extension"]["told_on"] == "2026-03-05"


def test_a_fee_notice_delivered_later_tells_its_day(office: Office) -> None:
    case = register(office, DAY)
    step(actions.ask_fee, case, office.clerk, DAY, on=DAY)
    case.refresh_from_db()
    fee = {
        "fee_reason": "示例：2026年共申请86件",
        "fee_method": "按件计收",
        "fee_rates": "第11至13件，每件100元",
        "fee_amount": "300",
        "fee_payment": "示例：凭缴款码缴纳",
    }
    deliver(office, issue(office, draft(office, case, "L10", **fee)), date(2026, 3, 6))
    assert _events(case)["fee_notice_received"]["on"] == "2026-03-06"


@pytest.mark.parametrize(
    ("code", "facts", "whom"),
    [
        ("L05", {"third_party": "示例公司", "concerned": "示例报价", "interest": "商业秘密"}, "third_party"),
        ("L08", {"organ": "示例局", "concerned": "示例文件"}, "co_maker"),
        (
            "L09",
            {"organ": "示例局", "concerned": "示例文件", "help_items": "确认", "help_by": "2026-03-20"},
            "organ",
        ),
    ],
)
def test_a_letter_asking_for_an_opinion_suspends_the_clock_when_delivered(
    office: Office, code: str, facts: dict, whom: str
) -> None:
    case = register(office, DAY)
    deliver(office, issue(office, draft(office, case, code, **facts)), date(2026, 3, 4))
    case.refresh_from_db()
    assert case.state == "consulting"
    found = _events(case)["consultation_sent"]
    assert (found["whom"], found["on"], found["received_on"]) == (whom, "2026-03-02", "2026-03-04")


def test_a_step_recorded_before_its_letter_is_not_recorded_twice(office: Office) -> None:
    case = register(office, DAY)
    step(actions.consult, case, office.clerk, DAY, on=DAY, whom="third_party")
    case.refresh_from_db()
    facts = {"third_party": "示例公司", "concerned": "示例报价", "interest": "商业秘密"}
    deliver(office, issue(office, draft(office, case, "L05", **facts)), date(2026, 3, 4))
    assert case.events.filter(kind="consultation_sent").count() == 1


def test_a_delivery_need_not_do_the_step(office: Office) -> None:
    case = register(office, DAY)
    deliver(office, issue(office, draft(office, case, "L02", **SUPPLEMENT)), DAY, feeds=False)
    case.refresh_from_db()
    assert case.state == "registered"


def test_a_delivered_letter_is_not_voided(office: Office) -> None:
    letter = deliver(office, issue(office, draft(office, register(office, DAY), "L01")), DAY)
    with pytest.raises(Unlawful):
        actions.void_letter(
            letter=letter, version=letter.version, actor=office.clerk, at=moment(DAY), reason="示例"
        )


def test_an_answer_issued_before_the_decision_was_approved_anew_does_not_go_out(office: Office) -> None:
    case = approved(office)
    letter = issue(office, draft(office, case, "R02"))
    later = DAY + timedelta(1)
    step(actions.reopen_decision, case, office.head, later)
    words = {"outcome_code": "open", "reasons": "示例", "given": "另一份文件"}
    step(actions.draft_decision, case, office.clerk, later, **words)
    approve(office, case, later)
    with pytest.raises(Unlawful, match="重新批准"):
        deliver(office, letter, later)


def test_an_answer_delivered_without_its_letter_takes_the_letters_delivery_of_that_day(
    office: Office,
) -> None:
    case = approved(office)
    letter = issue(office, draft(office, case, "R02"))
    step(actions.deliver, case, office.clerk, DAY, answered_on=DAY, mode="direct")
    with pytest.raises(BadEntry, match="不一致"):
        deliver(office, letter, DAY + timedelta(1))
    assert deliver(office, letter, DAY).state == "delivered"


def test_the_sealed_scan_and_the_proof_stay_with_the_letter(office: Office) -> None:
    scan = ("盖章.pdf", b"%PDF-1.7\nsealed")
    letter = issue(office, draft(office, register(office, DAY), "L01"))
    letter = actions.attach_sealed(
        letter=letter, version=letter.version, actor=office.clerk, at=moment(DAY), name=scan[0], data=scan[1]
    )
    _file, data = actions.open_letter(letter=letter, form="sealed", actor=office.clerk, at=moment(DAY))
    assert data == scan[1]
    done = deliver(office, letter, DAY, proof=("回执.pdf", b"%PDF-1.7\nproof"))
    assert done.delivery.proof.kind == "delivery"
