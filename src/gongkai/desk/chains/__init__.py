"""The desk's pages on the steps that the drafts of an agency go through."""
