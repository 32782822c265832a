"""The agencies app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.agencies"
    label = "agencies"
