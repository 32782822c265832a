"""The desk's pages on the calendar: the notices on holidays."""
