"""Readers: a published report in some format becomes a Report."""
