"""The working days of the installation: the years that ship, and the notices an operator loads over them."""
