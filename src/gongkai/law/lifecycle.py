"""The lives of an application, a publication and an appeal, as tables: state, verb, next state, article.

Whether a verb is lawful stands here; who may use it stands in each context's access.py.
"""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
    """One table: Chinese labels of states and verbs, the start, and every transition."""

    name: str
    title: str
    start: str
    states: Mapping[str, str]
    verbs: Mapping[str, str]
    transitions: tuple[Transition, ...]

    def verbs_from(self, state: str) -> tuple[Transition, ...]:
        """Give what can be done from a state."""
        return tuple(one for one in self.transitions if one.source == state)

    def next_state(self, state: str, verb: str) -> str:
        """Give the state a verb leads to; Unlawful, with what can be done instead, where the table has no such line."""
        for one in self.transitions:
            if (one.source, one.verb) == (state, verb):
                return one.target
        possible = "、".join(self.verbs[one.verb] for one in self.verbs_from(state))
        by = next((one.by for one in self.transitions if one.verb == verb), "条例第四十五条")
        advice = f"现在可以：{possible}。" if possible else "此状态已经办结。"
        raise Unlawful(
            by, f"“{self.states[state]}”状态下不能{self.verbs[verb]}", advice, f"cannot {verb} from {state}"
        )

    def diagram(self) -> str:
        """Draw the table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {state} : {label}" for state, label in self.states.items()]
        lines += [f"    {x.source} --> {x.target} : {self.verbs[x.verb]}" for x in self.transitions]
        lines += [f"    {state} --> [*]" for state in self.states if not self.verbs_from(state)]
        return "\n".join(lines)


@cache
def _all() -> dict[str, Lifecycle]:
    data = tomllib.loads((files("gongkai.law") / "data" / "lifecycle.toml").read_text("utf-8"))
    return {name: _lifecycle(name, table) for name, table in data.items()}


def _lifecycle(name: str, table: Mapping[str, object]) -> Lifecycle:
    rows: object = table["transitions"]
    assert isinstance(rows, list)  # noqa: S101 - the file is ours and tested
    transitions = tuple(
        Transition(source, verb, target, by)
        for sources, verb, target, by in rows
        for source in sources.split("|")
    )
    states, verbs = table["states"], table["verbs"]
    assert isinstance(states, dict)  # noqa: S101 - as above
    assert isinstance(verbs, dict)  # noqa: S101 - as above
    return Lifecycle(name, str(table["title"]), next(iter(states)), states, verbs, transitions)


def lifecycle(name: str) -> Lifecycle:
    """Give the table of "application", "publication" or "appeal"; KeyError for another name."""
    return _all()[name]


def page() -> str:
    """Write the documentation page with every diagram and table."""
    parts = [
        "# Lifecycles",
        "",
        "Printed from `src/gongkai/law/data/lifecycle.toml` by `python -m gongkai.law.lifecycle`; a test compares.",
    ]
    for table in _all().values():
        parts += ["", f"## {table.title}", "", "```mermaid", table.diagram(), "```", ""]
        parts += ["| from | verb | to | by |", "|---|---|---|---|"]
        parts += [
            f"| {table.states[x.source]} `{x.source}` | {table.verbs[x.verb]} `{x.verb}` |"
            f" {table.states[x.target]} `{x.target}` | {x.by} |"
            for x in table.transitions
        ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
