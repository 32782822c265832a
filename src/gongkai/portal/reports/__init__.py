"""The column's pages: reports."""
