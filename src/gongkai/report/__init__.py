"""The statutory annual report as a document: forms, cells, checks, readers, writers."""
