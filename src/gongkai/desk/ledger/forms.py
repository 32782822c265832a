"""The forms of an import: the file, then which of its columns is which."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.casework.ledger.columns import columns, guess
from gongkai.casework.ledger.sheets import Sheet
from gongkai.web.words import said

NOT_THERE = ""


class UploadForm(forms.Form):
    """A ledger as a file, and whose it is."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("导入到哪个机关"), empty_label=None)
    file = forms.FileField(
        label=_("台账文件"),
        allow_empty_file=True,
        help_text=_("Excel（.xlsx），一行一件申请。先看问题和预览，确认后才导入。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, scope: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agency"]
        agencies.queryset = scope
        if scope.count() == 1:
            agencies.initial = scope.get().pk
            agencies.widget = forms.HiddenInput()


class MappingForm(forms.Form):
    """Which head of a sheet stands for which column of ours; guessed, and changed by the clerk where it is wrong."""

    def __init__(self, sheet: Sheet, number: int, data: Any = None) -> None:
        super().__init__(data, prefix=f"sheet{number}")
        self.sheet = sheet
        guessed = guess(sheet.heads)
        heads = [(str(place), head) for place, head in enumerate(sheet.heads) if head]
        for one in columns():
            self.fields[one.key] = forms.ChoiceField(
                label=said(one.label),
                choices=[(NOT_THERE, "————"), *heads],
                required=one.need,
                initial=str(guessed.get(one.key, NOT_THERE)),
            )

    @property
    def mapping(self) -> dict[str, int]:
        """Give key → position: as chosen, or as guessed before anything was."""
        if not self.is_bound:
            return guess(self.sheet.heads)
        self.is_valid()  # what is left open is said by the look at the sheet
        return {key: int(place) for key, place in self.cleaned_data.items() if place != NOT_THERE}
