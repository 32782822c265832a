"""A closed case goes into the archive (art. 45): packed once, and nothing is added to it afterwards."""

from datetime import datetime

from django.db import transaction

from gongkai.agencies.models import Person
from gongkai.audit.verbs import Verb
from gongkai.casework.actions.papers import keep_file
from gongkai.casework.acts import begin
from gongkai.casework.archive.package import package
from gongkai.casework.models import Application, CaseFileKind
from gongkai.kit.bag import safe_name


@transaction.atomic
def archive(*, application: Application, version: int, actor: Person, at: datetime) -> Application:
    """Pack a case that was answered, withdrawn or lapsed, and keep the package with it.

    The package holds the files, the facts, the course and the audit of the case up to this act. Damaged where a file
    of the case is not what came in; nothing is archived then.
    """
    act = begin(application, "archive", version=version, actor=actor, at=at)
    act.moves("archive")
    act.note("archived", act.today)
    data = package(act.case, at=at, by=actor.name)
    name = safe_name(f"{act.case.agency.code}-{act.case.number}.zip")
    keep_file(
        application=act.case, actor=actor, at=at, kind=CaseFileKind.ARCHIVE, name=name, data=data, label=name
    )
    return act.done(Verb.APPLICATION_ARCHIVED)
