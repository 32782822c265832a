"""Applications for information: from receipt to a lawful answer."""
