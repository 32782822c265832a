"""The gongkai command: a thin skin over the Python API."""
