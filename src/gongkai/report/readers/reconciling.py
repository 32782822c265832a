"""Table three out of strings of digits: each row's own sum, the columns and the balance tell where to cut, or do not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations as choices

from gongkai.report.model import APPLICANTS, REQUEST_COLUMNS
from gongkai.report.readers.cutting import (
    Budget,
    Kind,
    Reading,
    Relation,
    Run,
    Solutions,
    Vector,
    adds_up,
    combinations,
    fewest,
    readings,
    summed,
    value_of,
)

WIDTH = len(REQUEST_COLUMNS)
COUNT: Kind = "count"
KINDS = (COUNT,) * WIDTH
MOST_CANDIDATES = 12
MOST_PADDED = 400
ROW_STEPS = 4000
TABLE_STEPS = 12_000
OTHERS = (("o",), ("o1", "o2", "o3"))  # 其他处理 as one row or as three
DETAILS = ("open", "partial", *(f"d{n}" for n in range(1, 9)), *(f"u{n}" for n in range(1, 4)))
OUTCOMES = (*DETAILS, *(f"n{n}" for n in range(1, 6)))


class Why(StrEnum):
    """What tells where a row is cut, or why nothing does."""

    CERTAIN = "certain"
    OWN_SUM = "own_sum"  # chosen: only this cut gives the row's own sum, but no other sum confirms it
    COLUMNS = "columns"  # chosen: only this cut gives the sums of the columns, its own sum is printed wrong
    BLANKS = "blanks"  # chosen: right where the row has no blank cell, and other rows have some
    PROSE = "prose"  # chosen: the text of the report gives these numbers
    SEVERAL = "several"
    CONFLICT = "conflict"  # its own sum asks for another cut than the columns
    NO_SUM = "no_sum"
    FEW = "few"
    MANY = "many"


CHOSEN = frozenset({Why.OWN_SUM, Why.COLUMNS, Why.BLANKS, Why.PROSE})


@dataclass(frozen=True)
class Verdict:
    """How a row is cut: the candidates, best first, and why; total is how many readings there are in all."""

    candidates: tuple[Reading, ...]
    why: Why

    @property
    def reading(self) -> Reading | None:
        """The cells of the row, None where they cannot be told."""
        return self.candidates[0] if self.why is Why.CERTAIN or self.why in CHOSEN else None


class _Row:
    """A row's string and the ways to cut it; alternatives are strings of which one is the row's."""

    def __init__(self, alternatives: Sequence[Run]) -> None:
        self.runs = tuple(alternatives)

    @cached_property
    def every(self) -> list[Reading] | None:
        """Every way to cut it into seven numbers; None where they are too many."""
        found: list[Reading] = []
        for run in self.runs:
            one = readings(run, KINDS)
            if one is None:
                return None
            found += one
        return list(dict.fromkeys(found))

    @cached_property
    def own(self) -> list[Reading] | None:
        """The ways that give the row's own sum; None where the search ended early."""
        if self.every is not None:
            return [one for one in self.every if adds_up(one)]
        found: list[Reading] = []
        for run in self.runs:
            one = summed(run, WIDTH, Budget(ROW_STEPS))
            if one is None:
                return None
            found += one
        return list(dict.fromkeys(found))

    @property
    def forced(self) -> bool:
        """Tell whether there is one way only, whatever the sums."""
        return self.every is not None and len(self.every) == 1

    @property
    def empty(self) -> bool:
        """Tell whether nothing is printed."""
        return not any(run.text for run in self.runs)

    @property
    def short(self) -> bool:
        """Tell whether seven numbers cannot be made of it."""
        return self.every == []

    @property
    def firm(self) -> bool:
        """Tell whether it has seven numbers even where blank cells cannot be seen."""
        return self.empty or min(fewest(run) for run in self.runs) == WIDTH

    @property
    def domain(self) -> list[Reading]:
        """The ways that may be the right one: those with the right sum, else all."""
        if self.forced or not self.own:
            return [] if self.every is None or self.own is None else self.every
        return self.own


