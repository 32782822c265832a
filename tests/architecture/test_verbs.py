"""What the audit can say: every step of a lifecycle has its verb, and every verb in the code exists."""

import re
from pathlib import Path

import pytest

from gongkai.audit.verbs import Verb
from gongkai.law.lifecycle import lifecycle

SOURCES = Path(__file__).resolve().parents[2] / "src/gongkai"


@pytest.mark.parametrize("name", ["application", "publication", "letter", "side"])
def test_every_transition_has_an_audit_verb(name):
    verbs = {f"{name}.{one.verb}" for one in lifecycle(name).transitions}
    assert sorted(verbs - set(Verb.values)) == []


def test_every_verb_named_in_the_code_exists():
    named = {
        name
        for path in SOURCES.rglob("*.py")
        for name in re.findall(r"\bVerb\.([A-Z_]+)\b", path.read_text("utf-8"))
    }
    assert sorted(named - set(Verb.names)) == []


def test_verbs_say_the_room_and_the_act():
    assert [verb for verb in Verb.values if not re.fullmatch(r"[a-z]+\.[a-z_]+", verb)] == []
