"""Table two out of a text without cells: its rows by their labels, their cells by the only cut or by the prose."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from gongkai.report.forms import FORM_CODES, DisclosureBlock
from gongkai.report.model import FormCode
from gongkai.report.readers.cutting import Kind, Reading, Run, fewest, readings, value_of
from gongkai.report.readers.document import bare
from gongkai.report.readers.flat_text import Piece, disclosure_ending, ended, pieces, solid
from gongkai.report.readers.matching import block_of, blocks
from gongkai.report.readers.reconciling import MOST_CANDIDATES, Verdict, Why

LIKE_A_HEAD = 0.6
MOST_CUTS = 1500
_KINDS: Mapping[str, Kind] = {"change": "change", "amount": "amount", "amount_10k": "amount"}
_NOT_MORE = (
    *(("in_force", "made"), ("total_disclosed", "made"), ("total_disclosed", "disclosed")),
    *(("prior_items", "change"), ("amount", "items")),
)
_ITEM = re.compile(r"第二十条第?[（(].{1,3}?[）)]项?")
_HEAD = "信息内容"
_GAP = r"[^\d，。；、,;]{0,14}?"
_FACTS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (row, column, re.compile(pattern.replace("…", _GAP)))
    for row, column, pattern in (
        ("normative", "in_force", r"现行有效…(\d+)[件份部]"),
        ("normative", "made", r"(?:制发|制定|印发|出台|新制作)…规范性文件…(\d+)[件份部]"),
        ("normative", "repealed", r"(?:废止|失效)…(\d+)[件份部]"),
        ("normative", "disclosed", r"新公开…规范性文件…(\d+)[件份部]"),
        ("licence", "decisions", r"行政许可…(\d+)[件项个宗次]"),
        ("penalty", "decisions", r"行政处罚…(\d+)[件项个宗次]"),
        ("coercion", "decisions", r"行政强制…(\d+)[件项个宗次]"),
        ("fee", "prior_items", r"行政事业性收费…(\d+)[项个]"),
        ("procurement", "items", r"政府(?:集中)?采购…(\d+)[个项次批宗]"),
        ("procurement", "amount", r"采购…金额…(\d+(?:\.\d+)?)元"),
    )
)


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """A row of table two: its columns, what is printed, how it is cut; guessed where no head tells its columns."""

    key: str
    label: str
    columns: tuple[str, ...]
    run: Piece | None
    verdict: Verdict
    guessed: bool = False


@dataclass
class _Found:
    key: str
    label: str
    run: Piece | None
    head: str


@dataclass
class DisclosureTable:
    """What table two gave, and what of it has no label of the form."""

    rows: list[DisclosureRow] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    end: int = 0


def disclosure_table(text: str, start: int, end: int, code: FormCode | None, prose: str) -> DisclosureTable:
    """Read table two between two offsets of a text; code is the form as far as other tables tell it."""
    table = DisclosureTable(end=start)
    found = list(_rows(text, start, end, table))
    known = [block for one in found if (block := _block(one))]
    code = _code(known) or code
    gaps = any(one.run is None for one in found) or any(_short(one, code) for one in found)
    facts = _facts(prose)
    seen = set[str]()
    for one in found:
        block = _block(one) or (block_of(one.key, code) if code else None)
        if block is None or one.key in seen:
            table.unplaced.append(f"{one.label} | {one.run.text if one.run else ''}")
            continue
        seen.add(one.key)
        columns = tuple(column.key for column in block.columns)
        verdict = _verdict(one, columns, facts, gaps=gaps)
        guessed = _block(one) is None and len(columns) > 1
        table.rows.append(DisclosureRow(one.key, one.label, columns, one.run, verdict, guessed))
    return table


# rows ------------------------------------------------------------------------------------------------------------------


def _rows(text: str, start: int, end: int, table: DisclosureTable) -> Iterator[_Found]:
    head = ""
    cut = [Piece(one.text, one.start + start, one.end + start, one.number) for one in pieces(text[start:end])]
    for one, after in pairwise([*cut, Piece("", end, end, False)]):
        if one.number:
            continue
        chunks = _ITEM.sub("", solid(one.text)).split(_HEAD)
        for number, chunk in enumerate(chunks):
            last = number == len(chunks) - 1
            labels, rest = _peeled(chunk)
            head = rest if number else head
            run = ended(text, after, text[after.end : after.end + 2]) if last and after.number else None
            yield from _labelled(labels, run, head)
            if labels:
                table.end = run.end if run else one.end
            elif run:
                table.unplaced.append(f"{chunk[-20:]} | {run.text}")


def _labelled(labels: Sequence[tuple[str, str]], run: Piece | None, head: str) -> Iterator[_Found]:
    """A label before another label has a row without numbers."""
    for number, (key, label) in enumerate(labels):
        yield _Found(key, label, run if number == len(labels) - 1 else None, head)


def _peeled(words: str) -> tuple[list[tuple[str, str]], str]:
    """Take the labels off the end of words: the labels in their order, and what stands before them."""
    labels: list[tuple[str, str]] = []
    rest = words
    while found := disclosure_ending(rest, exact=bool(labels)):
        rest, label, key = found
        labels.insert(0, (key, label))
    return labels, rest


# columns ---------------------------------------------------------------------------------------------------------------


def _joined(block: DisclosureBlock) -> str:
    return bare("".join(column.label for column in block.columns))


def _block(found: _Found) -> DisclosureBlock | None:
    """The block whose columns the head names, if the row is one of its rows."""
    head = bare(found.head)
    likely = [
        (SequenceMatcher(None, head, _joined(block)).ratio(), number)
        for number, block in enumerate(blocks())
        if any(row.key == found.key for row in block.rows)
    ]
    score, number = max(likely, default=(0.0, 0))
    return blocks()[number] if score >= LIKE_A_HEAD else None


def _code(known: Sequence[DisclosureBlock]) -> FormCode | None:
    """The form that most heads are of."""
    votes: dict[FormCode, int] = {}
    for block in known:
        for code in FORM_CODES:
            if block_of(block.rows[0].key, code) == block:
                votes[code] = votes.get(code, 0) + 1
    return max(votes.items(), key=lambda one: one[1])[0] if votes else None


def _short(found: _Found, code: FormCode | None) -> bool:
    """Tell whether fewer numbers are printed than the row has columns."""
    block = _block(found) or (block_of(found.key, code) if code else None)
    if block is None or found.run is None:
        return False
    kinds = _kinds([column.key for column in block.columns])
    return readings(Run.of(found.run.text), kinds, MOST_CUTS) == []


def _kinds(columns: Sequence[str]) -> tuple[Kind, ...]:
    return tuple(_KINDS.get(column, "count") for column in columns)


# cuts ------------------------------------------------------------------------------------------------------------------


def _verdict(
    found: _Found, columns: tuple[str, ...], facts: Mapping[str, set[str]], *, gaps: bool
) -> Verdict:
    run, kinds = Run.of(found.run.text if found.run else ""), _kinds(columns)
    every = readings(run, kinds, MOST_CUTS)
    if every is None:
        return Verdict((), Why.MANY)
    if not every:
        return Verdict(tuple(_too_few(run, kinds))[:MOST_CANDIDATES], Why.FEW)
    if len(every) == 1:
        loose = gaps and run.text and min(fewest(run, kind) for kind in kinds) < len(kinds)
        return Verdict((every[0],), Why.BLANKS if loose else Why.CERTAIN)
    ordered = sorted(every, key=lambda one: _unlikely(one, columns))
    told = [one for one in ordered if _as_told(found.key, columns, one, facts)]
    if len(told) == 1:
        return Verdict((told[0], *(one for one in ordered if one != told[0]))[:MOST_CANDIDATES], Why.PROSE)
    return Verdict(tuple(dict.fromkeys([*told, *ordered]))[:MOST_CANDIDATES], Why.SEVERAL)


def _too_few(run: Run, kinds: tuple[Kind, ...]) -> Iterator[Reading]:
    """What a row with too few or too many numbers may say: those it has and blank cells; or all of it in one cell."""
    for count in range(len(kinds) - 1, 0, -1):
        for one in readings(run, kinds[-count:], MOST_CUTS) or []:
            yield (*one, *("",) * (len(kinds) - count))
            yield (*("",) * (len(kinds) - count), *one)
    if len(kinds) == 1:
        yield (run.text,)


def _unlikely(reading: Reading, columns: tuple[str, ...]) -> tuple[int, int]:
    """Order readings: what a total cannot be less than first, then lengths that are alike; "-" as a cell of its own last."""
    numbers = {column: value_of(cell) for column, cell in zip(columns, reading, strict=True)}
    odd = sum(not cell[-1].isdecimal() and cell[-1] != "元" for cell in reading)
    for whole, part in _NOT_MORE:
        if whole in numbers and part in numbers:
            odd += int(max(numbers[part], -numbers[part]) > numbers[whole])
    lengths = [len(cell) for cell in reading]
    return odd, max(lengths) - min(lengths)


def _facts(prose: str) -> dict[str, set[str]]:
    """The numbers that the prose names for cells of table two: row.column -> numbers."""
    facts: dict[str, set[str]] = {}
    for row, column, pattern in _FACTS:
        if told := {match[1] for match in pattern.finditer(prose)}:
            facts[f"{row}.{column}"] = told
    return facts


def _as_told(row: str, columns: tuple[str, ...], reading: Reading, facts: Mapping[str, set[str]]) -> bool:
    """Tell whether a reading says what the prose says, in every column of which the prose speaks."""
    spoken = [
        (facts[key], cell)
        for column, cell in zip(columns, reading, strict=True)
        if (key := f"{row}.{column}") in facts
    ]
    return bool(spoken) and all(cell.rstrip("元") in told for told, cell in spoken)
