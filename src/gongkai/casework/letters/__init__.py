"""The letters and papers of an application as documents: pure, without Django and without the database."""
