"""What every act on a letter has in common: lock it and its case, compare versions, check who, move the state, audit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.agencies.access import require
from gongkai.agencies.models import Person
from gongkai.audit.actions import record
from gongkai.audit.verbs import Verb
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.acts import Stale
from gongkai.casework.letter_drafts import case_of, is_decision, spec_of
from gongkai.casework.models import Application, Letter
from gongkai.kit.dates import day_of
from gongkai.law.errors import Unlawful
from gongkai.law.lifecycle import lifecycle

LIFE = lifecycle("letter")


@dataclass(slots=True)
class LetterAct:
    """One act on one locked letter of a locked case: made by begin(), ended by done()."""

    letter: Letter
    case: Application
    actor: Person
    at: datetime

    @property
    def today(self) -> date:
        """The day of the act in Shanghai."""
        return day_of(self.at)

    @property
    def decides(self) -> bool:
        """Tell whether the letter tells the decision on the case."""
        return is_decision(spec_of(self.letter, self.letter.issued_on or self.today))

    def moves(self, verb: str) -> None:
        """Move the state along the lifecycle of letters; Unlawful where the table has no such line."""
        self.letter.state = LIFE.next_state(self.letter.state, verb)

    def done(self, audit: Verb, **fields: Any) -> Letter:
        """Save the letter and audit it as the last statement."""
        self.letter.version += 1
        self.letter.save()
        note(self.letter, audit, self.actor, self.at, **fields)
        return self.letter


def begin(letter: Letter, verb: str, *, version: int, actor: Person, at: datetime) -> LetterAct:
    """Lock a letter and its case. PermissionDenied for who may not, Stale where somebody else was first."""
    case = (
        Application.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=case_of(letter).pk)
    )
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    held.application, held.agency = case, case.agency
    act = LetterAct(held, case, actor, at)
    asked = "issue_decision" if verb == "issue_letter" and act.decides else verb
    require(actor, PERMISSIONS[asked], case.agency, act.today)
    _refuse_archived(case)
    if held.version != version:
        raise Stale(
            _("“%(title)s”已由其他人员更新，您的修改没有保存。请看过最新内容后再操作。")
            % {"title": held.title}
        )
    return act


def _refuse_archived(case: Application) -> None:
    if case.state == "archived":
        raise Unlawful(
            "条例第四十五条",
            "已经归档，文书不能再办理",
            "归档包已经封存。",
            "the letters of an archived case are closed",
        )


def note(letter: Letter, verb: Verb, actor: Person, at: datetime, **fields: Any) -> None:
    """Audit an act on a letter: its code, state and number, never its text."""
    record(
        chain_agency_id=letter.agency_id,
        verb=verb,
        actor_id=actor.pk,
        subject_kind="letter",
        subject_id=letter.pk,
        fields={"code": letter.code, "state": letter.state, "number": letter.number, **fields},
        at=at,
    )
