"""The forms of the office's daily work: what a list is asked for, to whom work is given, how a post is handed over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.agencies.models import Agency, Post
from gongkai.agencies.queries import departments, people_of, staffed
from gongkai.casework.access import PERMISSIONS
from gongkai.casework.work_checks import Holder
from gongkai.desk.forms import DayField, VersionedForm

EMPTY = ("", "————")
SPLIT_ROOM = 6
WHO = {"office": _("全机关"), "mine": _("我的"), "department": _("本部门"), "nobody": _("待分派")}


class SaveFilterForm(forms.Form):
    """A list kept under a name."""

    name = forms.CharField(label=_("名称"), max_length=30)
    shared = forms.BooleanField(label=_("本机关共用"), required=False)


def _seats(scope: QuerySet[Agency], today: date) -> list[tuple[str, str]]:
    """The posts that work on applications, as choices."""
    return [(f"post:{post.pk}", seat_name(post)) for post in staffed(scope, PERMISSIONS["claim"], today)]


def seat_name(post: Any) -> str:
    """Give a post as a choice shows it: the department, the post, who holds it."""
    people = "、".join(one.person.name for one in post.holders) or gettext("空缺")
    place = f"{post.department.name} " if post.department else ""
    return f"{place}{post.name}（{people}）"


class HolderField(forms.ChoiceField):
    """A post or a department of an agency."""

    def offer(self, scope: QuerySet[Agency], today: date) -> None:
        """Set what can be chosen."""
        found = departments(scope, today)
        sections = [(f"department:{one.pk}", one.name) for one in found]
        self.known = {f"department:{one.pk}": Holder(department=one) for one in found}
        self.known |= {
            f"post:{post.pk}": Holder(post) for post in staffed(scope, PERMISSIONS["claim"], today)
        }
        seats = _seats(scope, today)
        self.choices = [EMPTY, *([(gettext("部门"), sections)] if sections else []), (gettext("岗位"), seats)]

    def clean(self, value: Any) -> Any:
        """Give the Holder."""
        return self.known[super().clean(value)]


class GiveForm(forms.Form):
    """To whom applications are given, and by when the office wants them."""

    to = HolderField(label=_("分派给"))
    inner_due_on = DayField(
        label=_("内部办理期限"),
        required=False,
        help_text=_("工作日，不晚于答复期限；不改变法定的答复期限。"),
    )

    def __init__(self, *args: Any, agencies: Iterable[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.offer(Agency.objects.filter(pk__in=agencies), today)


class AssignForm(GiveForm, VersionedForm):
    """To whom one application is given."""


class GiveBackForm(VersionedForm):
    """Why an application is given back."""

    reason = forms.CharField(label=_("退回理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ExtendManyForm(forms.Form):
    """Why several applications are extended, by how much, and that the head agreed (art. 33)."""

    reason = forms.CharField(label=_("延期理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    on = DayField(label=_("决定日期"))
    told_on = DayField(label=_("告知申请人日期"), help_text=_("应在原期限届满前告知。"))
    days = forms.IntegerField(
        label=_("延长的工作日数"), min_value=1, help_text=_("不超过20个工作日，只能延期一次。")
    )
    head_agreed = forms.BooleanField(label=_("已经政府信息公开工作机构负责人同意"), required=False)


class CloseManyForm(forms.Form):
    """The day on which several applications end."""

    on = DayField(label=_("日期"))


class HandOverForm(forms.Form):
    """To whom a post's work, or the post itself, is handed over, and from which day."""

    to = forms.ChoiceField(
        label=_("交接给"),
        help_text=_("交给人员：岗位换人，工作留在岗位。交给岗位：全部未办结申请移到那个岗位。"),
    )
    on = DayField(label=_("交接日期"), help_text=_("原任职人自这一天起不再任职。"))
    stays = forms.BooleanField(
        label=_("原任职人留任，只移交工作"), required=False, help_text=_("仅在交给另一岗位时有效。")
    )

    def __init__(self, *args: Any, post: Post, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Agency.objects.filter(pk=post.agency_id)
        self.people = {f"person:{one.pk}": one for one in people_of(post.agency, today)}
        posts = [one for one in staffed(here, PERMISSIONS["claim"], today) if one.pk != post.pk]
        self.posts = {f"post:{one.pk}": one for one in posts}
        to: Any = self.fields["to"]
        to.choices = [
            EMPTY,
            (gettext("人员"), [(key, one.name) for key, one in self.people.items()]),
            (gettext("岗位"), [(key, seat_name(one)) for key, one in self.posts.items()]),
        ]


class DeputyForm(forms.Form):
    """Who stands in for a post, from when to when."""

    person: Any = forms.ModelChoiceField(None, label=_("代理人"), empty_label="————")
    since = DayField(label=_("代理起始日期"))
    last = DayField(label=_("代理最后一天"))

    def __init__(self, *args: Any, post: Post, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people_of(post.agency, today)
        person.label_from_instance = lambda one: one.name


class Texts(forms.Widget):
    """Several text areas of one name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Give all that was typed under the name."""
        del files
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return list(found) if isinstance(found, list) else [str(found)]


class SplitForm(VersionedForm):
    """The matters of one letter, each in its own words."""

    matters: Any = forms.Field(label=_("各项内容"), widget=Texts, required=False)

    @property
    def texts(self) -> list[str]:
        """What the text areas of the page hold: what was typed, and room for more."""
        typed: list[str] = list(self["matters"].value() or [])
        return [*typed, *[""] * (SPLIT_ROOM - len(typed))]
