"""The ledger at the desk: uploaded, looked at, matched, imported whole; another agency's clerk finds nothing."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from casework.test_ledger import HEADS, ROW, book, changed
from desk.conftest import DAY
from desk.pages import problems, tree
from gongkai.audit.models import Event
from gongkai.audit.verbs import Verb
from gongkai.casework import actions
from gongkai.casework.ledger.columns import guess
from gongkai.casework.ledger.sheets import read_sheets
from gongkai.casework.models import Application
from gongkai.files.models import StoredFile
from support.cases import make_office, moment
from support.factories import make_agency, make_person

UPLOAD, CHECK = "/desk/applications/ledger/import/", "/desk/applications/ledger/import/check/"


def _upload(desk, data, client=None):
    file = SimpleUploadedFile("台账.xlsx", data)
    return (client or desk.clerk).post(UPLOAD, {"agency": desk.office.agency.pk, "file": file})


def _chosen(answer):
    """What the page's matching of columns would send."""
    return {
        one.get("name"): next((o.get("value") for o in one.xpath("option[@selected]")), "")
        for one in tree(answer).xpath("//select")
    }


def test_a_ledger_is_looked_at_and_then_imported(desk):
    assert _upload(desk, book(ROW, changed(受理编号="2025-18"))).url == CHECK
    page = desk.clerk.get(CHECK)
    text = page.content.decode()
    assert "读到 2 件申请" in text
    assert "示例甲" not in text
    assert not Application.objects.exists()
    done = desk.clerk.post(CHECK, {**_chosen(page), "import": "1"}, follow=True)
    assert "已导入 2 件申请" in done.content.decode()
    assert Application.objects.count() == 2
    assert not StoredFile.objects.exists()


def test_problems_stand_with_their_cells_and_nothing_can_be_imported(desk):
    _upload(desk, book(changed(申请日期="去年")))
    page = desk.clerk.get(CHECK)
    cells = [one.text_content().strip() for one in tree(page).xpath("//tbody/tr/td")]
    assert cells[:3] == ["台账", "C2", "提交日期"]
    assert "import" not in page.content.decode().split("<main")[1].split("ledger/import")[0]
    desk.clerk.post(CHECK, {**_chosen(page), "import": "1"})
    assert not Application.objects.exists()


def test_a_column_that_was_not_recognised_is_matched_by_hand(desk):
    heads = ["谁" if one == "姓名" else one for one in HEADS]
    _upload(desk, book(ROW, heads=heads))
    page = desk.clerk.get(CHECK)
    assert "没有指定哪一列是“申请人”" in page.content.decode()
    done = desk.clerk.post(CHECK, {**_chosen(page), "sheet0-name": "5", "import": "1"})
    assert done.status_code == 302
    assert Application.objects.get().applicant.name == "示例甲"


def test_a_file_that_is_none_is_refused_beside_its_field(desk):
    assert "请上传 .xlsx" in problems(_upload(desk, b"not a workbook"))["file"]
    assert desk.clerk.get(CHECK).url == UPLOAD


def test_what_one_uploads_no_one_else_sees(desk, client_as):
    _upload(desk, book(ROW))
    stranger = client_as(make_person("clerk", make_agency()))
    assert stranger.get(CHECK).url == UPLOAD
    assert stranger.get(UPLOAD).status_code == 200
    assert _upload(desk, book(ROW), client=stranger).status_code == 200


def test_the_blank_ledger_has_the_columns_that_come_in_again(desk):
    sheet = load_workbook(io.BytesIO(desk.clerk.get("/desk/applications/ledger/blank/").content)).active
    assert [cell.value for cell in sheet[1]][:3] == ["原编号", "提交日期", "签收日期"]


def _export(client, **asked):
    answer = client.post("/desk/applications/ledger/export/", {"show": "all", **asked})
    rows = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    heads = next(rows)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_list_leaves_with_masked_names_unless_more_is_asked_for_and_allowed(desk, client_as):
    _upload(desk, book(ROW))
    desk.clerk.post(CHECK, {**_chosen(desk.clerk.get(CHECK)), "import": "1"})
    masked, whole = _export(desk.clerk), _export(desk.clerk, whole="1")
    assert (masked[0]["申请人"], "联系电话" in masked[0]) == ("示**", False)
    assert (whole[0]["申请人"], whole[0]["联系电话"]) == ("示例甲", "00000000000")
    handler = client_as(make_person("handler", desk.office.agency))
    assert _export(handler, whole="1")[0]["申请人"] == "示**"
    reads = Event.objects.filter(chain__startswith="reads:", verb=Verb.APPLICATIONS_EXPORTED)
    assert reads.count() == 1


def test_what_leaves_comes_in_again(desk):
    _upload(desk, book(ROW))
    desk.clerk.post(CHECK, {**_chosen(desk.clerk.get(CHECK)), "import": "1"})
    answer = desk.clerk.post("/desk/applications/ledger/export/", {"show": "all", "whole": "1"})
    other = make_office()
    sheets = [(sheet, guess(sheet.heads)) for sheet in read_sheets(answer.content)]
    again = actions.import_ledger(agency=other.agency, actor=other.clerk, at=moment(DAY), mapped=sheets)[0]
    first = Application.objects.get(agency=desk.office.agency)
    same = (
        "former_number",
        "submitted_on",
        "received_on",
        "closed_on",
        "outcome_code",
        "state",
        "delivery_mode",
    )
    assert [getattr(again, name) for name in same] == [getattr(first, name) for name in same]
