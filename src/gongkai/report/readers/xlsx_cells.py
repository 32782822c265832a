"""The cells of a workbook as they show: shared texts, numbers in their formats, dates, results of formulas."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.kit.archives import Archive, BadArchive, parse_xml

Element = Any  # lxml's stubs know no more

DAY_ZERO = date(1899, 12, 30)
MOST_DIGITS = 15  # what a workbook keeps of a number
_DATES = frozenset(
    (*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59))
)  # built-in formats of days and times
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_NUMBER = re.compile(r"(?P<thousands>#,##0|0,000)?[#0]*(?:\.(?P<decimals>0+))?")
_CONTROL = re.compile(r"_x([0-9A-Fa-f]{4})_")


def sheet_part(archive: Archive, name: str) -> Element:
    """Give the root of a part of the workbook."""
    return parse_xml(archive.bytes_of(name), name)


def relations(archive: Archive, name: str) -> dict[str, str]:
    """Give the targets of a part's relations by their ids."""
    return {
        one.get("Id", ""): one.get("Target", "") for one in sheet_part(archive, name).iter("{*}Relationship")
    }


@dataclass
class Shown:
    """Turns cells into the texts that a reader of the sheet sees."""

    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)  # by style of a cell; "date" for a day

    @classmethod
    def of(cls, archive: Archive) -> "Shown":
        """Read the shared texts and the number formats; damaged formats cost the formats only."""
        made = cls()
        if "xl/sharedStrings.xml" in archive.names:
            root = sheet_part(archive, "xl/sharedStrings.xml")
            made.texts = [_plain(one) for one in root.iter("{*}si")]
        if "xl/styles.xml" in archive.names:
            try:
                made.formats = list(_formats(sheet_part(archive, "xl/styles.xml")))
            except (BadArchive, ValueError):
                made.formats = []
        return made

    def text(self, cell: Element) -> str:
        """Give what a cell shows; a formula that nobody computed shows itself, so that nothing is taken for blank."""
        kind, value = cell.get("t", "n"), cell.findtext("{*}v")
        if kind == "inlineStr":
            return "".join(_plain(one) for one in cell.iterchildren("{*}is"))
        formula = cell.findtext("{*}f")
        if not value:
            return f"={formula}" if formula else ""
        if kind == "s":
            return self.texts[int(value)] if value.isdigit() and int(value) < len(self.texts) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._number(value, cell.get("s", "0")) if kind == "n" else _unescaped(value)

    def _number(self, value: str, style: str) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite() or abs(number.adjusted()) > 2 * MOST_DIGITS:
            return value
        index = int(style) if style.isdigit() else 0
        return printed(number, self.formats[index] if index < len(self.formats) else "")


def printed(number: Decimal, code: str) -> str:
    """Print a number in a format; what the format adds beyond digits, commas and a percent sign is left out."""
    if code == "date":
        return (DAY_ZERO + timedelta(days=int(number))).isoformat() if 0 <= number < 200_000 else str(number)
    percent = "%" if code.endswith("%") else ""
    match = _NUMBER.fullmatch(code.removesuffix("%"))
    if percent:
        number *= 100
    if not match or not code:
        return _general(number) + percent
    decimals = len(match["decimals"] or "")
    shown = f"{number:,.{decimals}f}" if match["thousands"] else f"{number:.{decimals}f}"
    return shown + percent


def _general(number: Decimal) -> str:
    """Print a number with the digits that a workbook keeps and no more: 12 for 12.0, 0.3 for 0.30000000000000004."""
    if number == number.to_integral_value():
        return str(int(number))
    rounded = round(number, max(MOST_DIGITS - 1 - max(number.adjusted(), 0), 0))
    return f"{rounded.normalize():f}"


def _formats(root: Element) -> list[str]:
    own = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
    found = []
    for styles in root.iter("{*}cellXfs"):
        for style in styles.iterchildren("{*}xf"):
            number = int(style.get("numFmtId", "0"))
            code = _QUOTED.sub("", own.get(number, _BUILT_IN.get(number, ""))).split(";")[0].strip(" _()*")
            is_day = number in _DATES or bool(re.search(r"[ymd年月日]", code, re.IGNORECASE))
            found.append("date" if is_day and "E+" not in code else code)
    return found


def _plain(item: Element) -> str:
    """The runs of a text without the reading aids printed above them."""
    runs = (
        node.text or ""
        for node in item.iter("{*}t")
        if node.getparent() is not None and not str(node.getparent().tag).endswith("}rPh")
    )
    return _unescaped("".join(runs))


def _unescaped(text: str) -> str:
    return _CONTROL.sub(lambda code: chr(int(code[1], 16)) if int(code[1], 16) in (9, 10, 13) else "", text)
