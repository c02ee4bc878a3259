"""Pages as a browser asks for them, without one: forms with the token of the page that they stand on."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from service.app import create_app
from service.model.protocols import Engines
from service.settings import Settings
from tests.unit.api.conftest import MakeApp, here, light, make_app

__all__ = ["MakeApp", "light", "make_app"]

FIRST = "Five boats burned on Tuesday.\n\nThe harbour was closed.\n\nNobody said why."
SECOND = "Nine boats burned on Tuesday.\n\nThe harbour was closed.\n\nNobody said why."
THIRD = "Five boats burned on Monday.\n\nThe harbour was closed.\n\nNobody said why."


class Browser:
    """Keeps cookies, and sends forms with the token that a page gave it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, address: str, **headers: str) -> TestResponse:
        return self.client.get(address, headers={"Accept": "text/html", **headers})

    def post(
        self, address: str, form: Mapping[str, Any] | None = None, page: str = "/login", follow: bool = False
    ) -> TestResponse:
        """`page`: where the form stands, for its token."""
        token = re.search('name="csrf-token" content="([^"]+)"', self.get(page).text)
        assert token, f"{page} has no token"
        data = {"csrf_token": token[1], **(form or {})}
        return self.client.post(address, data=data, headers={"Accept": "text/html"}, follow_redirects=follow)

    def tree(self, address: str) -> Any:
        """The page as a tree. It must be there."""
        answer = self.get(address)
        assert answer.status_code == 200, answer.text
        return html.fromstring(answer.text)


@pytest.fixture(scope="module")
def site(light: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests of a file: making one takes longer than most tests."""
    place = tmp_path_factory.mktemp("pages") / "variorum.sqlite"
    made = create_app(Settings(database=str(place), access="this-machine", rate_limit=0), light)
    yield made
    here(made).submitter.stop()


@pytest.fixture
def browser(site: Flask) -> Browser:
    """On this machine, where no key is needed; with cookies of its own."""
    return Browser(site)


def compare(browser: Browser, *texts: str, **more: Any) -> str:
    """The id of a comparison that is done."""
    versions = [
        {"id": name, "label": name.upper(), "text": text} for name, text in zip("abcdefgh", texts, strict=False)
    ]
    body = {"versions": versions, "translate": False, "title": "Boats", **more}
    answer = browser.client.post("/v1/comparisons?wait=20", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


@pytest.fixture
def compared(browser: Browser) -> str:
    """Three versions: b has another number, c another day."""
    return compare(browser, FIRST, SECOND, THIRD)


def finding_of(browser: Browser, id: str, type: str) -> str:
    """The id of its first finding of this type."""
    plain = browser.client.get(f"/v1/comparisons/{id}/findings").get_json()["items"]
    return next(str(one["id"]) for one in plain if one["type"] == type)
