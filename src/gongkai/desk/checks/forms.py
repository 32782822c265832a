"""The forms of checking: the files of a batch, whose report a file is, a cell, the letter, the overview."""

from datetime import date
from typing import Any, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency
from gongkai.desk.forms import DayField
from gongkai.reporting.checking.overview import ORDERS
from gongkai.reporting.models import CheckedFile, FileStatus

Upload: TypeAlias = "UploadedFile[Any]"
FIRST_YEAR = 2019  # the first year with a form of its own
LONGEST_PATH = 1000


class ManyFilesInput(forms.FileInput):
    """An input that takes several files, or a whole folder where folder says so."""

    allow_multiple_selected = True

    def __init__(self, *, folder: bool = False) -> None:
        super().__init__(attrs={"multiple": True, **({"webkitdirectory": True} if folder else {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Upload]:
        """Give all of them."""
        found: list[Upload] = files.getlist(name) if hasattr(files, "getlist") else []
        return found


class ManyFilesField(forms.Field):
    """Several files; what is wrong with one is said of that one later, and never stops the others.

    One of two such fields is to be used: neither is optional, and the form says what is missing.
    """

    widget = ManyFilesInput

    def validate(self, value: Any) -> None:
        """Leave it to the form."""


class PrintedField(forms.CharField):
    """What a cell prints; nothing is an answer too."""

    def validate(self, value: Any) -> None:
        """Take a blank."""


class FilesForm(forms.Form):
    """Files chosen one by one, or a folder; path is where a single file lay in a dropped folder."""

    chosen = ManyFilesField(
        label=_("选择文件"),
        help_text=_("可以一次选多个：PDF、Word（.docx）、Excel（.xlsx）、网页、文本，每个不超过100 MB。"),
    )
    folder = ManyFilesField(
        label=_("或者选择文件夹"),
        widget=ManyFilesInput(folder=True),
        help_text=_("文件夹中的所有文件都会检查。"),
    )
    path = forms.CharField(max_length=LONGEST_PATH, required=False, widget=forms.HiddenInput)
    use_required_attribute = False

    @property
    def uploads(self) -> list[tuple[str, Upload]]:
        """Each file with the path it is known by."""
        found = [*self.cleaned_data["chosen"], *self.cleaned_data["folder"]]
        path = self.cleaned_data["path"] if len(found) == 1 else ""
        return [(path or str(one.name), one) for one in found]


class AddForm(FilesForm):
    """Files for a batch that is there."""

    def clean(self) -> dict[str, Any]:
        """At least one."""
        data = super().clean() or {}
        if not (data.get("chosen") or data.get("folder")):
            self.add_error("chosen", _("请选择要检查的文件。"))
        return data


class BatchForm(FilesForm):
    """A new batch: its name, the office that checks, its first files (which a script sends one by one afterwards)."""

    title = forms.CharField(label=_("名称"), max_length=200)
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("检查机关"), empty_label=None)
    field_order = ("chosen", "folder", "title", "agency", "path")

    def __init__(self, *args: Any, scope: QuerySet[Agency], scripted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scripted = scripted
        agencies: Any = self.fields["agency"]
        agencies.queryset = scope.order_by("code")
        if scope.count() == 1:
            agencies.initial = scope.get().pk
            agencies.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Without a script nothing comes later."""
        data = super().clean() or {}
        if not self.scripted and not (data.get("chosen") or data.get("folder")):
            self.add_error("chosen", _("请选择要检查的文件。"))
        return data


class MatchForm(forms.Form):
    """Whose report a file is; for a file that was not read, also of which year."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("对应机关"),
        required=False,
        empty_label=_("按文件中的机关名称对应"),
    )
    year = forms.IntegerField(label=_("报告年度"), required=False, help_text=_("四位数字，如2025。"))

    def __init__(self, *args: Any, row: CheckedFile, among: QuerySet[Agency], **kwargs: Any) -> None:
        chosen = row.agency_id if row.matched_by_hand else None
        kwargs.setdefault("initial", {"agency": chosen, "year": row.year})
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agency"]
        agencies.queryset = among.order_by("code")
        if row.status == FileStatus.READ:
            del self.fields["year"]


class PublishedForm(forms.Form):
    """The day on which the report was published."""

    on = DayField(label=_("公布日期"), required=False, help_text=_("以网站上的发布日期为准；不知道的留空。"))


class LetterForm(forms.Form):
    """What the letter of findings needs besides the findings."""

    reply_by = DayField(label=_("回复期限"))
    contact = forms.CharField(
        label=_("联系人及联系方式"), max_length=100, required=False, help_text=_("印在函的末尾。")
    )


class CellForm(forms.Form):
    """What stands in a cell, as seen beside its source; empty for a cell in which nothing is printed."""

    use_required_attribute = False
    raw = PrintedField(
        label=_("原件这一格印的是"),
        max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "data-checks-value": ""}),
        help_text=_("照原样填写，如 12、/；空白的留空。按回车键确认。"),
    )


class OverviewForm(forms.Form):
    """Which county, which year, in which order."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("范围"), empty_label=None)
    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    order = forms.ChoiceField(
        label=_("排列"),
        choices=[
            ("worst", _("问题多的在前")),
            ("agency", _("按机关代码")),
            ("published", _("按公布日期")),
            ("errors", _("按错误数")),
        ],
    )

    def __init__(self, asked: Any, *, scope: QuerySet[Agency], today: date, top: Agency | None) -> None:
        known = {"agency": top.pk if top else None, "year": today.year - 1, "order": next(iter(ORDERS))}
        super().__init__({name: asked.get(name) or value for name, value in known.items()})
        agencies: Any = self.fields["agency"]
        agencies.queryset = scope.order_by("code")
        years: Any = self.fields["year"]
        years.choices = [(year, str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]
