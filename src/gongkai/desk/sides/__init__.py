"""The desk's pages on requests beside applications: corrections and suggestions."""
