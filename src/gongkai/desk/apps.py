"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.desk"
    label = "desk"
