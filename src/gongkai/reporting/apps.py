"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.reporting"
    label = "reporting"
