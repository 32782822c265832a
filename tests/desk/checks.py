"""A county's clerk at the desk, and made-up published reports as uploads."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.pages import tree
from gongkai.reporting.models import CheckedFile
from report.pages import page
from reporting.checking import County

NEW = "/desk/checks/new/"
RIGHT, WRONG = page(), page({"open": "6200007"})
DOUBTFUL = page({"n1": "l000001"})
CELL = "requests.n1.natural"
JSON = {"headers": {"accept": "application/json"}}


@dataclass(frozen=True)
class Checks:
    """The county and its clerk's screen."""

    county: County
    clerk: Client

    @property
    def batch(self) -> str:
        """The address of the county's batch."""
        return f"/desk/checks/{self.county.batch.pk}/"

    def add(self, html: str | bytes, name: str = "示例.html") -> CheckedFile:
        """Add a file to the batch, past the desk."""
        return self.county.add(html if isinstance(html, bytes) else html.encode(), name)


def upload(data: str | bytes, name: str = "示例.html") -> SimpleUploadedFile:
    """Give a file as the browser sends it."""
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


def path(row: CheckedFile, rest: str = "") -> str:
    """The address of a file's page, or of one below it."""
    return f"/desk/checks/file/{row.pk}/{rest}"


def main(answer: Any) -> str:
    """The words of the main part of a page."""
    assert answer.status_code == 200
    return " ".join(tree(answer).xpath("//main")[0].text_content().split())


def section(answer: Any, name: str) -> str:
    """The words of the section with a heading."""
    (found,) = tree(answer).xpath(f"//main//section[.//h2[normalize-space()='{name}']]")
    return " ".join(found.text_content().split())


def messages(answer: Any) -> list[str]:
    """What the page says on top."""
    return [one.text_content().strip() for one in tree(answer).xpath("//*[@role='status'][@class]")]
