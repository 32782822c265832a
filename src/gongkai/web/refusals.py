"""Refusals of the rooms below, put beside the fields of a form; nothing that was typed is lost."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms

from gongkai.kit.entry import BadEntry
from gongkai.law.errors import BadData, Unlawful
from gongkai.web.words import said

T = TypeVar("T")


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do the act; a refusal stands in the form, beside its field where it has one, and nothing is lost."""
    try:
        return act()
    except BadEntry as bad:
        put(form, bad.problems)
    except (Unlawful, BadData) as refusal:
        form.add_error(None, said(refusal))
    return None


def put(form: forms.Form, problems: Mapping[str, str]) -> None:
    """Put problems beside their fields, and those of no field of the form at its top."""
    for name, problem in problems.items():
        form.add_error(name if name in form.fields else None, _without_label(form, name, problem))


def _without_label(form: forms.Form, name: str, problem: str) -> str:
    """A sentence that begins with its field's label stands beside that label already."""
    label = form.fields[name].label if name in form.fields else None
    return problem.removeprefix(f"{label}：").removeprefix(f"{label}: ")
