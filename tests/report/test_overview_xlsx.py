"""The overview as a workbook: dates are dates, counts are numbers, words never depend on a colour alone."""

import io
from datetime import date

import openpyxl

from gongkai.report.writers.overview_xlsx import OverviewLine, overview_xlsx

DAY = date(2026, 4, 15)
LATE = OverviewLine(
    "示例镇人民政府", date(2026, 1, 31), "惯例口径，可配置", date(2026, 2, 3), "逾期公布", "bad",
    "已读取", "good", 3, 2, 1, 0, "乡镇/示例镇.docx",
)  # fmt: skip
MISSING = OverviewLine(
    "=示例县人民政府", date(2026, 3, 31), "", None, "期限已过，未收到", "bad", "未收到文件", ""
)


def sheet(*lines, notes=()):
    data = overview_xlsx("示例县2025年度公布情况", lines, on=DAY, notes=notes)
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_an_office_has_a_line_with_dates_and_numbers():
    found = sheet(LATE, MISSING)
    assert found["A1"].value == "示例县2025年度公布情况"
    assert found["A2"].value == "统计日期：2026-04-15"
    heads, first, second = ([cell.value for cell in row] for row in found.iter_rows(3, 5))
    assert heads[:3] == ["序号", "机关名称", "公布期限"]
    days = [first.pop(4), first.pop(2)]
    assert [one.date() for one in days] == [date(2026, 2, 3), date(2026, 1, 31)]
    assert first == [
        *(1, "示例镇人民政府", "惯例口径，可配置", "逾期公布", "已读取"),
        *(3, 2, 1, 0, "乡镇/示例镇.docx"),
    ]
    assert second[4] is None
    assert second[7:11] == [0, 0, 0, 0]


def test_a_name_never_becomes_a_formula():
    cell = sheet(MISSING)["B4"]
    assert (cell.value, cell.data_type) == ("=示例县人民政府", "s")


def test_colours_stand_beside_words_and_the_head_stays():
    found = sheet(LATE, MISSING)
    assert found["F4"].fill.fgColor.rgb == "FFF8CBAD"
    assert found["F4"].value == "逾期公布"
    assert found["G4"].fill.fgColor.rgb == "FFE2F0D9"
    assert found["H4"].fill.fgColor.rgb == "FFF8CBAD"
    assert found["G5"].fill.fill_type is None
    assert found.freeze_panes == "C4"
    assert found.column_dimensions["B"].width > 25
    assert found.auto_filter.ref == "A3:L5"


def test_the_sums_and_the_notes_stand_below():
    found = sheet(LATE, MISSING, notes=("示例说明",))
    assert found["A6"].value == "合计（2个机关）"
    assert [found.cell(6, column).value for column in range(8, 12)] == [3, 2, 1, 0]
    assert found["A7"].value == "示例说明"


def test_a_county_without_offices_gives_a_sheet_too():
    assert sheet()["A4"].value == "合计（0个机关）"


def test_the_same_lines_give_the_same_bytes():
    first, second = (overview_xlsx("示例", [LATE], on=DAY) for _ in range(2))
    assert first == second
