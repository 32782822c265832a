"""Letters at the desk: the panel of a case, the editor, the issue, the register, templates; another agency finds nothing."""

import io
from datetime import date

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.test_letter_register import OWN, word
from desk.pages import links, problems, tree
from gongkai.audit.models import Event
from gongkai.casework import actions
from gongkai.casework.models import Application, Letter
from support.cases import approve, moment, register, step
from support.factories import make_agency, make_person

DAY = date(2026, 11, 23)
FACTS = {"supplement_items": "写明文件的名称", "supplement_by": "2026-12-07"}


@pytest.fixture
def case(desk) -> Application:
    """An application that came in today."""
    return register(desk.office, DAY)


def begin(desk, case: Application, letter: str = "L02:") -> Letter:
    answer = desk.clerk.post(f"/desk/applications/{case.pk}/letters/", {"letter": letter})
    assert answer.status_code == 302
    return Letter.objects.latest("pk")


def form_of(desk, letter: Letter) -> dict[str, str]:
    """What stands in the form of a draft."""
    page = tree(desk.clerk.get(f"/desk/letters/{letter.pk}/"))
    form = next(one for one in page.forms if one.action.endswith("/save/"))
    return {name: value or "" for name, value in form.form_values()}


def save(desk, letter: Letter, do: str = "save", **facts: str):
    return desk.clerk.post(f"/desk/letters/{letter.pk}/save/", {**form_of(desk, letter), "do": do, **facts})


def issue(desk, letter: Letter, **facts: str):
    letter.refresh_from_db()
    return desk.clerk.post(f"/desk/letters/{letter.pk}/issue/", {"version": letter.version, **facts})


def issued(desk, case: Application) -> Letter:
    letter = begin(desk, case)
    save(desk, letter, **FACTS)
    assert issue(desk, letter).status_code == 302
    letter.refresh_from_db()
    return letter


def do(desk, letter: Letter, verb: str, **facts):
    letter.refresh_from_db()
    return desk.clerk.post(f"/desk/letters/{letter.pk}/{verb}/", {"version": letter.version, **facts})


def text(answer) -> str:
    return tree(answer).text_content()


def test_the_case_page_lists_what_is_asked_for_what_there_is_and_what_is_allowed(desk, case):
    step(actions.notice_supplement, case, desk.office.clerk, DAY, on=DAY, reply_by=date(2026, 12, 7))
    panel = tree(desk.clerk.get(f"/desk/applications/{case.pk}/")).xpath(
        "//section[@aria-labelledby='letters']"
    )[0]
    assert "待拟" in panel.text_content()
    assert "拟写 L02 政府信息公开申请补正告知书" in " ".join(panel.text_content().split())
    letter = begin(desk, case)
    page = desk.clerk.get(f"/desk/applications/{case.pk}/")
    assert f"/desk/letters/{letter.pk}/" in links(page)
    assert "草稿" in text(page)


def test_the_editor_says_what_the_case_knows_and_what_is_missing(desk, case):
    page = desk.clerk.get(f"/desk/letters/{begin(desk, case).pk}/")
    assert "还缺：需补正事项、补正期限日" in text(page)
    assert "来自案卷的事项" in text(page)
    assert "示例申请人" not in page.content.decode()
    assert "<h1>" in page.content.decode()


def test_a_wrong_date_is_told_beside_its_field_and_everything_typed_is_kept(desk, case):
    letter = begin(desk, case)
    answer = save(desk, letter, supplement_items="示例事项", supplement_by="下周")
    assert answer.status_code == 200
    assert "日期应写作" in problems(answer)["supplement_by"]
    assert "示例事项" in answer.content.decode()
    letter.refresh_from_db()
    assert letter.kept.facts == {}


