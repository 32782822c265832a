"""Lives of applications for hypothesis: whatever may happen, in any order, as far as the law lets it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from gongkai.casework import actions
from gongkai.casework.models import Application
from gongkai.law import outcomes
from gongkai.law.errors import Unlawful
from gongkai.report.model import APPLICANTS
from support.cases import Office, answer, register, step

DECIDABLE = [
    one.code for one in outcomes.standard().all() if one.code not in {"no_supplement", "unpaid", "withdrawn"}
]


@st.composite
def lives(draw: st.DrawFn) -> dict[str, Any]:
    """A life of an application: when it came, from whom, and a few things that may happen to it."""
    names = ["supplement", "extension", "consultation", "fee", "reason", "withdrawal", "answer", "wait"]
    return {
        "on": draw(st.dates(date(2024, 11, 1), date(2026, 2, 1))),
        "kind": draw(st.sampled_from(APPLICANTS)),
        "channel": draw(st.sampled_from(["counter", "counter", "online"])),
        "acts": draw(st.lists(st.tuples(st.sampled_from(names), st.integers(0, 40)), max_size=4)),
        "outcome": draw(st.sampled_from(DECIDABLE)),
    }


def live(office: Office, life: dict[str, Any]) -> None:
    """Lead the life as far as the law lets it go; what it refuses did not happen."""
    case, day = register(office, life["on"], kind=life["kind"], channel=life["channel"]), life["on"]
    for name, days in life["acts"]:
        day += timedelta(days)
        try:
            with transaction.atomic():
                happen(office, case, name, day, life["outcome"])
        except Unlawful:
            continue


def happen(office: Office, case: Application, name: str, day: date, outcome: str) -> None:
    waiting = name == {"awaiting_supplement": "supplement", "awaiting_fee": "fee"}.get(case.state)
    if case.state == "unconfirmed" and name != "withdrawal":
        step(actions.confirm, case, office.clerk, day, confirmed_on=day)
    elif name == "answer":
        answer(office, case, day, outcome)
    elif waiting:
        step(REPLIES[name], case, office.clerk, day, on=day)
    else:
        action, facts = ACTS[name]
        step(action, case, office.clerk, day, on=day, **facts(day))
    case.refresh_from_db()


REPLIES = {"supplement": actions.receive_supplement, "fee": actions.record_payment}
ACTS: dict[str, tuple[Any, Callable[[date], dict[str, Any]]]] = {
    "supplement": (actions.notice_supplement, lambda day: {"reply_by": day + timedelta(10)}),
    "extension": (actions.extend, lambda day: {"told_on": day, "days": 20, "head_agreed": True}),
    "consultation": (actions.consult, lambda _day: {"whom": "third_party"}),
    "fee": (actions.ask_fee, lambda day: {"told_on": day}),
    "reason": (actions.ask_reason, lambda day: {"reply_by": day + timedelta(7)}),
    "withdrawal": (actions.withdraw, lambda _day: {}),
    "wait": (actions.lapse, lambda _day: {}),
}


@contextmanager
def undone() -> Iterator[None]:
    """Take everything back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
