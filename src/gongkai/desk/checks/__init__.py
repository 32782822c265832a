"""The desk's pages on checking published reports."""
