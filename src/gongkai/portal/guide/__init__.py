"""The column's pages: guide."""
