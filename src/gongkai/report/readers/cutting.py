"""Where to cut a string in which the cells of a row ran together: every way that gives numbers, or gives right sums."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from gongkai.report.cells import parse
from gongkai.report.model import Number

Kind = Literal["count", "change", "amount"]  # a whole number; one that may be negative; money with its unit
Reading = tuple[str, ...]

LONGEST = 64  # characters of a row; what is longer is no row of a report
MOST_READINGS = 4000
MOST_STEPS = 20_000
MOST_SOLUTIONS = 48
SUM_GROUP = 5  # a group of table four: four results and their total

_NOTE = r"(?:[（(][^（）()]*[）)])?"
_WHOLE = r"(?:[1-9]\d{0,2}(?:[,，]\d{3})+|[1-9]\d*|0)"
_NONE = r"[/／\\]|[—－–]{1,2}|--?"
_TOKENS = {
    "count": re.compile(rf"{_NONE}|{_WHOLE}[件项条份个次]?{_NOTE}"),
    "change": re.compile(rf"{_NONE}|[+\-−－减增]?{_WHOLE}[件项条份个次]?{_NOTE}"),
    "amount": re.compile(rf"{_NONE}|{_WHOLE}(?:[.．]\d+)?(?:万元|亿元|元|万)?{_NOTE}"),
}
_CUT = re.compile(r"[\s\u00a0\u3000\u200b\ufeff|｜]+")
_NOTES = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Run:
    """What stands between two labels: its characters without blanks, and the offsets where a blank cuts for sure."""

    text: str
    cuts: frozenset[int] = frozenset()

    @classmethod
    def of(cls, printed: str) -> "Run":
        """Make the run of a printed string; a blank, the end of a line, a tab or a bar is a cut, but not in a remark."""
        solid = _NOTES.sub(lambda note: _CUT.sub("", note[0]), printed)
        pieces = [piece for piece in _CUT.split(solid) if piece]
        return cls("".join(pieces), frozenset(list(accumulate(map(len, pieces)))[:-1]))

    def part(self, start: int, end: int) -> "Run":
        """Give the run from one offset to another."""
        inside = frozenset(cut - start for cut in self.cuts if start < cut < end)
        return Run(self.text[start:end], inside)


@dataclass(slots=True)
class Budget:
    """How many steps a search may take, so that no text can hold it up."""

    steps: int = MOST_STEPS

    def spend(self) -> bool:
        """Take a step; False when none is left."""
        self.steps -= 1
        return self.steps >= 0


def value_of(token: str) -> Number:
    """The number that a token counts in a sum; "/" and a blank count 0."""
    return int(token) if token.isdecimal() else parse(token).value or 0


def adds_up(reading: Reading) -> bool:
    """Tell whether the last number is the sum of those before it."""
    *parts, total = map(value_of, reading)
    return sum(parts) == total


@lru_cache(maxsize=512)
def _ends(run: Run, kind: Kind) -> tuple[tuple[int, ...], ...]:
    """For every offset the offsets at which a number that starts there may end."""
    return tuple(tuple(_ends_at(run, start, kind)) for start in range(len(run.text)))


def _ends_at(run: Run, start: int, kind: Kind) -> Iterator[int]:
    last = min((cut for cut in run.cuts if cut > start), default=len(run.text))
    for end in range(start + 1, last + 1):
        if _TOKENS[kind].fullmatch(run.text, start, end):
            yield end


def _ways(run: Run, kinds: Sequence[Kind]) -> list[list[int]]:
    """How many ways there are to cut what begins at an offset into the last n cells: ways[n][offset]."""
    size = len(run.text)
    ways = [[0] * size + [1]]
    for kind in reversed(kinds):
        after, ends = ways[-1], _ends(run, kind)
        ways.append([sum(after[end] for end in ends[start]) for start in range(size)] + [0])
    return ways


def readings(run: Run, kinds: Sequence[Kind], most: int = MOST_READINGS) -> list[Reading] | None:
    """Give every way to cut a run into cells of these kinds; None where there are too many to tell."""
    if not run.text:
        return [("",) * len(kinds)]
    if len(run.text) > LONGEST:
        return None
    ways = _ways(run, kinds)
    if ways[-1][0] > most:
        return None
    return list(_walk(run, kinds, ways, 0, ()))


def _walk(
    run: Run, kinds: Sequence[Kind], ways: list[list[int]], start: int, done: Reading
) -> Iterator[Reading]:
    left = len(kinds) - len(done)
    if not left:
        yield done
        return
    for end in _ends(run, kinds[len(done)])[start]:
        if ways[left - 1][end]:
            yield from _walk(run, kinds, ways, end, (*done, run.text[start:end]))


def fewest(run: Run, kind: Kind = "count") -> int:
    """The least number of cells that a run can be cut into; 0 where it is not made of numbers, or too long."""
    size = len(run.text)
    if size > LONGEST:
        return 0
    ends, least = _ends(run, kind), [0] * size + [0]
    for start in reversed(range(size)):
        found = [least[end] + 1 for end in ends[start] if end == size or least[end]]
        least[start] = min(found, default=0)
    return least[0] if size else 0


def summed(run: Run, count: int, budget: Budget) -> list[Reading] | None:
    """Give the ways to cut a run into cells of which the last is the sum of the others; None where the search ends early."""
    if len(run.text) > LONGEST:
        return None
    found: list[Reading] = []
    ends = _ends(run, "count")
    for start in range(count - 1, len(run.text)):
        if len(run.text) not in ends[start]:
            continue
        total = run.text[start:]
        search = _Parts(run, ends, start, budget)
        found += [(*parts, total) for parts in search.walk(0, count - 1, value_of(total), ())]
        if budget.steps < 0:
            return None
    return found


@dataclass(slots=True)
class _Parts:
    """The search for parts that sum up to a total."""

    run: Run
    ends: tuple[tuple[int, ...], ...]
    stop: int
    budget: Budget

    def walk(self, start: int, left: int, rest: Number, done: Reading) -> Iterator[Reading]:
        """Give the ways to cut from an offset into so many parts that sum up to the rest."""
        if not self.budget.spend():
            return
        if not left:
            if start == self.stop and not rest:
                yield done
            return
        for end in self.ends[start]:
            if end + left - 1 > self.stop:
                return
            part = self.run.text[start:end]
            if (number := value_of(part)) <= rest:
                yield from self.walk(end, left - 1, rest - number, (*done, part))


def groups_summed(run: Run, groups: int, budget: Budget) -> list[tuple[Reading, ...]] | None:
    """Give the ways to cut a run into groups of five of which each has its sum; None where the search ends early."""
    if groups == 1:
        only = summed(run, SUM_GROUP, budget)
        return only if only is None else [(reading,) for reading in only]
    found: list[tuple[Reading, ...]] = []
    for end in range(SUM_GROUP, len(run.text) - SUM_GROUP * (groups - 1) + 1):
        first = summed(run.part(0, end), SUM_GROUP, budget) if _clean(run, end) else []
        rest = groups_summed(run.part(end, len(run.text)), groups - 1, budget) if first else []
        if first is None or rest is None:
            return None
        found += [(one, *others) for one in first for others in rest]
    return found


def _clean(run: Run, end: int) -> bool:
    """Tell whether a group may end here: never within a remark or before a unit."""
    return run.text[end].isdecimal() or run.text[end] in "/／\\-—－–"


# combinations ----------------------------------------------------------------------------------------------------------

Vector = tuple[Number, ...]
Relation = Mapping[str, int]  # row -> +1 or -1: what is added and taken away must leave 0 in every column


@dataclass(slots=True)
class Solutions:
    """The choices of one reading a row that fit all relations; complete where none was left out."""

    found: list[dict[str, int]] = field(default_factory=list)
    complete: bool = True


@dataclass(slots=True)
class _Search:
    domains: Mapping[str, Sequence[Vector]]
    relations: Sequence[Relation]
    order: list[str]
    lows: list[list[Vector]]
    highs: list[list[Vector]]
    budget: Budget
    solutions: Solutions = field(default_factory=Solutions)

    def walk(self, depth: int, sums: tuple[Vector, ...], chosen: dict[str, int]) -> None:
        """Choose a reading for the row of this depth, and go on where the sums can still come out."""
        if depth == len(self.order):
            self.solutions.found.append(dict(chosen))
            return
        key = self.order[depth]
        for index, vector in enumerate(self.domains[key]):
            if not self.budget.spend() or len(self.solutions.found) >= MOST_SOLUTIONS:
                self.solutions.complete = False
                return
            after = tuple(
                _plus(total, vector, relation.get(key, 0))
                for total, relation in zip(sums, self.relations, strict=True)
            )
            if all(self._open(number, depth + 1, total) for number, total in enumerate(after)):
                chosen[key] = index
                self.walk(depth + 1, after, chosen)

    def _open(self, number: int, depth: int, total: Vector) -> bool:
        low, high = self.lows[number][depth], self.highs[number][depth]
        return all(a + b <= 0 <= a + c for a, b, c in zip(total, low, high, strict=True))


def _plus(total: Vector, vector: Vector, sign: int) -> Vector:
    return tuple(a + sign * b for a, b in zip(total, vector, strict=True)) if sign else total


def _bounds(
    domains: Mapping[str, Sequence[Vector]], relation: Relation, order: list[str], width: int
) -> tuple[list[Vector], list[Vector]]:
    """The least and the most that the rows from a depth on can add to a relation, column by column."""
    low: list[Vector] = [(0,) * width]
    high: list[Vector] = [(0,) * width]
    for key in reversed(order):
        sign = relation.get(key, 0)
        columns = [[sign * number for number in column] for column in zip(*domains[key], strict=True)]
        low.append(_plus(low[-1], tuple(map(min, columns)), 1))
        high.append(_plus(high[-1], tuple(map(max, columns)), 1))
    return low[::-1], high[::-1]


def combinations(
    domains: Mapping[str, Sequence[Vector]], relations: Sequence[Relation], budget: Budget
) -> Solutions:
    """Give the choices of one vector a row that fit all relations; every row of a relation needs a domain."""
    keys = dict.fromkeys(key for relation in relations for key in relation)
    order = sorted(keys, key=lambda key: len(domains[key]))
    if not order or any(not domains[key] for key in order):
        return Solutions()
    width = len(domains[order[0]][0])
    bounds = [_bounds(domains, relation, order, width) for relation in relations]
    search = _Search(
        domains, relations, order, [low for low, _ in bounds], [high for _, high in bounds], budget
    )
    search.walk(0, ((0,) * width,) * len(relations), {})
    return search.solutions
