"""The lives of an application, a publication, an appeal and a letter, as tables: state, verb, next state, article.

Whether a verb is lawful stands here; who may use it stands in each context's access.py.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gongkai.law import tables
from gongkai.law.errors import Unlawful


@dataclass(frozen=True, slots=True)
class Transition:
    """From a state, a verb leads to the target state; by is the article or rule that allows it."""

    source: str
    verb: str
    target: str
    by: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """One table: Chinese labels of states and verbs, every transition, where it starts and where it may rest.

    starts: the states a new one can be in (an application handed in at the counter is received at once);
    ends: the states in which nothing is left to do, though something may still be possible.
    """

    name: str
    title: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    states: Mapping[str, str]
    verbs: Mapping[str, str]
    transitions: tuple[Transition, ...]

    @property
    def start(self) -> str:
        """The first of the starts."""
        return self.starts[0]

    def verbs_from(self, state: str) -> tuple[Transition, ...]:
        """Give what can be done from a state; KeyError for a state the table does not have."""
        self.states[state]
        return tuple(one for one in self.transitions if one.source == state)

    def next_state(self, state: str, verb: str) -> str:
        """Give the state a verb leads to.

        Unlawful, with the article and what can be done instead, where the table has no such line; KeyError for a state
        or a verb the table does not know.
        """
        for one in self.verbs_from(state):
            if one.verb == verb:
                return one.target
        raise self._refusal(state, verb)

    def _refusal(self, state: str, verb: str) -> Unlawful:
        zh = f"“{self.states[state]}”状态下不能{self.verbs[verb]}"
        possible = "、".join(self.verbs[one.verb] for one in self.verbs_from(state))
        advice = f"现在可以：{possible}。" if possible else "此状态已经办结，不能再办理。"
        by = next(one.by for one in self.transitions if one.verb == verb)
        return Unlawful(by, zh, advice, f"cannot {verb} while {state}".replace("_", " "))

    def diagram(self) -> str:
        """Draw the table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", *(f"    [*] --> {state}" for state in self.starts)]
        lines += [f"    {state} : {label}" for state, label in self.states.items()]
        lines += [f"    {x.source} --> {x.target} : {self.verbs[x.verb]}" for x in self.transitions]
        lines += [f"    {state} --> [*]" for state in self.ends]
        return "\n".join(lines)


@cache
def _all() -> dict[str, Lifecycle]:
    return {name: _lifecycle(name, table) for name, table in tables.shipped("lifecycle.toml").items()}


def _lifecycle(name: str, table: Mapping[str, Any]) -> Lifecycle:
    return Lifecycle(
        name=name,
        title=table["title"],
        starts=tuple(table["starts"]),
        ends=tuple(table["ends"]),
        states=table["states"],
        verbs=table["verbs"],
        transitions=tuple(_transitions(table["transitions"])),
    )


def _transitions(rows: list[list[str]]) -> Iterator[Transition]:
    """Read the rows; a source may name several states joined by "|", a target "=" is the source itself."""
    for sources, verb, target, by in rows:
        for source in sources.split("|"):
            yield Transition(source, verb, source if target == "=" else target, by)


def lifecycle(name: str) -> Lifecycle:
    """Give the table of "application", "publication", "appeal" or "letter"; KeyError for another name."""
    return _all()[name]


def lifecycles() -> tuple[Lifecycle, ...]:
    """Give every table."""
    return tuple(_all().values())


def page() -> str:
    """Write the documentation page with every diagram and table."""
    head = "Printed from `src/gongkai/law/data/lifecycle.toml` by `python -m gongkai.law.lifecycle`; a test compares."
    parts = ["# Lifecycles", "", head]
    for table in lifecycles():
        parts += ["", f"## {table.title}", "", "```mermaid", table.diagram(), "```", ""]
        parts += ["| from | verb | to | by |", "|---|---|---|---|"]
        parts += [_row(table, one) for one in table.transitions]
    return "\n".join(parts) + "\n"


def _row(table: Lifecycle, one: Transition) -> str:
    states, verb = table.states, table.verbs[one.verb]
    source, target = f"{states[one.source]} `{one.source}`", f"{states[one.target]} `{one.target}`"
    return f"| {source} | {verb} `{one.verb}` | {target} | {one.by} |"


if __name__ == "__main__":
    sys.stdout.write(page())
