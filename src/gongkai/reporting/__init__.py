"""The annual report of an agency-year, compiled from the ledgers."""
