"""make bench: what the product does in how much time, measured in one run so that ratios can be quoted."""
