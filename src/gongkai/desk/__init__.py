"""The office's side: sign in, work, decide, report."""
