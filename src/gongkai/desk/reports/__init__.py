"""The desk's pages on reports."""
