"""Recording: what is kept of an act, and what is not."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.audit.actions import SYSTEM, record, record_read
from gongkai.audit.models import AppendOnly, Event, Head
from gongkai.audit.queries import events_of, verify
from gongkai.audit.verbs import Verb

AT = datetime(2026, 11, 23, 2, 30, 0, 123456, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _record(agency_id=1, subject_id=7, **fields):
    return record(
        chain_agency_id=agency_id,
        verb=Verb.APPLICATION_REGISTERED,
        actor_id=5,
        subject_kind="application",
        subject_id=subject_id,
        fields=fields,
        at=AT,
    )


def test_an_event_says_who_did_what_to_which_thing_when():
    event = Event.objects.get(pk=_record(applicant_name="示例甲").pk)
    assert (event.chain, event.seq, event.verb, event.actor_id) == ("agency:1", 1, "application.register", 5)
    assert (event.subject_kind, event.subject_id, event.at, event.algorithm) == (
        "application",
        "7",
        AT,
        "sha256",
    )
    assert event.verb_label == "登记申请"
    assert str(event) == "agency:1#1 application.register"


def test_no_value_is_kept_only_its_keyed_digest():
    event = _record(applicant_name="示例甲")
    assert list(event.fields) == ["applicant_name"]
    assert len(event.fields["applicant_name"]) == 64
    assert "示例甲" not in str(list(Event.objects.values()))


def test_a_digest_depends_on_the_value_the_thing_and_the_key(settings):
    digest = _record(name="示例甲").fields["name"]
    assert _record(name="示例甲").fields["name"] == digest
    assert _record(name="示例乙").fields["name"] != digest
    assert _record(name="示例甲", subject_id=8).fields["name"] != digest
    settings.AUDIT_KEY = "ab" * 32
    assert _record(name="示例甲").fields["name"] != digest


def test_field_names_alone_have_no_digest():
    event = record_read(
        chain_agency_id=1,
        verb=Verb.APPLICATION_READ,
        actor_id=5,
        subject_kind="application",
        subject_id=7,
        fields=["phone", "name"],
        at=AT,
    )
    assert event.fields == {"name": "", "phone": ""}
    assert event.chain == "reads:1"


def test_each_event_carries_the_hash_of_the_one_before():
    first, second = _record(), _record()
    assert (first.previous, second.previous, second.seq) == ("", first.hash, 2)
    head = Head.objects.get(chain="agency:1")
    assert (head.seq, head.hash, str(head)) == (2, second.hash, "agency:1 ends at 2")


def test_opening_a_chain_stands_on_the_chain_of_the_system():
    _record(agency_id=1)
    _record(agency_id=1)
    _record(agency_id=2)
    opened = Event.objects.filter(chain=SYSTEM).order_by("seq").values_list("verb", "subject_id")
    assert list(opened) == [("chain.opened", "agency:1"), ("chain.opened", "agency:2")]


def test_what_belongs_to_no_agency_goes_on_the_chain_of_the_system():
    assert _record(agency_id=None).chain == SYSTEM
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="one transaction"):
        _record()
    assert not Event.objects.exists()


def _act_that_fails():
    _record()
    raise ZeroDivisionError


def test_an_act_that_fails_leaves_no_event():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _act_that_fails()
    assert not Event.objects.exists()
    assert not Head.objects.exists()


def test_the_history_of_a_thing_is_read_on_the_chains_in_scope():
    mine = _record(agency_id=1)
    _record(agency_id=2)
    _record(agency_id=1, subject_id=8)
    found = events_of(chain_agency_ids=[1], subject_kind="application", subject_id=7)
    assert list(found) == [mine]


def test_a_stored_verb_this_version_does_not_know_is_shown_as_it_is():
    assert Event(verb="old.verb").verb_label == "old.verb"


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: Event.objects.update(verb="x"),
        lambda event: Event.objects.all().delete(),
        lambda event: Event.objects.bulk_update([event], ["verb"]),
    ],
    ids=["save", "delete", "update", "delete all", "bulk_update"],
)
def test_the_model_refuses_change(change):
    with pytest.raises(AppendOnly, match="只能增加"):
        change(_record())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET verb = 'x'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET seq = 0",
        "UPDATE audit_head SET seq = seq + 1, chain = 'other'",
    ],
)
def test_the_database_refuses_change(statement):
    _record()
    with pytest.raises(DatabaseError, match="audit"), transaction.atomic():
        connection.cursor().execute(statement)
    assert verify() == []
