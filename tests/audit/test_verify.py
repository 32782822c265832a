"""Verifying: every way of tampering is found and placed."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from gongkai.audit.actions import record
from gongkai.audit.hashing import event_hash
from gongkai.audit.models import Event, Head
from gongkai.audit.queries import verify
from gongkai.audit.verbs import Verb
from support.triggers import triggers_off

AT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Five events of agency 1."""
    for number in range(5):
        record(
            chain_agency_id=1,
            verb=Verb.ITEM_DRAFTED,
            actor_id=5,
            subject_kind="item",
            subject_id=number,
            fields={"title": f"示例{number}"},
            at=AT,
        )
    return "agency:1"


def _tamper(*statements):
    with triggers_off(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _found(chain=None):
    return [(problem.chain, problem.seq, problem.zh) for problem in verify(chain)]


def test_an_untouched_chain_is_whole(chain):
    assert verify() == []
    assert verify(chain) == []
    assert verify("system") == []


@pytest.mark.parametrize(
    "column",
    [
        "at = '2026-01-01 00:00:00'",
        "verb = 'x'",
        "actor_id = 6",
        "subject_kind = 'x'",
        "subject_id = '9'",
        "fields = '{}'",
    ],
)
def test_an_altered_event_is_named(chain, column):
    _tamper(f"UPDATE audit_event SET {column} WHERE chain = 'agency:1' AND seq = 3")
    assert _found() == [(chain, 3, "内容与摘要不符，已被改动")]


def test_an_event_altered_with_its_hash_no_longer_fits_the_next(chain):
    event = Event.objects.get(chain=chain, seq=3)
    event.actor_id = 6
    _tamper(f"UPDATE audit_event SET actor_id = 6, hash = '{event_hash(event)}' WHERE id = {event.pk}")
    assert _found() == [(chain, 4, "与前一条不衔接")]


def test_a_missing_event_is_named(chain):
    _tamper("DELETE FROM audit_event WHERE chain = 'agency:1' AND seq IN (2, 3)")
    assert _found() == [(chain, 2, "缺少第 2 至 3 条")]


def test_missing_events_closed_up_are_found(chain):
    _tamper(
        "DELETE FROM audit_event WHERE chain = 'agency:1' AND seq = 3",
        "UPDATE audit_event SET seq = seq - 1 WHERE chain = 'agency:1' AND seq > 3",
    )
    assert (chain, 3, "与前一条不衔接") in _found()
    assert (chain, 3, "内容与摘要不符，已被改动") in _found()


def test_swapped_events_are_found(chain):
    _tamper(
        "UPDATE audit_event SET seq = 99 WHERE chain = 'agency:1' AND seq = 2",
        "UPDATE audit_event SET seq = 2 WHERE chain = 'agency:1' AND seq = 3",
        "UPDATE audit_event SET seq = 3 WHERE chain = 'agency:1' AND seq = 99",
    )
    assert {seq for _, seq, _ in _found()} >= {2, 3}


def test_an_inserted_event_is_found(chain):
    last = Event.objects.get(chain=chain, seq=5)
    forged = Event(
        chain=chain, seq=6, at=AT, verb="item.drafted", actor_id=1, subject_kind="item", subject_id="1",
        algorithm="sha256", previous=last.hash,
    )  # fmt: skip
    forged.hash = event_hash(forged)
    forged.save()
    assert _found() == [(chain, 6, "末条与链尾不符")]


def test_a_tail_cut_off_is_counted(chain):
    _tamper("DELETE FROM audit_event WHERE chain = 'agency:1' AND seq > 3")
    assert _found() == [(chain, 4, "末尾缺少 2 条")]


def test_a_tail_cut_off_with_the_head_set_back_lacks_the_seal(chain):
    kept = Event.objects.get(chain=chain, seq=3)
    _tamper(
        "DELETE FROM audit_event WHERE chain = 'agency:1' AND seq > 3",
        f"UPDATE audit_head SET seq = 3, hash = '{kept.hash}' WHERE chain = 'agency:1'",
    )
    assert _found() == [(chain, None, "链尾印记不符，链尾已被改动")]


def test_a_chain_rewritten_from_the_start_lacks_the_seal(chain):
    previous = ""
    rewritten = []
    for event in Event.objects.filter(chain=chain).order_by("seq"):
        event.actor_id, event.previous = 6, previous
        previous = event_hash(event)
        rewritten.append(
            f"UPDATE audit_event SET actor_id = 6, previous = '{event.previous}', hash = '{previous}' WHERE id = {event.pk}"
        )
    _tamper(*rewritten, f"UPDATE audit_head SET hash = '{previous}' WHERE chain = 'agency:1'")
    assert _found() == [(chain, None, "链尾印记不符，链尾已被改动")]


def test_a_missing_head_is_found(chain):
    _tamper("DELETE FROM audit_head WHERE chain = 'agency:1'")
    assert _found() == [(chain, None, "链尾记录缺失")]


def test_a_chain_removed_as_a_whole_is_missed(chain):
    _tamper(
        "DELETE FROM audit_event WHERE chain = 'agency:1'",
        "DELETE FROM audit_head WHERE chain = 'agency:1'",
    )
    assert _found() == [(chain, None, "链尾记录缺失")]
    assert _found(chain) == _found()


def test_an_unknown_algorithm_is_named(chain):
    _tamper("UPDATE audit_event SET algorithm = 'sm9' WHERE chain = 'agency:1' AND seq = 5")
    assert _found() == [(chain, 5, "不认识的摘要算法 sm9")]


def test_a_chain_that_never_was_is_said_to_be_none(chain):
    assert _found("agency:99") == [("agency:99", None, "没有这条审计链")]


def test_a_problem_reads_as_one_line_with_its_place(chain):
    _tamper("UPDATE audit_event SET actor_id = 6 WHERE chain = 'agency:1' AND seq = 3")
    assert str(verify()[0]) == "agency:1 #3：内容与摘要不符，已被改动 (altered: the hash does not match)"
    assert str(verify("agency:99")[0]) == "agency:99：没有这条审计链 (there is no such chain)"


ASKED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
}


def test_the_triggers_are_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute(ASKED[connection.vendor])
        names = [name for (name,) in cursor.fetchall() if "truncate" not in name]
    assert names == [
        "audit_event_no_delete",
        "audit_event_no_update",
        "audit_head_no_delete",
        "audit_head_one_step",
    ]
    assert Head.objects.count() == 0
