"""Proactive disclosure: items, catalogue, release."""
