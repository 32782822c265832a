"""The ledger of applications as an Excel file: in and out."""
