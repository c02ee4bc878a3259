import json
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from service.actions.compare import compare_versions
from service.model.protocols import Engines
from service.model.version import Version
from service.settings import Settings

FIRST, SECOND = "Five boats burned on Tuesday.", "Nine boats burned on Tuesday."


def post(app: Flask, body: Any) -> TestResponse:
    return app.test_client().post("/v1/comparisons", data=json.dumps(body), content_type="application/json")


def test_the_answer_is_the_report(app: Flask, light: Engines) -> None:
    answer = post(
        app,
        {
            "versions": [
                {"id": "a", "label": "Agency", "text": FIRST, "language": "en-GB", "relation": "original"},
                {"text": SECOND},
            ],
            "pivot": "en",
            "translate": False,
        },
    )
    versions = (Version("a", "Agency", FIRST, "en-GB", "original"), Version("version-2", "version-2", SECOND))
    report = compare_versions(versions, light, Settings(), "en", translate=False)
    assert (answer.status_code, answer.mimetype) == (201, "application/json")
    assert answer.get_json() == {"state": "done", "report": json.loads(json.dumps(report.to_dict()))}


def test_one_version_is_enough(app: Flask) -> None:
    answer = post(app, {"versions": [{"text": FIRST, "id": None, "language": None}], "pivot": None})
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (None, "the body must be an object"),
        ([], "the body must be an object"),
        ({}, "versions must be a list of at least one version"),
        ({"versions": []}, "versions must be a list of at least one version"),
        ({"versions": {}}, "versions must be a list"),
        ({"versions": ["text"]}, "versions[0] must be an object"),
        ({"versions": [{}]}, "versions[0].text must be a string"),
        ({"versions": [{"text": 5}]}, "versions[0].text must be a string"),
        ({"versions": [{"text": "a\0b"}]}, "versions[0].text holds NUL characters"),
        ({"versions": [{"text": "a\ud800"}]}, "versions[0].text holds halves of characters (surrogates)"),
        (
            {"versions": [{"text": FIRST}, {"text": SECOND, "id": 7}]},
            "versions[1].id must be a string that is not empty",
        ),
        ({"versions": [{"text": FIRST, "label": " "}]}, "versions[0].label must be a string that is not empty"),
        ({"versions": [{"text": FIRST, "relation": "copy"}]}, "versions[0].relation must be one of original, transl"),
        ({"versions": [{"text": FIRST, "langauge": "en"}]}, "versions[0] has no field 'langauge'; there are id, label"),
        ({"versions": [{"text": FIRST}], "pivto": "en"}, "the body has no field 'pivto'; there are versions, pivot"),
        ({"versions": [{"text": FIRST}], "translate": "no"}, "translate must be true or false"),
        ({"versions": [{"text": FIRST}], "pivot": 5}, "pivot must be a string that is not empty"),
    ],
)
def test_a_wrong_field_is_named(app: Flask, body: Any, detail: str) -> None:
    answer = post(app, body)
    problem = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert problem["type"] == "urn:variorum:problem:invalid-field"
    assert problem["detail"].startswith(detail)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"versions": [{"text": " "}]}, 422, "nothing-to-compare"),
        ({"versions": [{"text": FIRST, "id": "a"}, {"text": SECOND, "id": "a"}]}, 422, "duplicate-version"),
        ({"versions": [{"text": FIRST}], "pivot": "klingonisch"}, 422, "unknown-language"),
        ({"versions": [{"text": FIRST, "language": "e n"}]}, 422, "unknown-language"),
        ({"versions": [{"text": FIRST}] * 5}, 413, "too-large"),
        ({"versions": [{"text": "a " * 300}]}, 413, "too-large"),
        ({"versions": [{"text": "a" * 20_000}]}, 413, "too-large"),
    ],
)
def test_what_cannot_be_compared_is_a_problem(app: Flask, body: Any, status: int, code: str) -> None:
    answer = post(app, body)
    assert (answer.status_code, answer.get_json()["type"]) == (status, f"urn:variorum:problem:{code}")
    assert answer.get_json()["status"] == status


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b'{"versions": NaN, ', b"\xff\xfe{\x00", b"[" * 5000, b"1" * 5000, b'{"a": "\xff"}'],
    ids=["empty", "cut", "cut later", "utf-16", "deep", "long number", "latin-1"],
)
def test_what_is_no_json(app: Flask, data: bytes) -> None:
    answer = app.test_client().post("/v1/comparisons", data=data, content_type="application/json")
    assert (answer.status_code, answer.get_json()["type"]) == (400, "urn:variorum:problem:bad-request")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"])
def test_another_content_type(app: Flask, content_type: str) -> None:
    answer = app.test_client().post("/v1/comparisons", data=b"{}", content_type=content_type)
    assert (answer.status_code, answer.get_json()["type"]) == (415, "urn:variorum:problem:unsupported-media-type")


def test_a_content_type_with_a_charset(app: Flask) -> None:
    body = json.dumps({"versions": [{"text": FIRST}]})
    answer = app.test_client().post("/v1/comparisons", data=body, content_type="application/json; charset=utf-8")
    assert answer.status_code == 201
