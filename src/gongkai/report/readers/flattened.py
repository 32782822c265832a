"""A report whose cells ran together when its page was copied: labels first, then where the numbers must be cut."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.report.cells import parse, squeeze
from gongkai.report.forms import FORM_CODES, form
from gongkai.report.model import (
    REMEDY_COLUMNS,
    REQUEST_COLUMNS,
    Cell,
    Doubt,
    FormCode,
    Meaning,
    Place,
)
from gongkai.report.readers.chapters import chapter_number
from gongkai.report.readers.cutting import Run
from gongkai.report.readers.flat_disclosure import disclosure_table
from gongkai.report.readers.flat_remedies import cut_remedies, remedy_runs
from gongkai.report.readers.flat_text import Hit, Piece, cleaned, ended, pieces, request_hits
from gongkai.report.readers.placing import FEWEST_ROWS, Placed
from gongkai.report.readers.reconciling import CHOSEN, Verdict, Why, reconcile

MOST_CHARACTERS = 2_000_000
LONGEST_PRINTED = 80
THREE_OTHERS = ("o1", "o2", "o3")
_TWO = re.compile(
    r"(?:第\s*二\s*十\s*条\s*第?\s*[（(].{1,5}[）)]\s*项\s*)?信\s*息\s*内\s*容\s*(?=本\s*年|上\s*一|采\s*购)"
)
_THREE = re.compile(r"[（(]?\s*本\s*列\s*数\s*据|申\s*请\s*人\s*情\s*况|自\s*然\s*人")
_FOUR = re.compile(r"行\s*政\s*复\s*议\s*(?=行\s*政\s*诉\s*讼|结\s*果)|结\s*果\s*维")
_HEADING = re.compile(
    r"[一二三四五六七八]{1,2}\s*[、.．]\s*[^。；;，,\n一二三四五六七八]{1,40}?(?:情况|事项|措施|打算|概述)"
)
_MESSAGES: dict[Why, tuple[str, str]] = {
    Why.OWN_SUM: (
        "单元格连成一片；只有这种切分合乎本行总计，但没有别的合计可以印证，请核对",
        "the cells ran together; only this cut gives the row's own sum, but no other sum confirms it",
    ),
    Why.COLUMNS: (
        "单元格连成一片；只有这种切分合乎各列合计，但本行总计与各格之和不符，请核对",
        "the cells ran together; only this cut gives the sums of the columns, but the row's own sum is not right",
    ),
    Why.BLANKS: (
        "单元格连成一片；没有空格时只能这样切分，但表中别的行有空格，请核对",
        "the cells ran together; this is the cut if no cell is blank, but other rows have blank cells",
    ),
    Why.PROSE: (
        "单元格连成一片，有几种切分；按报告正文写明的数字取第一种",
        "the cells ran together and can be cut in several ways; the first has the numbers that the prose names",
    ),
    Why.SEVERAL: (
        "单元格连成一片，有几种切分都说得通，请对照原网页确认",
        "the cells ran together and can be cut in several ways; confirm it beside the original page",
    ),
    Why.CONFLICT: (
        "单元格连成一片；合乎本行总计的切分与各列合计不符，可能有印错的数，请对照原网页确认",
        "the cells ran together; the cut with the row's own sum is not the one that the columns ask for",
    ),
    Why.NO_SUM: (
        "单元格连成一片，没有一种切分合乎总计，请对照原网页确认",
        "the cells ran together and no cut gives the right sum; confirm it beside the original page",
    ),
    Why.FEW: (
        "单元格连成一片，数字个数与格数不符，看不出空在哪些格，请对照原网页确认",
        "the cells ran together and their number is not that of the columns; which are blank cannot be seen",
    ),
    Why.MANY: (
        "单元格连成一片，切分的可能太多，请对照原网页确认",
        "the cells ran together and there are too many ways to cut them; confirm it beside the original page",
    ),
}
_GUESSED = (
    "这一行的表头读不出，各列按格式的列序归位，请核对",
    "the columns of this row have no head; they were taken in the order of the form",
)


@dataclass(frozen=True, slots=True)
class Flattened:
    """The tables found in a text without cells, what could not be told, and the prose around the tables."""

    placed: Placed
    doubts: tuple[Doubt, ...]
    prose: tuple[str, ...]


@dataclass
class _Flat:
    """The text with the places of its lines, and what was made of it so far."""

    text: str
    places: Sequence[Place | None]
    placed: Placed = field(default_factory=Placed)
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ends = [found.start() for found in re.finditer("\n", self.text)]

    def place(self, run: Piece | None) -> Place | None:
        """Give the place of the line in which a run begins."""
        line = bisect_right(self._ends, run.start) if run else len(self.places)
        return self.places[line] if line < len(self.places) else None

    def cells(self, where: str, run: Piece | None, width: int, verdict: Verdict) -> tuple[Cell, ...]:
        """Make the cells of a row as its verdict says, and note the doubt about them."""
        place = self.place(run)
        printed = squeeze(run.text) if run else ""
        if len(printed) > LONGEST_PRINTED:
            printed = printed[:LONGEST_PRINTED] + "…"
        if verdict.why is not Why.CERTAIN:
            zh, en = _MESSAGES[verdict.why]
            chosen = verdict.why in CHOSEN
            self.doubts.append(Doubt(where, printed, verdict.candidates, chosen, zh, en, place))
        if verdict.reading is None:
            return (Cell(printed, None, Meaning.AMBIGUOUS, place),) * width
        return tuple(parse(text, place) for text in verdict.reading)


def place_flattened(text: str, places: Sequence[Place | None] = ()) -> Flattened | None:
    """Read the tables out of a text in which their cells ran together; None where it does not hold them.

    places: the place of each line of the text, given on to the cells. A row of which the text does not tell where it
    is cut has AMBIGUOUS cells and a doubt that lists the readings; what several sums confirm has none.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    flat = _Flat(cleaned(text), places)
    chain = _table_three(request_hits(pieces(flat.text)))
    if len({hit.key for hit in chain}) < FEWEST_ROWS:
        return None
    tables = _Bounds.of(flat.text, chain)
    code: FormCode | None = _place_requests(flat, chain)
    prose = [flat.text[start:end] for start, end in tables.around()]
    two_end = _place_disclosure(flat, tables, code, "".join(prose))
    runs = remedy_runs(flat.text, tables.three_end)
    _place_remedies(flat, runs)
    tables = tables.with_ends(two_end, flat.text, runs)
    parts = [part for start, end in tables.around() for part in _paragraphs(flat.text[start:end])]
    return Flattened(flat.placed, tuple(_by_table(flat.doubts)), tuple(parts))


