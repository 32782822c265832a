"""Applying for information from the public column, and coming back with number and code."""
