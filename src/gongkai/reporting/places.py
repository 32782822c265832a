"""The cells of a form that no ledger counts yet: their places, and the numbers entered for them."""

from decimal import Decimal, InvalidOperation

from gongkai.report import cells
from gongkai.report.forms import Form
from gongkai.report.model import Cell, Number

REMEDY_TOTAL = "total"


def figure_places(form: Form) -> tuple[str, ...]:
    """Give the places that are entered by hand, in the order of the form: table two, and table four without totals."""
    disclosure = [
        f"disclosure.{row.key}.{column.key}"
        for block in form.disclosure
        for row in block.rows
        for column in block.columns
    ]
    remedies = [
        f"remedies.{group.key}.{column.key}"
        for group in form.remedies.groups
        for column in form.remedies.columns
        if column.key != REMEDY_TOTAL
    ]
    return (*disclosure, *remedies)


def plain(value: Decimal) -> Number:
    """Give a stored number without trailing zeros; a whole one as int."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def cell(value: Decimal | None) -> Cell:
    """Give the cell of an entered figure; None is what does not apply ("/")."""
    return cells.not_applicable() if value is None else cells.of(plain(value))


def number(text: str) -> Decimal:
    """Read a number as somebody typed it; ValueError for anything else."""
    try:
        found = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValueError(f"“{text}”不是数字。") from None
    if not found.is_finite():
        raise ValueError(f"“{text}”不是数字。")
    return found
