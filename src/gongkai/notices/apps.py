"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.notices"
    label = "notices"
