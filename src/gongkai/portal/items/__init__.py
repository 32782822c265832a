"""The column's pages: items."""
