"""The forms between a draft and its answer: the secrecy review item by item, approval, approval on paper, a ruling."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.access import holders
from gongkai.agencies.models import Person
from gongkai.casework.access import PERMISSIONS, holder, may
from gongkai.casework.models import Application, ItemVerdict
from gongkai.casework.reviewing import Basis, Looked, bases, combines, items_to_review
from gongkai.desk.forms import DayField, VersionedForm
from gongkai.web.today import today
from gongkai.web.words import said

PREFIX = "item"


def _choices() -> list[Any]:
    """The grounds under the verdicts they lead to; nothing is chosen beforehand."""
    grouped = [
        (
            verdict.label,
            [
                (str(place), f"{said(basis.text)}（{basis.cite}）")
                for place, basis in enumerate(bases())
                if basis.verdict == verdict
            ],
        )
        for verdict in ItemVerdict
    ]
    return [("", _("请审查后选择")), *grouped]


class ReviewForm(VersionedForm):
    """One choice for each item that would go out: what is found of it and on what ground (保密法实施条例第四十二条)."""

    def __init__(self, *args: Any, application: Application, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = items_to_review(application) if self.asks(application, person) else []
        for place, name in enumerate(self.names):
            self.fields[f"{PREFIX}{place}"] = forms.ChoiceField(label=name, choices=_choices())

    def asks(self, application: Application, person: Person) -> bool:
        """Tell whether the items are to be reviewed with this form; who may not is told so without having to fill it in."""
        return may(person, "review", application, today())

    def facts(self) -> dict[str, Any]:
        """Give version and items."""
        return {
            "version": self.cleaned_data["version"],
            "items": [self._looked(*one) for one in enumerate(self.names)],
        }

    def _looked(self, place: int, name: str) -> Looked:
        basis: Basis = bases()[int(self.cleaned_data[f"{PREFIX}{place}"])]
        return Looked(name, basis.verdict, basis.shown)


class ApproveForm(ReviewForm):
    """Approval; with the items where nobody else could have reviewed them (合并审查)."""

    def asks(self, application: Application, person: Person) -> bool:
        """Tell whether the approver reviews in the same act."""
        return may(person, "approve", application, today()) and combines(application, person, today())


class PaperApprovalForm(VersionedForm):
    """An approval given on the signed 审查呈批单, with its scan."""

    on = DayField(label=_("签发日期"), help_text=_("呈批单上签发的日期。"))
    signed_by = forms.ModelChoiceField(Person.objects.none(), label=_("签发人"))
    reviewed_by = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("保密审查人"),
        help_text=_("没有第三人的，可以与签发人为同一人（合并审查）。"),
    )
    file = forms.FileField(
        label=_("签字的审查呈批单"), help_text=_("PDF 或者照片，20 MB 以内。"), allow_empty_file=True
    )

    def __init__(self, *args: Any, application: Application, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = today()
        signers = holders(PERMISSIONS["approve"], holder("approve", application, day), day)
        reviewers = holders(PERMISSIONS["review"], holder("review", application, day), day)
        self._offer("signed_by", signers)
        self._offer("reviewed_by", [*reviewers, *signers])

    def _offer(self, name: str, people: list[Person]) -> None:
        field: Any = self.fields[name]
        field.queryset = Person.objects.filter(pk__in=[one.pk for one in people])

    def facts(self) -> dict[str, Any]:
        """Give the keyword arguments of approve_on_paper."""
        facts = dict(self.cleaned_data)
        file = facts.pop("file")
        return {**facts, "name": file.name, "data": file.read()}


class RulingForm(VersionedForm):
    """The competent authority has ruled (条例第十七条第三款)."""

    on = DayField(label=_("收到日期"), help_text=_("报请确定期间，答复期限照常计算。"))
    authority = forms.CharField(label=_("作出确定的机关"), max_length=100)
