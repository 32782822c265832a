"""The desk's pages on reminders."""