def test_a_letter_goes_from_draft_to_delivery_and_the_case_moves_on(desk, case):
    letter = begin(desk, case)
    assert save(desk, letter, do="issue", **FACTS)["Location"] == f"/desk/letters/{letter.pk}/issue/"
    looked = desk.clerk.get(f"/desk/letters/{letter.pk}/issue/")
    assert "信公开〔2026〕1号" in text(looked)
    assert issue(desk, letter)["Location"] == f"/desk/letters/{letter.pk}/"
    shown = desk.clerk.get(f"/desk/letters/{letter.pk}/")
    assert "已签发" in text(shown)
    asked = desk.clerk.get(f"/desk/letters/{letter.pk}/deliver/")
    assert "同时登记“告知补正”" in text(asked)
    assert do(desk, letter, "deliver", mode="direct", on="2026-11-23", feeds="on").status_code == 302
    case.refresh_from_db()
    letter.refresh_from_db()
    assert (case.state, letter.state) == ("awaiting_supplement", "delivered")


def test_what_is_missing_holds_the_issue_back(desk, case):
    letter = begin(desk, case)
    answer = issue(desk, letter)
    assert answer.status_code == 200
    assert "缺少需补正事项、补正期限日" in "".join(problems(answer).values())
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_text_changed_by_hand_is_kept_until_somebody_says_to_make_it_anew(desk, case):
    letter = begin(desk, case)
    save(desk, letter, **FACTS)
    body = form_of(desk, letter)["body"]
    save(desk, letter, body=body.replace("特此告知。", "请一并提交身份证明。\n特此告知。"))
    page = desk.clerk.get(f"/desk/letters/{letter.pk}/")
    assert "正文经手工修改" in text(page)
    asked = desk.clerk.get(f"/desk/letters/{letter.pk}/regenerate/")
    assert "会丢失" in text(asked)
    letter.refresh_from_db()
    assert letter.kept.by_hand
    do(desk, letter, "regenerate")
    letter.refresh_from_db()
    assert not letter.kept.by_hand
    assert form_of(desk, letter)["body"] == body


def test_a_text_that_lost_something_asks_for_a_second_look(desk, case):
    letter = begin(desk, case)
    save(desk, letter, **FACTS)
    save(desk, letter, body="请补正。")
    answer = issue(desk, letter)
    assert "没有找到" in problems(answer)["checked"]
    assert issue(desk, letter, checked="on").status_code == 302


def test_the_second_of_two_clerks_is_told_and_loses_nothing(desk, case):
    letter = begin(desk, case)
    mine = form_of(desk, letter)
    save(desk, letter, **FACTS)
    answer = desk.clerk.post(f"/desk/letters/{letter.pk}/save/", {**mine, "supplement_items": "我的事项"})
    assert "已由其他人员更新" in "".join(problems(answer).values())
    assert "我的事项" in answer.content.decode()


def test_a_draft_is_deleted_only_after_the_question(desk, case):
    letter = begin(desk, case)
    assert "不能恢复" in text(desk.clerk.get(f"/desk/letters/{letter.pk}/discard/"))
    assert do(desk, letter, "discard")["Location"] == f"/desk/applications/{case.pk}/"
    assert not Letter.objects.exists()


