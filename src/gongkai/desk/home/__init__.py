"""The desk's pages on home."""
