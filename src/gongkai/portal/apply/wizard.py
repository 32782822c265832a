"""Walking through the three steps: which button was pressed, what follows, where a refusal leads back to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency
from gongkai.casework import actions
from gongkai.casework.actions.online import Form, Sent
from gongkai.casework.case_files import refuse_large
from gongkai.casework.identity import IdKind
from gongkai.casework.models import ApplicantKind, DraftProof, WantedForm, WantedWay
from gongkai.casework.online.codes import Expired, new_token, opened_at
from gongkai.casework.online.filing import check_filing, check_what
from gongkai.casework.online.limits import asks_sum, sum_of
from gongkai.casework.online.queries import draft_proofs, offered_items
from gongkai.kit.dates import day_of
from gongkai.kit.entry import BadEntry
from gongkai.law.errors import Unlawful
from gongkai.portal.apply.forms import FILES, ApplyForm
from gongkai.web.refusals import put
from gongkai.web.words import said

STEPS = (1, 2, 3)
START = {
    "wanted_form": WantedForm.ELECTRONIC.value,
    "wanted_way": WantedWay.EMAIL.value,
    "kind": ApplicantKind.NATURAL.value,
    "id_kind": IdKind.RESIDENT.value,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A published item answered the form: it is not sent."""

    item: int


def _flat(data: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in data.items()}


class Wizard:
    """One request of somebody filling in the form."""

    def __init__(self, agency: Agency, data: QueryDict | None, *, address: str, at: datetime) -> None:
        self.agency, self.at = agency, at
        self.data: dict[str, str] = {**START} if data is None else _flat(data)
        self.step = int(self.data.get("step", "1")) if self.data.get("step") in ("1", "2", "3") else 1
        self.sender = Form(
            token=self._token(), address=address, trap=self._said("trap"), answer=self._said("answer")
        )
        self.form = ApplyForm(self.data)
        if self.fresh:
            self._refuse(_("表单打开已久，为您换了一张新的。所填内容都在；上传过的证明请重新上传。"))

    def _said(self, name: str) -> str:
        return self.data.get(name, "")

    def _token(self) -> str:
        """Give the form's token; a form too old gets a new one and keeps what was typed."""
        self.fresh = False
        token = self._said("token")
        try:
            opened_at(token, self.at)
        except Expired:
            self.fresh = bool(token)
            return new_token(self.at)
        return token

    # the buttons -----------------------------------------------------------------------------------------------------

    def press(self, button: str, files: MultiValueDict[str, Any]) -> Sent | Found | None:
        """Do what a button says; None where the form is shown again."""
        if self.fresh:
            return None
        if not self._take_files(files):
            return None
        name, _dash, argument = button.partition("-")
        act = self._buttons().get(name)
        return act(argument) if act else None

    def _buttons(self) -> dict[str, Callable[[str], Sent | Found | None]]:
        return {
            "step": self._go,
            "joint": self._people,
            "unjoint": self._drop_joint,
            "agent": self._agent,
            "unproof": self._drop_proof,
            "found": self._found,
            "send": self._send,
        }

    def _go(self, step: str) -> None:
        wanted = int(step) if step in ("1", "2", "3") else self.step
        checks = [check for place, check in ((1, self._check_what), (2, self._check_who)) if place < wanted]
        if all(check() for check in checks):
            self.step = wanted

    def _check_what(self) -> bool:
        return self._judged(lambda: check_what(self.form.filing))

    def _check_who(self) -> bool:
        kinds = {one.kind for one in self.proofs}
        return self._judged(lambda: check_filing(self.form.filing, kinds, day_of(self.at)))

    def _people(self, _argument: str) -> None:
        self._change(joint=str(self.form.joint + 1))

    def _drop_joint(self, place: str) -> None:
        """Take one of those who apply together away; the later ones move up."""
        if not (place.isascii() and place.isdigit() and int(place) < self.form.joint):
            return
        kept = [one for one in range(self.form.joint) if one != int(place)]
        rest = {name: value for name, value in self.data.items() if not name.startswith("joint-")}
        for new, old in enumerate(kept):
            head = f"joint-{old}-"
            moved = {name.removeprefix(head): v for name, v in self.data.items() if name.startswith(head)}
            rest |= {f"joint-{new}-{name}": value for name, value in moved.items()}
        self.data = rest
        self._change(joint=str(len(kept)))

    def _agent(self, wanted: str) -> None:
        self._change(agent="1" if wanted == "1" else "")

    def _change(self, **values: str) -> None:
        self.data = {**self.data, **values}
        self.form = ApplyForm(self.data)

    def _drop_proof(self, pk: str) -> None:
        if pk.isascii() and pk.isdigit():
            actions.drop_proof(token=self.sender.token, pk=int(pk[:18]))

    def _found(self, pk: str) -> Found | None:
        if not (pk.isascii() and pk.isdigit() and int(pk) in {one.pk for one in self.offers}):
            return None
        actions.end_by_offer(agency=self.agency, at=self.at, token=self.sender.token, item=int(pk))
        return Found(int(pk))

    def _send(self, _argument: str) -> Sent | None:
        sent: Sent | None = self._attempt(
            lambda: actions.apply_online(
                agency=self.agency, at=self.at, form=self.sender, filing=self.form.filing
            )
        )
        return sent

    # refusals --------------------------------------------------------------------------------------------------------

    def _attempt(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except BadEntry as bad:
            self.step = min(self.form.step_of(name) for name in bad.problems)
            here = {name: text for name, text in bad.problems.items() if self._is_here(name)}
            put(self.form, here)
        except Unlawful as refusal:
            self._refuse(said(refusal))
        return None

    def _is_here(self, name: str) -> bool:
        """What is wrong on a later step is said there."""
        return self.form.step_of(name) == self.step

    def _judged(self, check: Callable[[], None]) -> bool:
        def _whole() -> bool:
            check()
            return True

        return bool(self._attempt(_whole))

    def _refuse(self, text: str) -> None:
        self.form.add_error(None, text)

    def _take_files(self, files: MultiValueDict[str, Any]) -> bool:
        """Keep the uploads of this request, each by itself; False where one of them cannot be taken."""
        taken = [self._taken(kind, upload) for kind in FILES for upload in files.getlist(kind)]
        return all(taken)

    def _taken(self, kind: str, upload: Any) -> bool:
        facts: dict[str, Any] = {"agency": self.agency, "at": self.at, "form": self.sender}

        def _keep() -> DraftProof:
            refuse_large(kind, upload.name, upload.size)
            return actions.add_proof(kind=kind, name=upload.name, data=upload.read(), **facts)

        return self._attempt(_keep) is not None

    # what the page shows ---------------------------------------------------------------------------------------------

    @property
    def proofs(self) -> list[DraftProof]:
        """The uploads kept with this form."""
        return draft_proofs(self.sender.token)

    @property
    def offers(self) -> list[Any]:
        """The published items that may answer."""
        return offered_items(self.agency, self.form.typed("description"), self.at)

    def page(self) -> dict[str, Any]:
        """Give what the template needs."""
        asked = asks_sum(self.agency, self.sender.address, self.at) or "answer" in self.form.errors
        proofs = self.proofs
        return {
            "form": self.form,
            "filing": self.form.filing,
            "step": self.step,
            "token": self.sender.token,
            "carried": self.form.carried(self.step),
            "offers": self.offers if self.step < 3 else [],
            "proofs": {kind: [one for one in proofs if one.kind == kind] for kind in FILES},
            "sum": sum_of(self.sender.token) if asked else None,
        }
