"""What a person does with the product, in a real browser."""
