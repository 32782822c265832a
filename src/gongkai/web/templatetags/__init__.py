"""Template tags that the interfaces share."""
