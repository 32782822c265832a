"""Table four out of a text without cells: fifteen numbers in one string, cut by the sums of its three groups."""

import re
from collections.abc import Sequence
from itertools import pairwise

from gongkai.report.model import REMEDY_GROUPS
from gongkai.report.readers.cutting import (
    SUM_GROUP,
    Budget,
    Kind,
    Reading,
    Run,
    adds_up,
    groups_summed,
    readings,
)
from gongkai.report.readers.flat_text import Piece, ended, pieces, solid
from gongkai.report.readers.reconciling import MOST_CANDIDATES, Verdict, Why

STEPS = 20_000
MOST_CUTS = 3000
_COUNT: Kind = "count"
_RESULTS = re.compile("结果维|结果纠正|尚未审结")
_LAST_LABEL = re.compile("(?:总计|合计|共计|直接起诉|后起诉)$")
_END = re.compile(r"[五六]、|存在的主要问题|其他需要报告")


def remedy_runs(text: str, start: int) -> list[Piece]:
    """Find the numbers of table four after an offset: one string of fifteen, or three of five."""
    cut = [Piece(one.text, one.start + start, one.end + start, one.number) for one in pieces(text[start:])]
    runs: list[Piece] = []
    within = False
    for one, after in pairwise([*cut, Piece("", len(text), len(text), False)]):
        if one.number:
            continue
        words = solid(one.text)
        if within and _END.search(words):
            break
        within = within or bool(_RESULTS.search(words))
        if within and after.number and _LAST_LABEL.search(words):
            runs.append(ended(text, after, text[after.end : after.end + 2]))
    return runs[: len(REMEDY_GROUPS)]


def cut_remedies(runs: Sequence[Piece]) -> dict[str, tuple[Piece, Verdict]]:
    """Tell for each group of table four where its five cells are cut."""
    if len(runs) == len(REMEDY_GROUPS):
        return {
            group: (piece, _groups(Run.of(piece.text), 1)[0])
            for group, piece in zip(REMEDY_GROUPS, runs, strict=True)
        }
    if not runs:
        return {}
    verdicts = _groups(Run.of(runs[0].text), len(REMEDY_GROUPS))
    return {group: (runs[0], verdict) for group, verdict in zip(REMEDY_GROUPS, verdicts, strict=True)}


def _groups(run: Run, groups: int) -> list[Verdict]:
    every = readings(run, (_COUNT,) * (SUM_GROUP * groups), MOST_CUTS)
    if every == []:
        return [Verdict((), Why.FEW)] * groups
    if every and len(every) == 1:
        return [Verdict((one,), Why.CERTAIN) for one in _split(every[0], groups)]
    found = groups_summed(run, groups, Budget(STEPS))
    if found is None:
        return [Verdict((), Why.MANY)] * groups
    if not found:
        return _no_sum([_split(one, groups) for one in every or []], groups)
    return [_one_group([combination[number] for combination in found]) for number in range(groups)]


def _split(reading: Reading, groups: int) -> tuple[Reading, ...]:
    return tuple(reading[number * SUM_GROUP : (number + 1) * SUM_GROUP] for number in range(groups))


def _one_group(found: Sequence[Reading]) -> Verdict:
    unique = tuple(dict.fromkeys(found))
    if len(unique) == 1:
        return Verdict(unique, Why.CERTAIN)
    return Verdict(unique[:MOST_CANDIDATES], Why.SEVERAL)


def _no_sum(every: Sequence[tuple[Reading, ...]], groups: int) -> list[Verdict]:
    """Where no cut gives all sums: the readings with the most sums right first."""
    ordered = sorted(every, key=lambda one: sum(not adds_up(group) for group in one))
    return [
        Verdict(tuple(dict.fromkeys(one[number] for one in ordered))[:MOST_CANDIDATES], Why.NO_SUM)
        for number in range(groups)
    ]
