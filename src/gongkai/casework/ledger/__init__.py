"""An office's Excel ledger of applications: its columns, its cells as values, its rows as cases."""
