"""Checking published reports: a batch of files, what was read in them, what people confirmed, and what follows."""
