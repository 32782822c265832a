"""Compare every kept clock with the replay of its events."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.casework.actions import redate
from gongkai.casework.clocks import differences
from gongkai.casework.models import Application
from gongkai.kit.dates import day_of


class Command(BaseCommand):
    """check_clocks: name the cases whose kept due date is not what their events give; --mend writes them again."""

    help = "核对各件申请所存的答复期限与逐步重新计算的结果。Compare the kept due dates with the replay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --mend."""
        parser.add_argument("--mend", action="store_true", help="按重新计算的结果改正。Write them again.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each difference; exit code 1 where one is left."""
        at = timezone.now()
        found = list(differences(Application.objects.order_by("pk"), today=day_of(at)))
        for one in found:
            self.stdout.write(
                f"{one.case.agency} {one.case.number}: {one.kept.due_on or '—'} → {one.replayed.due_on or '—'}"
            )
        if found and options["mend"]:
            wrong = Application.objects.filter(pk__in=[one.case.pk for one in found])
            redate(wrong, because="工作日历", actor=None, at=at)
            self.stdout.write(f"已改正 {len(found)} 件。Mended: {len(found)}.")
        elif found:
            raise CommandError(
                f"{len(found)} 件不一致。加 --mend 改正。{len(found)} differ; --mend mends them."
            )
        else:
            self.stdout.write("全部一致。All agree.")
