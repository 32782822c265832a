"""The values that an office may change about applying online (config/apply-policy.toml)."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Policy:
    """One value for each line of the file, which says what it is."""

    address_per_hour: int
    address_most_per_hour: int
    agency_per_hour: int
    agency_most_per_hour: int
    least_seconds: int
    form_hours: int
    code_days: int
    wrong_codes_per_hour: int
    lookups_per_hour: int
    lookup_minutes: int
    files_per_form: int
    files_per_hour: int
    joint_most: int


def policy() -> Policy:
    """Give the values of this installation."""
    return Policy(**settings.APPLY_POLICY)
