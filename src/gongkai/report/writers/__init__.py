"""Writers: a Report becomes a file."""
