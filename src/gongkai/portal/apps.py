"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.portal"
    label = "portal"
