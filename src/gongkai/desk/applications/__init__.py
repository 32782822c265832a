"""The desk's pages on applications."""
