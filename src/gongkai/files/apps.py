"""The files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.files"
    label = "files"