@dataclass(frozen=True)
class _Found:
    """The readings that go with the sums: row -> readings; those rows of which the sums speak against the own sum."""

    fitting: Mapping[str, Sequence[Reading]]
    suspects: frozenset[str] = frozenset()
    complete: bool = True


def reconcile(rows: Mapping[str, Sequence[Run]], *, whole: bool = True) -> dict[str, Verdict]:
    """Tell for each row where it is cut; whole is False where rows may be missing, so that columns cannot be summed."""
    made = {key: _Row(runs) for key, runs in rows.items()}
    found = _fitting(made, whole=whole)
    gaps = any(row.short or row.empty for row in made.values())
    verdicts = {key: _verdict(key, row, found) for key, row in made.items()}
    if gaps:
        verdicts = {key: _with_gaps(made[key], verdict) for key, verdict in verdicts.items()}
    return verdicts


# the relations ---------------------------------------------------------------------------------------------------------


def _relations(rows: Mapping[str, _Row], *, whole: bool) -> tuple[list[Relation], list[Relation]]:
    """The sums of the table that can be used, and the one that leaves （七）总计 out."""
    others = next((keys for keys in OTHERS if all(key in rows for key in keys)), None)
    outcomes: tuple[str, ...] = (*OUTCOMES, *others) if whole and others else ()
    columns: Relation = {**dict.fromkeys(outcomes, 1), "total": -1}
    balance: Relation = {"received": 1, "carried_in": 1, "total": -1, "carried_out": -1}
    without: Relation = {**dict.fromkeys(outcomes, -1), "received": 1, "carried_in": 1, "carried_out": -1}
    base = [one for one in (columns, balance) if len(one) > 1 and _usable(one, rows)]
    return base, [without] if outcomes and _usable(without, rows) else []


def _usable(relation: Relation, rows: Mapping[str, _Row]) -> bool:
    return all(key in rows and rows[key].domain for key in relation)


def _vector(reading: Reading) -> Vector:
    """The six applicants; the total follows from the row's own sum and adds nothing."""
    return tuple(map(value_of, reading[: len(APPLICANTS)]))


def _solve(
    domains: Mapping[str, Sequence[Reading]], relations: Sequence[Relation], budget: Budget
) -> Solutions:
    vectors = {key: [_vector(reading) for reading in some] for key, some in domains.items()}
    return combinations(vectors, relations, budget)


def _fitting(rows: Mapping[str, _Row], *, whole: bool) -> _Found:
    """Find the readings that go with as many of the sums as hold: all; all but in one row; fewer and fewer sums."""
    base, without_total = _relations(rows, whole=whole)
    domains = {key: row.domain for key, row in rows.items()}
    if base:
        solutions = _solve(domains, base, Budget(TABLE_STEPS))
        if solutions.found or not solutions.complete:
            return _taken(domains, solutions)
        if repaired := _one_row_wrong(rows, domains, base):
            return repaired
    for relations in (without_total, *(choices(base, 1) if len(base) > 1 else ())):
        solutions = _solve(domains, list(relations), Budget(TABLE_STEPS)) if relations else Solutions()
        if solutions.found:
            suspects = frozenset({"total"}) if relations is without_total else frozenset()
            return _taken(domains, solutions, suspects)
    return _Found({})


def _taken(
    domains: Mapping[str, Sequence[Reading]], solutions: Solutions, suspects: frozenset[str] = frozenset()
) -> _Found:
    fitting: dict[str, list[Reading]] = {}
    for solution in solutions.found:
        for key, index in solution.items():
            fitting.setdefault(key, []).append(domains[key][index])
    unique = {key: list(dict.fromkeys(some)) for key, some in fitting.items()}
    return _Found(unique, suspects, solutions.complete)


