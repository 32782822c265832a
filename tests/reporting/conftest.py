"""A town with its clerk and its head."""

import pytest

from support.cases import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    """One town office of two people."""
    return make_office()
