"""gongkai manage load_example."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongkai.config.example.loader import NotEmpty, load_example


class Command(BaseCommand):
    """Load the example town; a second time changes nothing."""

    help = "载入示例镇（仅供演示；已载入的不再改动）"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load and say what happened."""
        try:
            loaded = load_example(at=timezone.now())
        except NotEmpty as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write("   已载入示例镇" if loaded else "   示例镇已在库中，不作改动")
