"""Which form and which action belong to a verb of the lifecycle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.casework import actions
from gongkai.casework.models import Application
from gongkai.desk.applications import forms
from gongkai.desk.applications import review_forms as reviews
from gongkai.desk.forms import VersionedForm


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb at the desk: its form, its action, which of its days are today unless said otherwise, the button."""

    form: type[VersionedForm]
    act: Callable[..., Application]
    today: tuple[str, ...] = ("on",)
    needs_case: bool = False
    needs_person: bool = False

    def initial(self, application: Application, today: date) -> dict[str, Any]:
        """Give what the form starts with."""
        return {"version": application.version, **dict.fromkeys(self.today, today)}


DEEDS: Mapping[str, Deed] = {
    "confirm": Deed(forms.ConfirmForm, actions.confirm, ("confirmed_on",)),
    "ask_supplement": Deed(forms.AskSupplementForm, actions.notice_supplement),
    "receive_supplement": Deed(forms.ReceiveSupplementForm, actions.receive_supplement),
    "extend": Deed(forms.ExtendForm, actions.extend, ("on", "told_on")),
    "consult": Deed(forms.ConsultForm, actions.consult),
    "end_consultation": Deed(forms.OpinionForm, actions.record_consultation_answer, needs_case=True),
    "ask_fee": Deed(forms.FeeForm, actions.ask_fee),
    "note_fee_delivery": Deed(forms.DayForm, actions.record_fee_delivery),
    "receive_fee": Deed(forms.DayForm, actions.record_payment),
    "ask_reason": Deed(forms.AskReasonForm, actions.ask_reason),
    "receive_reason": Deed(forms.ReasonForm, actions.record_reason),
    "draft": Deed(forms.DecideForm, actions.draft_decision, ()),
    "submit": Deed(VersionedForm, actions.submit_decision, ()),
    "return": Deed(forms.ReturnForm, actions.return_decision, ()),
    "pass": Deed(VersionedForm, actions.pass_draft, ()),
    "review": Deed(reviews.ReviewForm, actions.review_secrecy, (), needs_case=True, needs_person=True),
    "receive_ruling": Deed(reviews.RulingForm, actions.record_ruling),
    "approve": Deed(reviews.ApproveForm, actions.approve_decision, (), needs_case=True, needs_person=True),
    "approve_on_paper": Deed(
        reviews.PaperApprovalForm, actions.approve_on_paper, needs_case=True, needs_person=True
    ),
    "reopen": Deed(VersionedForm, actions.reopen_decision, ()),
    "deliver": Deed(forms.DeliverForm, actions.deliver, ("answered_on",)),
    "withdraw": Deed(forms.DayForm, actions.withdraw),
    "lapse": Deed(forms.DayForm, actions.lapse),
    "archive": Deed(VersionedForm, actions.archive, ()),
}
MAIN = (
    "draft",
    "submit",
    "pass",
    "review",
    "approve",
    "deliver",
    "confirm",
    "receive_supplement",
    "receive_fee",
    "end_consultation",
)
