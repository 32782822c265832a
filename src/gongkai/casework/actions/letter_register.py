"""What an agency keeps for all of its letters: the pattern of its numbers, numbers used outside, its own templates."""

from copy import copy
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Agency, Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.letter_numbers import check_pattern, locked_counter, number_text, numbering
from gongkai.casework.letter_templates import check_template, specs_by_code, template_in_use
from gongkai.casework.models import Letter, LetterNumbering, LetterTemplate
from gongkai.files.actions import store
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry, Entry

MOST_AT_ONCE = 500
TITLE_LENGTH = 200


@transaction.atomic
def set_numbering(
    *,
    agency: Agency,
    actor: Person,
    at: datetime,
    pattern: str,
    contact: str = "",
    court: str = "",
    review_body: str = "",
) -> LetterNumbering:
    """Set how an agency's letters are numbered from now on, and whom and which court they name.

    review_body: for an agency whose superior is not in the system; else the superior decides (复议法24).
    """
    require(actor, PERMISSIONS["keep_register"], agency, day_of(at))
    words = pattern.strip()
    check_pattern(words)
    kept = LetterNumbering.objects.select_for_update().filter(agency=agency).first() or LetterNumbering(
        agency=agency
    )
    kept.pattern, kept.contact, kept.court = words, contact.strip()[:50], court.strip()[:60]
    kept.review_body = review_body.strip()[:60]
    kept.save()
    _note(agency, Verb.LETTER_NUMBERING_SET, actor, at, pattern=words)
    return kept


@transaction.atomic
def enter_outside(
    *,
    agency: Agency,
    actor: Person,
    at: datetime,
    year: int,
    first: int,
    last: int,
    title: str,
    on: date | None = None,
) -> list[Letter]:
    """Write numbers into the register that were used outside the system, first to last, so that it has no hole.

    BadEntry for a number that is taken, and for one after the next: what lies between would be a hole.
    """
    today = day_of(at)
    require(actor, PERMISSIONS["keep_register"], agency, today)
    _check_words(agency, year, title, today)
    _check_span(first, last)
    counter = locked_counter(agency, year)
    span = Letter.objects.filter(agency=agency, year=year, serial__range=(first, last))
    _check_free(set(span.values_list("serial", flat=True)), first, counter.last)
    pattern = numbering(agency).pattern
    like = Letter(
        agency=agency,
        title=title.strip(),
        state="outside",
        outside=True,
        year=year,
        issued_on=on,
        issued_by=actor,
        drafted_by=actor,
        drafted_at=at,
    )
    made = _numbered(like, pattern, first, last)
    counter.last = max(counter.last, last)
    counter.save(update_fields=["last"])
    _note(agency, Verb.LETTER_NUMBER_USED_OUTSIDE, actor, at, year=year, first=first, last=last)
    return made


def _numbered(like: Letter, pattern: str, first: int, last: int) -> list[Letter]:
    """Write a row for each serial, in everything else like the given one."""
    rows = []
    for serial in range(first, last + 1):
        row = copy(like)
        row.serial, row.number = serial, number_text(pattern, like.year or 0, serial)
        rows.append(row)
    return Letter.objects.bulk_create(rows)


def _check_words(agency: Agency, year: int, title: str, today: date) -> None:
    entry = Entry()
    known = agency.since.year <= year <= today.year
    entry.refuse("year", not known, _("年份：请填本机关设立以来至今年的年份。"))
    entry.refuse(
        "title",
        not title.strip() or len(title) > TITLE_LENGTH,
        _("用途：请写明这些文号用在什么文书上，不超过200字。"),
    )
    entry.check()


def _check_span(first: int, last: int) -> None:
    entry = Entry()
    entry.refuse("first", first < 1, _("起号：应为1以上的整数。"))
    entry.refuse("last", last < first, _("止号：不能小于起号。"))
    entry.refuse(
        "last",
        last - first >= MOST_AT_ONCE,
        _("止号：一次最多登记%(most)s个文号。") % {"most": MOST_AT_ONCE},
    )
    entry.check()


def _check_free(held: set[int | None], first: int, drawn: int) -> None:
    if held:
        shown = {"which": "、".join(str(one) for one in sorted(one for one in held if one)[:10])}
        raise BadEntry({"first": _("起号：%(which)s 号已在登记簿中，不能重复登记。") % shown})
    if first > drawn + 1:
        shown = {"next": str(drawn + 1), "before": str(first - 1)}
        raise BadEntry(
            {"first": _("起号：下一个文号是%(next)s，直接登记会留下空号；请从%(next)s起登记。") % shown}
        )


@transaction.atomic
def use_template(
    *, agency: Agency, actor: Person, at: datetime, code: str, name: str, data: bytes
) -> LetterTemplate:
    """Use an office's own Word file for a letter from now on. BadEntry names what is wrong with it, and where."""
    today = day_of(at)
    require(actor, PERMISSIONS["keep_register"], agency, today)
    if code not in specs_by_code(today):
        raise BadEntry({"code": _("没有“%(code)s”这种文书。") % {"code": code}})
    check_template(code, data, today)
    _retire(agency, code, at)
    stored = store(data=data, name=name, at=at, by=actor.pk, agency_id=agency.pk)
    made = LetterTemplate.objects.create(agency=agency, code=code, stored=stored, added_by=actor, added_at=at)
    _note(agency, Verb.LETTER_TEMPLATE_ADDED, actor, at, code=code)
    return made


@transaction.atomic
def use_built_in(*, agency: Agency, actor: Person, at: datetime, code: str) -> None:
    """Go back to the built-in text of a letter; what was issued with the own one stays as it is."""
    require(actor, PERMISSIONS["keep_register"], agency, day_of(at))
    if _retire(agency, code, at):
        _note(agency, Verb.LETTER_TEMPLATE_RETIRED, actor, at, code=code)


def _retire(agency: Agency, code: str, at: datetime) -> LetterTemplate | None:
    held = template_in_use(agency, code)
    if held:
        held.retired_at = at
        held.save(update_fields=["retired_at"])
    return held


def _note(agency: Agency, verb: Verb, actor: Person, at: datetime, **fields: object) -> None:
    record(
        chain_agency_id=agency.pk,
        verb=verb,
        actor_id=actor.pk,
        subject_kind="agency",
        subject_id=agency.pk,
        fields=fields,
        at=at,
    )
