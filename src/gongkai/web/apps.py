"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.web"
    label = "web"
