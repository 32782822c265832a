"""Whether work can be given so: to whom, by when, and to what is still open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongkai.agencies.models import Agency, Department, Post
from gongkai.calendars.queries import calendar
from gongkai.casework.models import Application, Assignment
from gongkai.kit.entry import BadEntry, Entry
from gongkai.law.errors import Unlawful

BY = "条例第四十五条"


@dataclass(frozen=True, slots=True)
class Holder:
    """A post or a department, never both: whom work is given to."""

    post: Post | None = None
    department: Department | None = None

    @property
    def one(self) -> Post | Department:
        """The post or the department. BadEntry where neither or both are given."""
        if (self.post is None) == (self.department is None):
            raise BadEntry({"to": _("分派给：请选择一个岗位或者一个部门。")})
        return self.post or self.department  # type: ignore[return-value]

    @property
    def facts(self) -> dict[str, Any]:
        """What the history and the audit keep of it."""
        return {"post": self.post.pk if self.post else None, "holder": self.one.name} | (
            {"department": self.department.pk} if self.department else {}
        )


def refuse_closed(case: Application) -> None:
    """Refuse to give away what has ended."""
    if case.closed_on is not None:
        raise Unlawful(
            BY,
            "已经办结的申请不再分派、认领或者交接",
            "请到“已办结”列表中查看，无须再指定承办。",
            "a closed application is not assigned any more",
        )


def check_holder(to: Holder, agency: Agency, today: date) -> None:
    """Raise BadEntry unless the post or department is one of the agency today."""
    held = to.one
    entry = Entry()
    entry.refuse(
        "to",
        held.agency_id != agency.pk or held.since > today or (held.until is not None and held.until <= today),
        _("分派给：“%(name)s”不是本机关现有的岗位或者部门。") % {"name": held.name},
    )
    entry.check()


def check_inner_due(case: Application, day: date | None, today: date) -> None:
    """Raise BadEntry unless the office's own date is a working day from today to the last day of the period."""
    if day is None:
        return
    working = calendar()
    due = case.standing.on(today, working).due_on
    facts = {"day": day, "due": due, "today": today}
    entry, field = Entry(), "inner_due_on"
    entry.refuse(field, day < today, _("内部办理期限：%(day)s 早于今天（%(today)s）。") % facts)
    entry.refuse(
        field,
        working.first <= day <= working.last and not working.is_workday(day),
        _("内部办理期限：%(day)s 不是工作日，请选一个工作日。") % facts,
    )
    entry.refuse(
        field,
        due is not None and day > due,
        _("内部办理期限：%(day)s 晚于答复期限 %(due)s（条例第三十三条），请提前。") % facts,
    )
    entry.check()


def refuse_held(current: Assignment | None, posts: list[Post]) -> Post:
    """Give the post that may claim: of the department the work lies with, else the first. Unlawful where it is
    somebody's already, and where the department is another.
    """
    if current is None:
        return posts[0]
    facts = {"holder": current.holder_name}
    if current.post_id in {post.pk for post in posts}:
        raise Unlawful(BY, _("已经由您的岗位“%(holder)s”承办") % facts, _("无须再认领。"), "yours already")
    mine = [post for post in posts if post.department_id == current.department_id]
    if current.post_id is not None or not mine:
        raise Unlawful(
            BY,
            _("已经分派给“%(holder)s”承办") % facts,
            _("需要改派的，请由政府信息公开工作机构分派。"),
            "it lies with another post or department",
        )
    return mine[0]
