"""The column's pages: home."""
