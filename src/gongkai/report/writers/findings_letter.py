"""The letter that asks an office to correct its published report: its errors, hints, and apart from them what we could not
read, which is never the office's fault."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from gongkai.kit.official_page import BODY, HEI, add_paragraph, add_title, indent, new_page, packed
from gongkai.report.checks import Finding, Level
from gongkai.report.confirming import SUM_RULES, Doubtful
from gongkai.report.findings import named
from gongkai.report.forms import form
from gongkai.report.grids import Grid, GridCell
from gongkai.report.model import Report
from gongkai.report.writers.docx_writer import add_table
from gongkai.report.writers.parts import clean, title_of

BASIS = "《中华人民共和国政府信息公开条例》第四十七条、第五十条"
NUMERALS = "一二三四五六七八九十"
ERROR_HEADS = ("序号", "位置", "报告所列", "应为", "算式或者说明", "依据")
ERROR_WIDTHS = (0.07, 0.21, 0.12, 0.12, 0.3, 0.18)
HINT_HEADS = ("序号", "位置", "内容", "依据")
HINT_WIDTHS = (0.07, 0.23, 0.48, 0.22)
CENTRED = frozenset({"序号", "报告所列", "应为"})


def findings_letter(
    report: Report,
    findings: Iterable[Finding],
    *,
    to: str,
    from_: str,
    on: date,
    reply_by: date,
    doubtful: Sequence[Doubtful] = (),
    contact: str = "",
) -> bytes:
    """Write the letter as a Word document on the official page.

    to, from_: the two offices; on: the day it is signed; reply_by: until when an answer is asked for; doubtful: places
    still to be confirmed; contact: who answers questions, "" for nobody named.
    """
    found = tuple(findings)
    own = [one for one in found if one.doubt == "document"]
    errors = [one for one in own if one.level is Level.ERROR]
    hints = [one for one in own if one.level is not Level.ERROR]
    title = _title(report, errors)
    document = new_page(title, clean(from_))
    add_title(document, title)
    add_paragraph(document, f"{clean(to)}：")
    _say(document, _opening(report, errors, hints))
    numbers = iter(NUMERALS)
    _errors(document, report, errors, numbers)
    _hints(document, report, hints, numbers)
    _unread(document, report, found, doubtful, numbers)
    _request(document, errors, hints, reply_by, numbers)
    _signature(document, from_, on, contact)
    return packed(document)


def _title(report: Report, errors: Sequence[Finding]) -> str:
    what = f"{report.year}年度政府信息公开工作年度报告"
    return f"关于更正{what}的函" if errors else f"关于{what}核对情况的函"


def _opening(report: Report, errors: Sequence[Finding], hints: Sequence[Finding]) -> str:
    counts = f"发现需要更正的内容{len(errors)}处" if errors else "没有发现需要更正的错误"
    more = f"、建议核实完善的内容{len(hints)}处" if hints else ""
    return (
        f"依据{BASIS}和{form(report.form).notice}规定的格式，我单位核对了你单位公布的《{title_of(report)}》，"
        f"{counts}{more}。现将有关情况函告如下。"
    )


# parts -------------------------------------------------------------------------------------------------------------


def _errors(document: Any, report: Report, errors: Sequence[Finding], numbers: Iterator[str]) -> None:
    if not errors:
        return
    _head(document, f"{next(numbers)}、需要更正的内容")
    rows = [
        (
            str(number),
            _place(report, one.where),
            _value(one.printed),
            _value(one.computed),
            one.formula or one.zh,
            one.cite,
        )
        for number, one in enumerate(errors, 1)
    ]
    _table(document, "需要更正的内容", ERROR_HEADS, ERROR_WIDTHS, rows)


def _hints(document: Any, report: Report, hints: Sequence[Finding], numbers: Iterator[str]) -> None:
    if not hints:
        return
    _head(document, f"{next(numbers)}、建议核实完善的内容")
    rows = [(str(number), _place(report, one.where), one.zh, one.cite) for number, one in enumerate(hints, 1)]
    _table(document, "建议核实完善的内容", HINT_HEADS, HINT_WIDTHS, rows)


def _unread(
    document: Any,
    report: Report,
    findings: Sequence[Finding],
    doubtful: Sequence[Doubtful],
    numbers: Iterator[str],
) -> None:
    """Say what we could not read, each place once; sums that only follow from it are left out, they sound like a fault."""
    ours = [one for one in findings if one.doubt == "reading" and one.rule not in SUM_RULES]
    said = {one.where for one in ours}
    lines = [one.zh for one in ours]
    lines += [_unread_line(report, one) for one in doubtful if not _within(one.where, said)]
    if not lines:
        return
    _head(document, f"{next(numbers)}、我单位未能准确读出的内容")
    _say(
        document,
        "以下内容是我单位在读取文件时未能准确读出的，不是你单位报告的差错，请协助说明原件所印的内容。",
    )
    for number, line in enumerate(lines, 1):
        _say(document, f"{number}.{line.rstrip('。')}。")


def _within(where: str, said: Iterable[str]) -> bool:
    """Tell whether a place was named already, by itself or with its whole row."""
    return any(where == one or where.startswith(f"{one}.") for one in said)


def _unread_line(report: Report, one: Doubtful) -> str:
    shown = one.cell.raw if one.cell and one.cell.raw else ""
    return f"{_place(report, one.where)}，" + (f"所读为“{shown}”" if shown else "没有读出内容")


def _request(
    document: Any,
    errors: Sequence[Finding],
    hints: Sequence[Finding],
    reply_by: date,
    numbers: Iterator[str],
) -> None:
    _head(document, f"{next(numbers)}、办理要求")
    until = f"请于{_day(reply_by)}前"
    if errors:
        text = (
            f"{until}核实上述内容，对确有错误的予以更正，在原公布位置重新公布并注明更正日期，"
            "同时将核实和更正情况书面反馈我单位。经核实认为无需更正的，请说明理由。"
        )
    elif hints:
        text = f"{until}核实上述内容，并将核实情况书面反馈我单位。"
    else:
        text = f"如有不同意见，{until}书面反馈我单位。"
    _say(document, text)


def _signature(document: Any, from_: str, on: date, contact: str) -> None:
    if contact.strip():
        _say(document, f"联系人及联系方式：{contact.strip()}")
    add_paragraph(document, "")
    for text in (clean(from_), _day(on)):
        paragraph = add_paragraph(document, text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(4 * BODY)
        paragraph.paragraph_format.keep_together = True


# pieces ------------------------------------------------------------------------------------------------------------


def _head(document: Any, text: str) -> None:
    paragraph = add_paragraph(document, text, name=HEI)
    paragraph.paragraph_format.keep_with_next = True
    indent(paragraph)


def _say(document: Any, text: str) -> None:
    indent(add_paragraph(document, clean(text)))


def _table(
    document: Any,
    caption: str,
    heads: tuple[str, ...],
    widths: tuple[float, ...],
    rows: Sequence[tuple[str, ...]],
) -> None:
    cells = [GridCell(text, 0, column) for column, text in enumerate(heads)]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            centred = heads[column] in CENTRED
            cells.append(GridCell(text, number, column, kind="value" if centred else "label"))
    add_table(document, Grid("findings", caption, len(rows) + 1, len(heads), tuple(cells), 1, widths))


def _place(report: Report, where: str) -> str:
    return named(report.form, where) or "全文"


def _value(value: object) -> str:
    if value is None:
        return "—"
    return "（空白）" if value == "" else str(value)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
