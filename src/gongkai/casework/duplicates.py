"""Applications that may be the same: by the same applicant in similar words, or by others in the same words.

Whether one is a repeated application (art. 36(6)) a person decides; this only lays them side by side.
"""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When

from gongkai.agencies.models import Agency
from gongkai.casework.blind_index import equal
from gongkai.casework.models import Applicant, Application, ApplicationSet, ToldApart
from gongkai.casework.queries import in_scope
from gongkai.kit.likeness import likeness, pairs
from gongkai.law.outcomes import Outcome, standard

SIMILAR = 0.4  # of the same applicant
SAME_WORDS = 0.75  # of others, and of what may be repeated
OF_APPLICANT = 200
OF_OTHERS = 500
SHOWN = 20
REPEATED = "repeated"
DECIDED = ("answered", "archived")


@dataclass(frozen=True, slots=True)
class Alike:
    """An application that may be the same: how alike in words (0 to 1), by the same applicant or another.

    certain: the number of the paper is the same; else the name and the telephone are, which two people may share.
    repeats: it was answered, so that the outcome for repeated applications may follow.
    """

    case: Application
    likeness: float
    same_applicant: bool
    certain: bool
    repeats: Outcome | None

    @property
    def percent(self) -> int:
        """The likeness in words, in hundredths."""
        return round(self.likeness * 100)


def same_applicant(agency_id: int, who: Applicant) -> Q:
    """The applications of the same applicant: the same number of a paper."""
    return equal(agency_id, "number_index", who.id_number)


def maybe_same(agency_id: int, who: Applicant) -> Q:
    """The applications of who may be the same applicant: the same name and telephone, no two different numbers."""
    found = equal(agency_id, "name_index", who.name) & equal(agency_id, "phone_index", who.phone)
    return found & Q(applicant__number_index="") if who.id_number else found


def alike(case: Application, scope: QuerySet[Agency]) -> list[Alike]:
    """Give what may be the same as a case, in its own agency: of the same applicant first, then the most alike.

    Of others the newest OF_OTHERS are looked at, so that the page answers in time however long the ledger is.
    """
    near = _others(case, scope)
    who = case.applicant
    sure = same_applicant(case.agency_id, who)
    same = near.filter(sure | maybe_same(case.agency_id, who)).annotate(
        sure=Case(When(sure, True), default=False)
    )
    known = list(same.values_list("pk", "description", "sure")[:OF_APPLICANT])
    mine, certain = {pk: text for pk, text, _ in known}, {pk for pk, _, by_number in known if by_number}
    rest = dict(near.exclude(pk__in=mine).values_list("pk", "description")[:OF_OTHERS])
    words = pairs(case.description)
    measured = {pk: likeness(words, pairs(text)) for pk, text in (mine | rest).items()}
    found = [pk for pk, how in measured.items() if how >= (SIMILAR if pk in mine else SAME_WORDS)]
    ordered = sorted(found, key=lambda pk: (pk not in mine, -measured[pk], -pk))[:SHOWN]
    cases = in_scope(scope).in_bulk(ordered)
    return [_alike(cases[pk], measured[pk], pk in mine, certain=pk in certain) for pk in ordered]


def _others(case: Application, scope: QuerySet[Agency]) -> ApplicationSet:
    """What a case can be compared with: not itself, not what was told apart, not the other parts of its letter."""
    told = ToldApart.objects.filter(Q(first=case) | Q(second=case)).values_list("first", "second")
    apart = {pk for pair in told for pk in pair} | {case.pk}
    others = Application.objects.of(scope).filter(agency=case.agency_id).exclude(pk__in=apart)
    part = getattr(case, "split_part", None)
    if part:
        others = others.exclude(split_part__letter=part.letter_id)
    return others.order_by("-pk")


def _alike(case: Application, how: float, mine: bool, *, certain: bool) -> Alike:
    repeated = mine and how >= SAME_WORDS and case.state in DECIDED
    return Alike(case, how, mine, certain, standard()[REPEATED] if repeated else None)
