"""The casework app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.casework"
    label = "casework"
