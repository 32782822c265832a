"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The label is the room's name."""

    name = "gongkai.audit"
    label = "audit"
