"""An office's Excel ledger: its heads and words understood, every problem named by its cell, all of it or nothing."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from gongkai.casework import actions, queries
from gongkai.casework.actions.importing import Refused
from gongkai.casework.ledger.columns import guess
from gongkai.casework.ledger.sheets import read_sheets
from gongkai.casework.ledger.values import choice_of_cell, day_of_cell
from gongkai.casework.models import Application
from gongkai.kit.dates import SHANGHAI
from gongkai.kit.entry import BadEntry
from support.cases import Office, moment

TODAY = date(2026, 11, 23)
HEADS = [
    "序号",
    "受理编号",
    "申请日期",
    "申请方式",
    "申请人类型",
    "姓名",
    "联系方式",
    "所需信息",
    "答复结果",
    "答复时间",
    "送达方式",
]
ROW = [
    1,
    "2025-17",
    "2025.3.3",
    "现场",
    "个人",
    "示例甲",
    "00000000000",
    "示例：财政预算",
    "予以公开",
    "2025年3月10日",
    "当面",
]


def book(*rows, heads=HEADS, title="台账", above=()):
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in (*above, heads, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(**cells):
    return [cells.get(head, value) for head, value in zip(HEADS, ROW, strict=True)]


def _import(office: Office, data: bytes):
    mapped = [(sheet, guess(sheet.heads)) for sheet in read_sheets(data)]
    return actions.import_ledger(agency=office.agency, actor=office.clerk, at=moment(TODAY), mapped=mapped)


def test_a_ledger_becomes_cases_with_their_clocks_and_their_place_in_the_report(office: Office) -> None:
    made = _import(office, book(ROW, changed(受理编号="2025-18", 答复结果="", 答复时间=None, 送达方式="")))
    done, still = (Application.objects.get(pk=case.pk) for case in made)
    assert (done.number, done.former_number, done.state, done.closed_on) == (
        "2025-0001",
        "2025-17",
        "answered",
        date(2025, 3, 10),
    )
    assert (done.channel, done.applicant_kind, done.delivery_mode) == ("counter", "natural", "direct")
    assert done.applicant.phone == "00000000000"
    assert (still.state, still.due_on) == ("registered", date(2025, 3, 31))
    assert [event.kind for event in done.events.all()] == ["received", "answered", "imported"]
    counts = queries.year_counts(office.agency.pk, 2025, "2021")
    assert (counts["received", "natural"], counts["open", "natural"], counts["carried_out", "total"]) == (
        2,
        1,
        1,
    )
    assert queries.clock_of(still, today=TODAY).standing == still.standing


def test_a_title_above_the_head_and_other_sheets_are_no_hindrance(office: Office) -> None:
    assert len(_import(office, book(ROW, above=[["示例镇依申请公开台账"], []]))) == 1


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"申请日期": "去年"}, "C2", "看不出是哪一天"),
        ({"申请日期": "2025-02-30"}, "C2", "不是存在的日期"),
        ({"申请日期": "2026-12-01"}, "C2", "晚于今天"),
        ({"申请日期": None}, "C2", "没有填写"),
        ({"答复时间": "2025-03-02"}, "J2", "早于提交日期"),
        ({"申请方式": "托梦"}, "D2", "对不上"),
        ({"答复结果": "随便"}, "I2", "对不上"),
        ({"答复结果": None}, "I2", "没有填写处理结果"),
        ({"答复时间": None}, "J2", "没有填写答复日期"),
        ({"姓名": ""}, "F2", "请填写申请人的姓名"),
        ({"申请人类型": "外星人"}, "E2", "对不上"),
        ({"所需信息": " "}, "H2", "请写明政府信息的名称"),
        ({"申请方式": "邮寄"}, "第2行", "请填写签收日期"),
    ],
)
def test_every_problem_is_named_by_its_cell_and_nothing_is_written(office, cells, cell, words) -> None:
    fine = changed(受理编号="2025-99")
    with pytest.raises(Refused) as refused:
        _import(office, book(changed(**cells), fine))
    assert [(one.sheet, one.row, one.cell) for one in refused.value.found] == [("台账", 2, cell)]
    assert words in refused.value.found[0].message
    assert not Application.objects.exists()


def test_a_number_comes_in_once(office: Office) -> None:
    _import(office, book(ROW))
    with pytest.raises(Refused, match="没有导入") as refused:
        _import(office, book(changed(受理编号="2025-18"), changed(受理编号="2025-18"), ROW))
    assert [one.cell for one in refused.value.found] == ["B3", "B4"]
    assert Application.objects.count() == 1


def test_a_history_of_supplement_and_extension_moves_the_clock(office: Office) -> None:
    heads = [*HEADS, "补正告知日期", "补正期限", "收到补正日期", "延期决定日期", "延长工作日数"]
    row = [
        *changed(答复结果="", 答复时间=None, 送达方式=""),
        "2025-03-05",
        "2025-03-20",
        "2025-03-12",
        "2025-03-18",
        10,
    ]
    case = _import(office, book(row, heads=heads))[0]
    assert case.due_on == date(2025, 4, 24)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("予以公开", "open"),
        ("部分公开", "partial"),
        ("申请信息不属于本机关", None),
        ("不属于本机关负责公开", "not_ours"),
        ("逾期不补正", "no_supplement"),
        ("属于行政执法案卷", "enforcement_file"),
        ("本机关不掌握相关政府信息（经检索不存在）", "not_existing"),
    ],
)
def test_the_words_of_an_office_stand_for_outcomes(words: str, code: str | None) -> None:
    if code:
        assert choice_of_cell("outcome", words) == code
    else:
        with pytest.raises(ValueError, match="对不上"):
            choice_of_cell("outcome", words)


@pytest.mark.parametrize(
    "cell",
    [
        date(2025, 3, 3),
        datetime(2025, 3, 3, 9, 30, tzinfo=SHANGHAI),
        45719,
        "45719",
        "2025-3-3",
        "2025/03/03",
        "20250303",
        "2025年3月3日",
        "2025.3.3 09:30",
    ],
)
def test_a_day_is_understood_however_it_was_typed(cell: object) -> None:
    assert day_of_cell(cell) == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 broken", "请上传 .xlsx"),
        (b"a,b", "请上传 .xlsx"),
        (book(heads=["甲", "乙"]), "没有找到台账"),
    ],
    ids=["broken", "text", "another table"],
)
def test_a_file_that_is_no_ledger_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(BadEntry, match=words):
        read_sheets(data)
