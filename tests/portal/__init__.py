"""The public column."""
