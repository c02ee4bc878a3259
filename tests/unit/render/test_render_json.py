"""JSON is `to_dict` and nothing else."""

import json
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from service.model.report import Report
from service.render.json_report import render_json
from service.render.profile.measure import profile


def test_it_is_the_report_as_it_stands(platform: Report) -> None:
    text = render_json(platform)
    assert json.loads(text) == platform.to_dict()
    assert list(json.loads(text)) == list(platform.to_dict())
    assert text == render_json(platform)
    assert "Bild vergrößern" in text
    assert text.startswith('{\n "signature": {\n  "variorum"')
    assert text.endswith("}\n")


def test_a_profile_is_one_member_more(platform: Report) -> None:
    found = profile(platform)
    assert found is not None
    plain = json.loads(render_json(platform, profile=found))
    assert plain.pop("profile") == found.to_dict()
    assert plain == platform.to_dict()


def test_lone_surrogates_and_terminal_controls_are_escaped(with_text: Callable[[str], Report]) -> None:
    report = with_text("a\ud800b\x9b\x1b\u202e")
    text = render_json(report)
    assert "a\\ud800b\\u009b\\u001b\\u202e" in text
    assert json.loads(text.encode()) == report.to_dict()


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_can_be_written(with_text: Callable[[str], Report], text: str) -> None:
    assert json.loads(render_json(with_text(text)).encode())["pivot"] == "en"