def _by_table(doubts: Sequence[Doubt]) -> list[Doubt]:
    order = ("disclosure", "requests", "remedies")
    return sorted(doubts, key=lambda one: order.index(one.where.partition(".")[0]))


# where the tables are ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The offsets at which the tables begin and end."""

    two_start: int
    two_end: int
    three_start: int
    three_end: int
    four_start: int
    four_end: int
    size: int

    @classmethod
    def of(cls, text: str, chain: Sequence[Hit]) -> "_Bounds":
        """Find table three by its rows, table two by its first head before them."""
        first = chain[0]
        label = first.run.start if first.run else first.end
        two = _head_of_two(text, label)
        two_start = two.start() if two else label
        head = _THREE.search(text, two_start if two else first.start, label)
        three_start = head.start() if head else min(first.start, label)
        two_start = min(two_start, three_start)
        end = max(hit.run.end if hit.run else hit.start for hit in chain)
        return cls(two_start, three_start, three_start, end, end, end, len(text))

    def with_ends(self, two_end: int, text: str, runs: Sequence[Piece]) -> "_Bounds":
        """Give the bounds with the end of table two and with table four."""
        start, end = self.three_end, self.three_end
        if runs:
            head = _FOUR.search(text, self.three_end, runs[0].start)
            start, end = head.start() if head else runs[0].start, runs[-1].end
        two = min(max(two_end, self.two_start), self.three_start)
        return _Bounds(self.two_start, two, self.three_start, self.three_end, start, end, self.size)

    def around(self) -> Iterator[tuple[int, int]]:
        """Give the stretches outside the tables."""
        yield 0, self.two_start
        yield self.two_end, self.three_start
        yield self.three_end, self.four_start
        yield self.four_end, self.size


def _head_of_two(text: str, end: int) -> re.Match[str] | None:
    """The first head of table two that cites the article, else the first one: prose may speak of 信息内容 too."""
    heads = list(_TWO.finditer(text, 0, end))
    return next((head for head in heads if head[0].startswith("第")), heads[0] if heads else None)


def _paragraphs(text: str) -> Iterator[str]:
    """Cut prose at its lines and before and after the headings of chapters."""
    for line in text.split("\n"):
        done = 0
        for heading in _HEADING.finditer(line):
            if chapter_number(heading[0]):
                yield from _stripped(line[done : heading.start()])
                yield heading[0].strip()
                done = heading.end()
        yield from _stripped(line[done:])


def _stripped(text: str) -> Iterator[str]:
    if shown := squeeze(text):
        yield shown


# table three -------------------------------------------------------------------------------------------------------------


