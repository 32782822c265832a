"""What an office may change about applying online, read at the start."""

from dataclasses import fields

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.casework.online.policy import Policy
from gongkai.config.apply_policy import apply_policy


def _file(tmp_path, text):
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    return {"GONGKAI_APPLY_POLICY": str(path)}


def test_the_shipped_values_are_those_the_policy_knows():
    assert sorted(apply_policy({})) == sorted(one.name for one in fields(Policy))


def test_a_file_replaces_single_values(tmp_path):
    changed = apply_policy(_file(tmp_path, "address_per_hour = 3"))
    assert changed["address_per_hour"] == 3
    assert changed["code_days"] == apply_policy({})["code_days"]


@pytest.mark.parametrize(
    "text", ["adress_per_hour = 3", "code_days = 0", 'code_days = "long"', "code_days = true", "="]
)
def test_a_wrong_name_or_value_stops_the_start_and_is_named(tmp_path, text):
    with pytest.raises(ImproperlyConfigured, match=r"policy\.toml"):
        apply_policy(_file(tmp_path, text))


def test_a_file_that_is_not_there_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match=r"nowhere\.toml"):
        apply_policy({"GONGKAI_APPLY_POLICY": "nowhere.toml"})
