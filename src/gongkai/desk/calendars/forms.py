"""The forms of a notice: the file as it is uploaded, and the same again to be confirmed after it was looked at."""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongkai.calendars.reading import LARGEST, Reading, read
from gongkai.desk.forms import DayField


class SourceForm(forms.Form):
    """Where a notice comes from, for a file that does not say; what is typed goes before what the file says."""

    document_number = forms.CharField(label=_("发文字号"), max_length=60, required=False)
    issued_on = DayField(label=_("印发日期"), required=False)
    url = forms.URLField(
        label=_("网址"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("中国政府网上该通知的网址。"),
    )

    def read_as(self, name: str, data: bytes, today: date) -> Reading:
        """Read a file as the notice this form speaks of; BadData where it cannot be taken."""
        typed = {key: self.cleaned_data[key] for key in ("document_number", "issued_on", "url")}
        return replace(read(data, name, today=today), **{key: value for key, value in typed.items() if value})


class NoticeForm(SourceForm):
    """A notice as a file."""

    file = forms.FileField(
        label=_("通知文件"),
        allow_empty_file=True,
        help_text=_("TOML，或者每行“日期,休或班,名称”的 CSV，UTF-8 编码。载入前先看哪些申请改期。"),
    )
    field_order = ("file", "document_number", "issued_on", "url")

    def reading(self, today: date) -> Reading:
        """Read the uploaded file; no more of it than a notice can be long. BadData."""
        return self.read_as(*self._file(), today)

    def _file(self) -> tuple[str, bytes]:
        file: Any = self.cleaned_data["file"]
        file.seek(0)
        return file.name, file.read(LARGEST + 1)

    def carried(self) -> "ConfirmForm":
        """Give the form that brings the same notice back."""
        name, data = self._file()
        return ConfirmForm(initial={**self.cleaned_data, "name": name, "content": b64encode(data).decode()})


class ConfirmForm(SourceForm):
    """The notice that was looked at, carried along unseen."""

    name = forms.CharField(max_length=255)
    content = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.widget = forms.HiddenInput()

    def clean_content(self) -> bytes:
        """Give the bytes of the file."""
        try:
            return b64decode(self.cleaned_data["content"], validate=True)
        except (Error, ValueError):
            raise forms.ValidationError(_now("文件内容不完整，请重新选择文件。")) from None

    def reading(self, today: date) -> Reading:
        """Read the file that was looked at. BadData."""
        return self.read_as(self.cleaned_data["name"], self.cleaned_data["content"], today)
