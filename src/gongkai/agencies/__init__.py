"""Agencies, posts, people, roles, and who may see what."""
