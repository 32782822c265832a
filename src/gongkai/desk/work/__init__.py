"""The desk's pages on the office's daily work: lists, who works on what, bulk, what falls due, what looks alike."""
