"""Reminders and messages to people: what stands in the desk, the daily mail, the short message."""