def _table_three(hits: Sequence[Hit]) -> list[Hit]:
    """The stretch with the most labels, from 本年新收 to 结转下年度; prose may name some of them before."""
    best: list[Hit] = []
    known = current = 0
    started: list[Hit] = []
    for hit in hits:
        if hit.key == "received" or not started:
            started, current = [], 0
        if hit.key or started:
            started.append(hit)
        current += bool(hit.key)
        if current > known:
            best, known = started, current
        if hit.key == "carried_out":
            started = []
    return _trimmed(best)


def _trimmed(chain: list[Hit]) -> list[Hit]:
    """End the chain with its last label of the form."""
    last = max((number for number, hit in enumerate(chain) if hit.key), default=-1)
    return chain[: last + 1]


def _place_requests(flat: _Flat, chain: Sequence[Hit]) -> FormCode | None:
    rows, whole = _request_rows(flat, chain)
    others = [key for key in THREE_OTHERS if key in rows]
    runs = {key: _alternatives(flat.text, hit, chain) for key, hit in rows.items()}
    verdicts = reconcile(runs, whole=whole and not (others and "o" in rows))
    for key, hit in rows.items():
        cells = flat.cells(f"requests.{key}", hit.run, len(REQUEST_COLUMNS), verdicts[key])
        flat.placed.requests[key] = cells
        flat.placed.labels[f"requests.{key}"] = hit.label
    if others:
        return "2021"
    return "2019" if "o" in rows else None


def _request_rows(flat: _Flat, chain: Sequence[Hit]) -> tuple[dict[str, Hit], bool]:
    """The rows by their keys, and whether no numbers stand under a label that no form has."""
    rows: dict[str, Hit] = {}
    whole = True
    for number, hit in enumerate(chain):
        if _is_group(hit, chain[number + 1 :]):
            continue
        first = rows.setdefault(hit.key, hit) if hit.key else None
        if hit.run and (first is None or not _same(first, hit)):
            flat.placed.unplaced.append(f"{hit.label[-20:]} | {squeeze(hit.run.text)[:LONGEST_PRINTED]}")
            whole = False
    last = chain[-1]
    if last.run is None and not flat.text[last.end :].strip():
        rows.pop(last.key, None)  # the text breaks off
    return rows, whole


def _is_group(hit: Hit, after: Sequence[Hit]) -> bool:
    """（六）其他处理 without numbers stands over its three rows."""
    return hit.key == "o" and hit.run is None and bool(after) and after[0].key in THREE_OTHERS


def _same(first: Hit, second: Hit) -> bool:
    """A row printed a second time with the same numbers says nothing new."""
    return (first.run.text if first.run else "") == (second.run.text if second.run else "")


def _alternatives(text: str, hit: Hit, chain: Sequence[Hit]) -> list[Run]:
    """The strings that may be a row's: the number of the label that follows may have lost its dot (…02 重复申请)."""
    if hit.run is None:
        return [Run("")]
    run = ended(text, hit.run, text[hit.run.end : hit.run.end + 2]) if hit is chain[-1] else hit.run
    found = [Run.of(run.text)]
    following = next((one for one in chain[chain.index(hit) + 1 :]), None)
    number = _number_of(following.key) if following else ""
    if following and number and following.label[0] != number and run.text.endswith(number):
        found.append(Run.of(run.text[:-1]))
    return found


def _number_of(key: str) -> str:
    """The number that the form prints before a label, "" for none and for Chinese ones."""
    label = next((row.label for code in FORM_CODES for row in form(code).requests.rows if row.key == key), "")
    return label[0] if label[:1].isdecimal() else ""


# tables two and four -----------------------------------------------------------------------------------------------------


def _place_disclosure(flat: _Flat, tables: _Bounds, code: FormCode | None, prose: str) -> int:
    table = disclosure_table(flat.text, tables.two_start, tables.three_start, code, prose)
    for row in table.rows:
        where = f"disclosure.{row.key}"
        cells = flat.cells(where, row.run, len(row.columns), row.verdict)
        flat.placed.disclosure[row.key] = dict(zip(row.columns, cells, strict=True))
        flat.placed.labels[where] = row.label
        if row.guessed and row.verdict.why is Why.CERTAIN:
            raws = tuple(cell.raw for cell in cells)
            flat.doubts.append(Doubt(where, " | ".join(raws), (raws,), True, *_GUESSED, flat.place(row.run)))
    flat.placed.unplaced += [squeeze(line)[:LONGEST_PRINTED] for line in table.unplaced]
    return table.end


def _place_remedies(flat: _Flat, runs: Sequence[Piece]) -> None:
    for group, (run, verdict) in cut_remedies(runs).items():
        cells = flat.cells(f"remedies.{group}", run, len(REMEDY_COLUMNS), verdict)
        flat.placed.remedies[group] = cells