def _one_row_wrong(
    rows: Mapping[str, _Row], domains: Mapping[str, Sequence[Reading]], base: Sequence[Relation]
) -> _Found | None:
    """Find a row whose own sum is printed wrong although another cut of it happens to add up."""
    merged: dict[str, list[Reading]] = {}
    suspects, complete = set[str](), True
    budget = Budget(TABLE_STEPS)
    for key in dict.fromkeys(key for relation in base for key in relation):
        row = rows[key]
        if row.forced or not row.own or row.every is None:
            continue
        solutions = _solve({**domains, key: row.every}, base, budget)
        complete &= solutions.complete
        if solutions.found:
            suspects.add(key)
            found = _taken({**domains, key: row.every}, solutions).fitting
            for one, some in found.items():
                merged[one] = list(dict.fromkeys([*merged.get(one, []), *some]))
    return _Found(merged, frozenset(suspects), complete) if suspects else None


# the verdicts ----------------------------------------------------------------------------------------------------------


def _verdict(key: str, row: _Row, found: _Found) -> Verdict:
    if row.forced and row.every:
        return Verdict((row.every[0],), Why.CERTAIN)
    if row.short:
        return Verdict(tuple(_with_blanks(row)), Why.FEW)
    if row.own is None:
        return Verdict((), Why.MANY)
    fitting = list(found.fitting.get(key, ()))
    if key in found.suspects:
        return _several([*fitting, *row.own], Why.CONFLICT)
    if fitting and found.complete:
        return _by_the_table(row, fitting)
    if not row.own:
        return _several(_nearest_sum(row.every or []), Why.NO_SUM)
    return _several(row.own, Why.OWN_SUM if len(row.own) == 1 else Why.SEVERAL)


def _by_the_table(row: _Row, fitting: list[Reading]) -> Verdict:
    if len(fitting) > 1:
        return _several([*fitting, *(row.own or [])], Why.SEVERAL)
    return Verdict((fitting[0],), Why.CERTAIN) if row.own else _several(_first(fitting, row), Why.COLUMNS)


def _first(fitting: list[Reading], row: _Row) -> list[Reading]:
    return [*fitting, *_nearest_sum(row.every or [])]


def _several(candidates: Sequence[Reading], why: Why) -> Verdict:
    return Verdict(tuple(dict.fromkeys(candidates))[:MOST_CANDIDATES], why)


def _nearest_sum(some: Sequence[Reading]) -> list[Reading]:
    """Order readings without the right sum by how far they are from it."""
    return sorted(some, key=lambda one: abs(int(sum(_vector(one)) - value_of(one[-1]))))


def _with_gaps(row: _Row, verdict: Verdict) -> Verdict:
    """Where a table has blank cells, fewer and longer numbers may stand in a row than seven."""
    if verdict.why not in (Why.CERTAIN, Why.OWN_SUM) or row.firm:
        return verdict
    return _several([*verdict.candidates, *_with_blanks(row)], Why.BLANKS)


def _with_blanks(row: _Row) -> Iterator[Reading]:
    """Give readings of fewer than seven numbers, the others blank: with a right sum first, a blank total last."""
    fuller = list(_padded(row.runs, with_total=True))
    yield from fuller
    if len(fuller) < MOST_CANDIDATES:
        yield from _padded(row.runs, with_total=False)


def _padded(runs: Collection[Run], *, with_total: bool) -> Iterator[Reading]:
    given = 0
    for run in runs:
        for count in range(WIDTH - 1, 0, -1):
            for one in readings(run, KINDS[:count], MOST_PADDED) or []:
                if with_total and len(one) > 1 and not adds_up(one):
                    continue
                for padded in _spread(one, with_total=with_total):
                    yield padded
                    given += 1
                    if given >= MOST_CANDIDATES:
                        return


def _spread(one: Reading, *, with_total: bool) -> Iterator[Reading]:
    """Put numbers into the seven cells in every way that keeps their order; the last is the total, or it is blank."""
    parts = one[:-1] if with_total else one
    total = one[-1:] if with_total else ("",)
    for places in choices(range(len(APPLICANTS)), len(parts)):
        cells = dict(zip(places, parts, strict=True))
        yield (*(cells.get(place, "") for place in range(len(APPLICANTS))), *total)


__all__ = ["CHOSEN", "Verdict", "Why", "reconcile"]
