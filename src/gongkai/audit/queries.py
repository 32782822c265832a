"""Reading the audit: the events of a thing, and whether a chain is whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.audit.actions import SYSTEM
from gongkai.audit.hashing import UnknownAlgorithm, event_hash, head_seal
from gongkai.audit.models import Event, Head
from gongkai.audit.verbs import Verb


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a chain, and at which event (None: with the chain as a whole)."""

    chain: str
    seq: int | None
    zh: str
    en: str

    def __str__(self) -> str:
        place = self.chain if self.seq is None else f"{self.chain} #{self.seq}"
        return f"{place}：{self.zh} ({self.en})"


def events_of(
    *, chain_agency_ids: QuerySet[Event] | list[int], subject_kind: str, subject_id: int | str
) -> QuerySet[Event]:
    """Give what was done to one thing, oldest first, on the chains of the agencies in scope."""
    chains = [f"agency:{agency_id}" for agency_id in chain_agency_ids]
    return Event.objects.filter(
        chain__in=chains, subject_kind=subject_kind, subject_id=str(subject_id)
    ).order_by("chain", "seq")


def verify(chain: str | None = None) -> list[Problem]:
    """Recompute one chain, or all of them, and list every break: altered, missing, moved, inserted, cut off."""
    if chain is not None:
        return list(_broken_links(chain)) or [] if _known(chain) else [_unknown(chain)]
    chains = {*_chains_with_rows(), *_chains_opened()}
    return [problem for name in sorted(chains) for problem in _broken_links(name)]


def _known(chain: str) -> bool:
    return chain in _chains_with_rows() or chain in _chains_opened()


def _unknown(chain: str) -> Problem:
    return Problem(chain, None, "没有这条审计链", "there is no such chain")


def _chains_with_rows() -> set[str]:
    heads = Head.objects.values_list("chain", flat=True)
    return {*heads, *Event.objects.values_list("chain", flat=True).distinct()}


def _chains_opened() -> set[str]:
    opened = Event.objects.filter(chain=SYSTEM, verb=Verb.CHAIN_OPENED, subject_kind="chain")
    return set(opened.values_list("subject_id", flat=True))


def _broken_links(chain: str) -> Iterator[Problem]:
    """Walk a chain from its first event to its head."""
    expected, previous = 1, ""
    for event in Event.objects.filter(chain=chain).order_by("seq").iterator():
        if event.seq != expected:
            yield Problem(
                chain,
                expected,
                f"缺少第 {expected} 至 {event.seq - 1} 条",
                f"{expected}..{event.seq - 1} missing",
            )
        elif event.previous != previous:
            yield Problem(chain, event.seq, "与前一条不衔接", "does not follow from the event before")
        yield from _altered(event)
        expected, previous = event.seq + 1, event.hash
    yield from _head_problems(chain, expected - 1, previous)


def _altered(event: Event) -> Iterator[Problem]:
    try:
        right = event_hash(event)
    except UnknownAlgorithm:
        yield Problem(
            event.chain, event.seq, f"不认识的摘要算法 {event.algorithm}", f"unknown hash {event.algorithm}"
        )
        return
    if right != event.hash:
        yield Problem(event.chain, event.seq, "内容与摘要不符，已被改动", "altered: the hash does not match")


def _head_problems(chain: str, last_seq: int, last_hash: str) -> Iterator[Problem]:
    head = Head.objects.filter(chain=chain).first()
    if head is None:
        yield Problem(chain, None, "链尾记录缺失", "the head of the chain is missing")
        return
    if head.seal != head_seal(head):
        yield Problem(chain, None, "链尾印记不符，链尾已被改动", "the seal of the head does not match")
    if head.seq > last_seq:
        yield Problem(
            chain,
            last_seq + 1,
            f"末尾缺少 {head.seq - last_seq} 条",
            f"{head.seq - last_seq} cut off at the end",
        )
    elif (head.seq, head.hash) != (last_seq, last_hash):
        yield Problem(chain, last_seq, "末条与链尾不符", "the last event is not the one the head names")
