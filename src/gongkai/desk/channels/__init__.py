"""The desk's page on the channels that an office opens beside counter and post."""
