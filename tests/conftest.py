"""Fixtures for every test: made-up agencies and people, and clients signed in as them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from gongkai.agencies.models import Agency, Person
from support import factories, needs
from support.triggers import triggers_off

# make test tries the same made-up cases every time; make test-slow looks for new ones.
hypothesis_settings.register_profile("steady", derandomize=True)


@pytest.fixture(scope="session", autouse=True)
def _emptying_tables_passes_the_triggers() -> None:
    """A transactional test ends with every table emptied, which the audit's triggers would refuse."""
    teardown = TransactionTestCase._fixture_teardown

    def _teardown(self: TransactionTestCase) -> None:
        with triggers_off():
            teardown(self)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", _teardown)


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """A page that a test asked for in English leaves the language of the thread behind; no other test may find it."""
    yield
    translation.deactivate()


@pytest.fixture
def make_agency(db: None) -> Callable[..., Agency]:
    """Create agencies: make_agency("示例镇人民政府", kind=…, under=county, code=…)."""
    return factories.make_agency


@pytest.fixture
def make_person(db: None) -> Callable[..., Person]:
    """Create people: make_person("clerk", agency)."""
    return factories.make_person


@pytest.fixture
def agency(db: None) -> Agency:
    """One town government."""
    return factories.make_agency()


@pytest.fixture
def client_as(db: None) -> Callable[..., Client]:
    """Give a client signed in with a role: client_as("clerk", agency), or as a person: client_as(person)."""

    def _client(who: str | Person, agency: Agency | None = None) -> Client:
        person = factories.make_person(who, agency) if isinstance(who, str) else who
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _client


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the date that views read: on_day(date(2026, 11, 23)) makes it ten in the morning in Shanghai."""

    def _set(day: date) -> None:
        moment = datetime.combine(day, time(10), ZoneInfo("Asia/Shanghai"))
        monkeypatch.setattr("gongkai.web.today.current", lambda: moment)

    return _set


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was missing, with the line that installs it."""
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    line = needs.advice(reasons)
    if line:
        terminalreporter.write_line(f"skipped for want of tools; install them with: {line}")
