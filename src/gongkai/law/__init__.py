"""The statute as code: pure functions on dated, cited data. No Django, no clock."""
