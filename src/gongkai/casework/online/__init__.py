"""Applying from the public column: what is sent, the code that opens it again, the limits, what the applicant sees."""
