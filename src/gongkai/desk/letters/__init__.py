"""The desk's pages on letters."""
