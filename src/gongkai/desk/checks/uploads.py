"""Taking uploaded files into a batch: each by itself, so that one that cannot be taken stops none of the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongkai.agencies.models import Person
from gongkai.desk.checks.forms import Upload
from gongkai.desk.checks.shown import chips, file_url, state
from gongkai.files.actions import LARGEST
from gongkai.files.names import cleaned, cleaned_path
from gongkai.files.queries import Damaged
from gongkai.kit.entry import BadEntry
from gongkai.reporting.checking import actions
from gongkai.reporting.models import CheckBatch, CheckedFile
from gongkai.web.words import said

CLUTTER = frozenset({"thumbs.db", "desktop.ini"})  # what systems leave in folders, and nobody means


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file: its row, or the line that says why there is none; skipped for what nobody means."""

    path: str
    row: CheckedFile | None = None
    problem: str = ""
    skipped: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give it to the script."""
        if self.row is None:
            return {"path": self.path, "problem": self.problem, "skipped": self.skipped}
        words = _("、").join(one.text for one in chips(self.row))
        if self.row.path != self.path:
            words = _("与“%(path)s”内容相同，%(state)s") % {"path": self.row.path, "state": words}
        return {"path": self.path, "state": state(self.row), "words": words, "url": file_url(self.row)}


def take(
    batch: CheckBatch, uploads: Iterable[tuple[str, Upload]], *, actor: Person, at: datetime
) -> list[Taken]:
    """Read, check and keep each file in its turn; what was kept stays whatever becomes of the next."""
    return [_one(batch, path, upload, actor, at) for path, upload in uploads]


def _one(batch: CheckBatch, path: str, upload: Upload, actor: Person, at: datetime) -> Taken:
    name = cleaned_path(path)
    if _is_clutter(name):
        return Taken(name, problem=_("系统文件，已跳过"), skipped=True)
    if (upload.size or 0) > LARGEST:  # not even brought into memory
        shown = {"name": cleaned(name), "most": LARGEST // 2**20}
        return Taken(name, problem=_("“%(name)s”超过%(most)s MB，不能保存。") % shown)
    try:
        return Taken(name, actions.add_file(batch=batch, data=upload.read(), path=path, actor=actor, at=at))
    except BadEntry as bad:
        return Taken(name, problem=str(bad))


def _is_clutter(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name in CLUTTER or name.startswith((".", "~$")) or "__macosx/" in path.lower()


def reread(files: Iterable[CheckedFile], *, actor: Person, at: datetime) -> tuple[int, list[str]]:
    """Read files anew, each by itself; give how many were, and what could not be done."""
    done, problems = 0, []
    for one in files:
        try:
            actions.recheck(file=one, actor=actor, at=at)
            done += 1
        except Damaged as damaged:
            problems.append(said(damaged))
    return done, problems
