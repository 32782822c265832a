"""The calendars app."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.calendars"
    label = "calendars"
