"""The years of keeping: shipped ones, replaced one by one, for all or for one agency."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.config.retention import retention

SHIPPED = {"applicants": 10, "proofs": 10, "papers": 10, "packages": 30}


def _with(tmp_path, text):
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    return retention({"GONGKAI_RETENTION": str(path)})


def test_without_a_file_the_shipped_years_hold():
    assert retention({}) == {"": SHIPPED}


def test_single_years_are_replaced_for_all_and_for_one(tmp_path):
    found = _with(tmp_path, "[default]\nproofs = 5\n[agencies.SLZHEN]\napplicants = 30\n")
    assert found[""] == {**SHIPPED, "proofs": 5}
    assert found["SLZHEN"] == {**SHIPPED, "proofs": 5, "applicants": 30}


@pytest.mark.parametrize(
    "text",
    [
        "[default]\nproofs = 0",
        "[default]\nproofs = true",
        "[default]\nnames = 3",
        "[agencies.X]\nproofs = '3'",
        "[agencies]\nX = 3",
        "proofs = 3",
        "[other]\nproofs = 3",
        "[default",
    ],
)
def test_what_is_not_known_is_refused(tmp_path, text):
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_RETENTION"):
        _with(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="读不出"):
        retention({"GONGKAI_RETENTION": str(tmp_path / "none")})
