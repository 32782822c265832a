"""The example as an app, so that its command is found."""

from django.apps import AppConfig


class ExampleConfig(AppConfig):
    """It has no tables of its own."""

    name = "gongkai.config.example"
    label = "example"
