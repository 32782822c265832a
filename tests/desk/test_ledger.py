"""The ledger at the desk: uploaded, looked at, matched, imported whole; another agency's clerk finds nothing."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from casework.test_ledger import HEADS, ROW, book, changed
from desk.pages import problems, tree
from gongkai.casework.models import Application
from gongkai.files.models import StoredFile
from support.factories import make_agency, make_person

UPLOAD, CHECK = "/desk/ledger/import/", "/desk/ledger/import/check/"


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
    sheet = load_workbook(io.BytesIO(desk.clerk.get("/desk/ledger/blank/").content)).active
    assert [cell.value for cell in sheet[1]][:3] == ["原编号", "提交日期", "签收日期"]
