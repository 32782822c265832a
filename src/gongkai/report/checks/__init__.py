"""Checks: what does not add up in a report, where, and why."""
