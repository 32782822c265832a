"""The papers around an application as bordered tables: 申请表, 登记表, 审查呈批单, 移送明细表, 意见征询回执."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.casework.letters import fields
from gongkai.casework.letters.fields import Values, names_in
from gongkai.law.errors import BadData

SIGN = "签名：　　　　　　　　　年　　月　　日"
CHOSEN, OPEN = "■", "□"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: across columns, down rows; head: a label; sign: the line for a signature at its foot ("" for none)."""

    text: str
    across: int = 1
    down: int = 1
    head: bool = False
    sign: str = ""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in a row, in order; height: at least so many millimetres."""

    cells: tuple[Cell, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be written out; above: left and right over the table; widths: shares of the page's width."""

    code: str
    title: str
    above: tuple[str, str]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    landscape: bool = False

    @property
    def heads(self) -> int:
        """How many rows at the top say what the columns hold, and stand again on every page."""
        return 1 if all(cell.head for cell in self.rows[0].cells) else 0

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Walk the cells with the row and column, from 0, where each begins."""
        taken: set[tuple[int, int]] = set()
        for row, line in enumerate(self.rows):
            column = 0
            for cell in line.cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                covered = ((row + y, column + x) for y in range(cell.down) for x in range(cell.across))
                taken.update(covered)
                column += cell.across


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """A paper as data: its rows hold texts with fields, choices and rows that repeat."""

    code: str
    title: str
    since: date
    cite: str
    status: str
    widths: tuple[int, ...]
    rows: tuple[Mapping[str, Any], ...]
    above: tuple[str, str]
    notes: tuple[str, ...]
    landscape: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the paper, in order."""
        return tuple(dict.fromkeys(name for text in _texts(self) for name in names_in(text)))


def _texts(spec: PaperSpec) -> Iterator[str]:
    yield from (spec.title, *spec.above, *spec.notes)
    for row in spec.rows:
        if "repeat" in row:
            yield f"{{{{{row['repeat']}}}}}"
        for cell in row.get("cells", ()):
            yield cell["text"]
            if "of" in cell:
                yield f"{{{{{cell['of']}}}}}"


@cache
def specs() -> Mapping[str, PaperSpec]:
    """Give every paper by its code. BadData for one that names a field the table lacks."""
    name = "papers.toml"
    data = tomllib.loads((files("gongkai.casework.letters") / "data" / name).read_text("utf-8"))
    found = {row["code"]: _spec(row) for row in data["paper"]}
    for one in found.values():
        strange = fields.unknown(_texts(one))
        if strange:
            raise BadData(f"{name} {one.code}", "；".join(each.zh for each in strange), "unknown field")
    return found


def _spec(row: Mapping[str, Any]) -> PaperSpec:
    left, right = row.get("above", ("", ""))
    return PaperSpec(
        **{name: row[name] for name in ("code", "title", "since", "cite", "status")},
        widths=tuple(row["widths"]),
        rows=tuple(row["rows"]),
        above=(left, right),
        notes=tuple(row.get("notes", ())),
        landscape=row.get("landscape", False),
    )


def paper(code: str, on: date, values: Values | None = None) -> Paper:
    """Make a paper; what is not known stays blank, to be written by hand. BadData for an unknown paper or field."""
    if code not in specs():
        raise BadData(code, f"没有这种表，可用的有：{'、'.join(specs())}", "no such paper")
    spec = specs()[code]
    facts = fields.known(values or {}, on)
    left, right = (_filled(text, facts) for text in spec.above)
    return Paper(
        code=spec.code,
        title=_filled(spec.title, facts),
        above=(left, right),
        widths=spec.widths,
        rows=tuple(made for row in spec.rows for made in _rows(row, facts, _repeats(spec, facts))),
        notes=tuple(fields.fill(text, facts) for text in spec.notes if not _lacks(text, facts)),
        landscape=spec.landscape,
    )


def missing(code: str, values: Values) -> tuple[str, ...]:
    """Name the fields of a paper that are blank with these values."""
    held = {key for key, value in values.items() if fields.says_something(value)}
    wanted = (fields.table()[name] for name in specs()[code].names)
    return tuple(one.name for one in wanted if not one.param and one.key not in held)


def _filled(text: str, facts: Values) -> str:
    """The text with its values; a field without one is left blank."""
    return fields.PLACE.sub("", fields.fill(text, facts))


def _lacks(text: str, facts: Values) -> bool:
    return any(fields.table()[name].key not in facts for name in names_in(text))


def _repeats(spec: PaperSpec, facts: Values) -> dict[str, int]:
    """How many rows each repeated field takes: what was given, or the least to be written by hand."""
    found = {row["repeat"]: row["least"] for row in spec.rows if "repeat" in row}
    return {name: max(least, len(facts.get(fields.table()[name].key, ()))) for name, least in found.items()}


def _rows(row: Mapping[str, Any], facts: Values, repeats: Mapping[str, int]) -> Iterator[Row]:
    height = row.get("height", 9)
    if "repeat" not in row:
        yield Row(tuple(_cell(one, facts, repeats) for one in row["cells"]), height)
        return
    given = facts.get(fields.table()[row["repeat"]].key, ())
    spans = row["across"]
    for number in range(repeats[row["repeat"]]):
        line = given[number] if number < len(given) else ()
        texts = [str(number + 1), *(fields.clean(str(one)) for one in line)]
        padded = (*texts, *("" for _ in spans))[: len(spans)]
        cells = (Cell(text, across) for text, across in zip(padded, spans, strict=True))
        yield Row((replace(next(cells), centred=True), *cells), height)


def _cell(data: Mapping[str, Any], facts: Values, repeats: Mapping[str, int]) -> Cell:
    over = repeats[data["down_over"]] if "down_over" in data else 0
    return Cell(
        text=_choice(data, facts) if "of" in data else _cell_text(data["text"], facts),
        across=data.get("across", 1),
        down=data.get("down", 1) + over,
        head=data.get("head", False),
        sign=SIGN if data.get("sign") else "",
        centred=data.get("centred", False),
    )


def _cell_text(text: str, facts: Values) -> str:
    """Each line of a cell; a long or listed field alone on a line becomes several."""
    lines = (line for one in text.split("\n") for line in fields.fill_paragraph(one, facts))
    return "\n".join(fields.PLACE.sub("", line) for line in lines)


def _choice(data: Mapping[str, Any], facts: Values) -> str:
    """The choices with a box each, the one that the field holds marked."""
    value = facts.get(fields.table()[data["of"]].key)
    lines = (line.split("/") for line in data["text"].split("\n"))
    return "\n".join("　".join(f"{CHOSEN if one == value else OPEN}{one}" for one in line) for line in lines)
