"""Template tags of the public column."""
