"""The publishing app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.publishing"
    label = "publishing"
