"""A real Chromium against the live server: no network but loopback, pictures kept, accessibility asked of axe."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route, sync_playwright

from support import needs
from support.fonts import fontconfig

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]
PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1280, "height": 900}
PICTURES = Path(os.environ.get("GONGKAI_PICTURES") or "build/pictures")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder and run it in one process, since it shares one browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium with the fonts of the PDF writer."""
    program = needs.tool("chromium")
    # Playwright's loop runs in this thread; the calls to the database are ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    env = {**os.environ, "FONTCONFIG_FILE": str(fontconfig(tmp_path_factory.mktemp("fonts")))}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGS, env=env)
        yield chromium
        chromium.close()


def _loopback_only(route: Route) -> None:
    if urlsplit(route.request.url).hostname in {"localhost", "127.0.0.1"}:
        route.continue_()
    else:
        route.abort()


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open a new page of the live server: open_page(path, phone=False, javascript=True)."""
    contexts = []

    def _open(path: str = "/", *, phone: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESKTOP,
            locale="zh-CN",
            java_script_enabled=javascript,
            bypass_csp=True,
        )
        context.route("**/*", _loopback_only)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield _open
    for context in contexts:
        context.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], Path]:
    """Keep a full-page screenshot under build/pictures and check that nothing overflows sideways."""

    def _picture(page: Page, name: str) -> Path:
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        width, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width <= seen, f"{name}: the page is {width} px wide in a window of {seen}"
        return path

    return _picture


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe finds nothing serious on the page."""
    script = (settings.BASE_DIR / "node_modules/axe-core/axe.min.js").read_text("utf-8")

    def _axe(page: Page) -> None:
        page.evaluate(script)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            (rule["id"], rule["help"], [node["target"] for node in rule["nodes"]][:3])
            for rule in found["violations"]
            if rule["impact"] in {"serious", "critical"}
        ]
        assert not serious, serious

    return _axe
