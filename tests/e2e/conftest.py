"""The service with its real engines, and a real Chromium that looks at it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from service.actions.stories import bundled_stories, read_story
from service.app import create_app
from service.settings import Settings
from tests.e2e.browser import ARGUMENTS, CHROMIUM
from tests.servers.variorum import serving

Visit = Callable[..., Page]


class Site:
    """A service on this machine, with its own database."""

    def __init__(self, app: Any, address: str) -> None:
        self.app, self.address = app, address

    def compare(self, versions: list[dict[str, Any]], **more: Any) -> str:
        """The address of a comparison that is done."""
        body = {"versions": versions, "translate": False, "title": "Boats", **more}
        answer = self.app.test_client().post("/v1/comparisons?wait=120", json=body)
        assert answer.status_code == 201, answer.text
        return f"{self.address}/comparisons/{answer.get_json()['id']}"

    def shared(self, address: str) -> str:
        """The link by which others may read it."""
        token = self.app.extensions["variorum"].stores.pages.share("local", address.rpartition("/")[2])
        return f"{self.address}/shared/{token}"

    def bundled(self, name: str) -> str:
        """A bundled story, compared."""
        story = read_story(bundled_stories()[name])
        versions = [
            {"id": v.id, "label": v.label, "text": v.text, "language": v.language, "relation": v.relation}
            for v in story.versions
        ]
        return self.compare(versions, title=story.title, pivot=story.pivot, translate=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    place = tmp_path_factory.mktemp("pages") / "variorum.sqlite"
    app = create_app(Settings(database=str(place), rate_limit=0, wait_seconds=120))
    with serving(app) as address:
        yield Site(app, address)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as tools:
        yield tools


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    assert Path(CHROMIUM).exists(), "the tests of the pages need Chromium: apt-get install chromium fonts-noto-cjk"
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens a page in a browser of its own (cookies and all). Errors of scripts, and what the policy of the page
    forbids, fail the test."""
    wrong: list[str] = []
    with ExitStack() as after:

        def open_page(address: str = "", width: int = 1280, height: int = 900, **options: Any) -> Page:
            context: BrowserContext = chromium.new_context(
                viewport={"width": width, "height": height}, accept_downloads=True, **options
            )
            after.callback(context.close)
            context.set_default_timeout(15_000)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
            page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
            if address:
                page.goto(address)
            return page

        yield open_page
        assert wrong == []
