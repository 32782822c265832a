"""Stored files: bytes by their content, with the name they came under."""