def test_the_preview_names_the_applicant_for_who_may_read_and_is_recorded(desk, case, client_as):
    letter = begin(desk, case)
    before = Event.objects.filter(chain__startswith="reads:").count()
    pdf = desk.clerk.get(f"/desk/letters/{letter.pk}/preview.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("inline")
    assert desk.clerk.get(f"/desk/letters/{letter.pk}/preview.png").content.startswith(b"\x89PNG")
    assert Event.objects.filter(chain__startswith="reads:").count() == before + 2
    handler = client_as("handler", desk.office.agency)
    assert handler.get(f"/desk/letters/{letter.pk}/preview.pdf").status_code == 200
    assert Event.objects.filter(chain__startswith="reads:").count() == before + 2


def test_a_download_is_byte_for_byte_what_was_issued(desk, case, client_as):
    letter = issued(desk, case)
    first = desk.clerk.get(f"/desk/letters/{letter.pk}/file/docx/")
    assert first.content == desk.clerk.get(f"/desk/letters/{letter.pk}/file/docx/").content
    assert letter.number in "".join(one.text for one in docx.Document(io.BytesIO(first.content)).paragraphs)
    assert desk.clerk.get(f"/desk/letters/{letter.pk}/file/sealed/").status_code == 404
    assert desk.clerk.get(f"/desk/letters/{letter.pk}/file/exe/").status_code == 404
    handler = client_as("handler", desk.office.agency)
    assert handler.get(f"/desk/letters/{letter.pk}/file/docx/").status_code == 403


def test_scan_and_proof_are_kept_and_downloaded(desk, case):
    letter = issued(desk, case)
    scan = SimpleUploadedFile("盖章.pdf", b"%PDF-1.7\nsealed")
    assert do(desk, letter, "sealed", file=scan).status_code == 302
    proof = SimpleUploadedFile("回证.pdf", b"%PDF-1.7\nproof")
    assert do(desk, letter, "deliver", mode="direct", on="2026-11-23", proof=proof).status_code == 302
    for form, data in (("sealed", b"%PDF-1.7\nsealed"), ("proof", b"%PDF-1.7\nproof")):
        assert desk.clerk.get(f"/desk/letters/{letter.pk}/file/{form}/").content == data


def test_a_delivery_by_post_wants_its_number(desk, case):
    letter = issued(desk, case)
    answer = do(desk, letter, "deliver", mode="post", on="2026-11-23")
    assert "请填写邮件号" in problems(answer)["tracking"]


def test_a_voided_letter_stays_in_the_register(desk, case):
    letter = issued(desk, case)
    assert "必填" in problems(do(desk, letter, "void", reason=""))["reason"]
    do(desk, letter, "void", reason="示例：期限有误")
    page = text(desk.clerk.get("/desk/letters/"))
    assert letter.number in page
    assert "作废原因：示例：期限有误" in page
    assert "没有空号" in page


def test_the_register_filters_and_leaves_as_excel(desk, case):
    letter = issued(desk, case)
    assert letter.number in text(desk.clerk.get("/desk/letters/?state=issued"))
    assert letter.number not in text(desk.clerk.get("/desk/letters/?state=voided"))
    assert letter.number not in text(desk.clerk.get("/desk/letters/?year=2025"))
    sheet = openpyxl.load_workbook(io.BytesIO(desk.clerk.get("/desk/letters/register.xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:4] == ["顺序号", "发文字号", "文书", "申请编号"]
    assert rows[1][:4] == [1, letter.number, letter.title, case.number]
    assert "示例申请人" not in str(rows)


def test_numbers_used_outside_are_entered_and_shown(desk):
    typed = {
        "agency": desk.office.agency.pk,
        "year": "2026",
        "first": "1",
        "last": "3",
        "title": "示例：手工编号",
    }
    assert "留下空号" in problems(desk.clerk.post("/desk/letters/outside/", {**typed, "first": "3"}))["first"]
    assert desk.clerk.post("/desk/letters/outside/", typed).status_code == 302
    page = text(desk.clerk.get("/desk/letters/"))
    assert "系统外使用" in page
    assert "已用到第 3 号，没有空号" in page


def test_the_pattern_is_set(desk, case):
    typed = {"agency": desk.office.agency.pk, "pattern": "示例号"}
    assert "各一次" in problems(desk.clerk.post("/desk/letters/numbering/", typed))["pattern"]
    typed["pattern"] = "示政信公开〔{年}〕第{号}号"
    assert desk.clerk.post("/desk/letters/numbering/", typed).status_code == 302
    assert issued(desk, case).number == "示政信公开〔2026〕第1号"


def test_an_own_template_is_checked_used_and_given_up(desk, case):
    path = f"/desk/letters/templates/{desk.office.agency.pk}/L02/"
    wrong = SimpleUploadedFile("模板.docx", word("{{申请仁}}", "{{主送}}{{正文}}{{署名}}{{落款日期}}"))
    answer = desk.clerk.post(path, {"file": wrong})
    assert "第1段" in problems(answer)["file"]
    assert "是不是“申请人”" in problems(answer)["file"]
    assert desk.clerk.post(path, {"file": SimpleUploadedFile("模板.docx", OWN)}).status_code == 302
    assert "本机关模板" in text(desk.clerk.get(path))
    made = docx.Document(io.BytesIO(desk.clerk.get(f"{path}sample/").content))
    assert made.paragraphs[0].text.startswith("示例镇自备模板")
    assert desk.clerk.post(f"{path}built-in/").status_code == 302
    assert "本机关模板" not in text(desk.clerk.get("/desk/letters/templates/")).replace("改用本机关", "")


@pytest.mark.parametrize("code", ["register", "transfer", "receipt"])
@pytest.mark.parametrize(("fmt", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_the_papers_of_a_case_are_printed(desk, case, code, fmt, magic):
    answer = desk.clerk.get(f"/desk/applications/{case.pk}/papers/{code}.{fmt}")
    assert answer.content.startswith(magic)


def test_there_is_no_receipt_before_the_receipt_is_confirmed(desk):
    case = register(desk.office, DAY, channel="online")
    answer = desk.clerk.get(f"/desk/applications/{case.pk}/papers/receipt.pdf", follow=True)
    assert "尚待双方确认" in text(answer)


def test_the_approval_sheet_lays_the_drafted_decision_before_those_who_sign(desk, case):
    path = f"/desk/applications/{case.pk}/papers/approval.docx"
    assert "还没有拟定处理结果" in text(desk.clerk.get(path, follow=True))
    decided = {"outcome_code": "open", "reasons": "可以公开。", "given": "甲文件\n乙文件"}
    step(actions.draft_decision, case, desk.office.clerk, DAY, **decided)
    made = docx.Document(io.BytesIO(desk.clerk.get(path).content))
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]
    for one in ("甲文件", "乙文件", "予以公开", "政府信息公开申请答复书"):
        assert any(one in cell for cell in cells), one
    assert any("可以公开。\n甲文件。\n乙文件。\n依据：" in cell for cell in cells)
    assert "{{" not in "".join(cells)


@pytest.mark.parametrize("code", ["passport", "approval_of_everything"])
def test_an_unknown_paper_is_not_there(desk, case, code):
    assert desk.clerk.get(f"/desk/applications/{case.pk}/papers/{code}.pdf").status_code == 404


def test_a_letter_the_case_does_not_call_for_is_refused_in_words(desk, case):
    answer = desk.clerk.post(f"/desk/applications/{case.pk}/letters/", {"letter": "R02:"}, follow=True)
    assert "现在不用这种文书" in text(answer)


def test_another_agency_finds_nothing(desk, case, client_as):
    letter = issued(desk, case)
    stranger = client_as(make_person("clerk", make_agency()))
    for path in (
        "",
        "issue/",
        "void/",
        "deliver/",
        "sealed/",
        "regenerate/",
        "discard/",
        "preview.pdf",
        "preview.png",
    ):
        assert stranger.get(f"/desk/letters/{letter.pk}/{path}").status_code == 404, path
    assert stranger.get(f"/desk/letters/?agency={desk.office.agency.pk}").status_code == 404
    assert stranger.get(f"/desk/letters/templates/{desk.office.agency.pk}/L02/").status_code == 404
    assert stranger.get(f"/desk/applications/{case.pk}/papers/register.pdf").status_code == 404


def test_an_archived_case_writes_no_more_letters(desk, case):
    letter = issued(desk, case)
    Application.objects.filter(pk=case.pk).update(state="archived")
    answer = do(desk, letter, "void", reason="示例")
    assert "已经归档" in "".join(problems(answer).values())
    assert "可以拟写的其他文书" not in text(desk.clerk.get(f"/desk/applications/{case.pk}/"))


def test_the_answer_waits_for_its_approval(desk, case):
    words = {"outcome_code": "open", "reasons": "", "given": "示例文件"}
    step(actions.draft_decision, case, desk.office.clerk, DAY, **words)
    letter = begin(desk, case, "R02:")
    assert "尚未批准" in "".join(problems(issue(desk, letter)).values())
    approve(desk.office, case, DAY)
    assert issue(desk, letter).status_code == 302
    assert do(desk, letter, "deliver", mode="electronic", on="2026-11-23").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.closed_on) == ("answered", DAY)
    assert moment(DAY)
