"""The clerks' guide: its pictures and links are there, its pictures are small, what it tells to press is in the product."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
LARGEST = 150_000
LINK = re.compile(r"\]\(([^)#]+)\)")
PRESSED = re.compile(r"点\*\*(.+?)\*\*")


def test_every_chapter_is_listed_on_the_first_page() -> None:
    listed = set(LINK.findall((GUIDE / "index.md").read_text("utf-8")))
    assert {page.name for page in PAGES} - {"index.md"} <= listed


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_every_picture_and_link_of_a_page_is_there(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        found = (GUIDE / target).resolve()
        assert found.is_file(), f"{page.name}: {target}; make guide takes pictures anew"


def test_the_pictures_are_small_and_none_is_left_over() -> None:
    named = {target for page in PAGES for target in LINK.findall(page.read_text("utf-8"))}
    for picture in (GUIDE / "pictures").iterdir():
        assert picture.stat().st_size <= LARGEST, picture.name
        assert f"pictures/{picture.name}" in named, f"{picture.name} is not in the guide"


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_what_is_to_be_pressed_is_in_the_product(page: Path) -> None:
    kinds = ("*.py", "*.html", "*.toml")
    held = "".join(one.read_text("utf-8") for kind in kinds for one in (ROOT / "src").rglob(kind))
    missing = [label for label in PRESSED.findall(page.read_text("utf-8")) if label not in held]
    assert not missing, f"{page.name} tells to press what is not there"
