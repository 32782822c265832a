"""The desk's pages on items."""
