"""The annual report as a document."""
