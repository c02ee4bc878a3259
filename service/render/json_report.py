"""The report as JSON: `Report.to_dict()`, byte for byte the same for equal reports."""

import json
import re

from service.model.report import Report
from service.model.sentences import SOURCE
from service.render.catalogues import catalogue
from service.render.decided import Decisions, told
from service.render.profile.told import sentences
from service.render.profile.values import Profile

# JSON may name any character by its number, which reads back the same: lone surrogates, since they cannot be written
# as UTF-8; DEL, C1 and bidi overrides, since JSON is printed on terminals, too (C0 is escaped by JSON itself).
_ESCAPED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render_json(
    report: Report,
    decisions: Decisions | None = None,
    profile: Profile | None = None,
    language: str = SOURCE,
) -> str:
    """UTF-8 JSON in the order of `to_dict`, indented by one, with a line break at the end. With `decisions` each
    finding has a member `decision`, null where there is none; with a `profile` the report has one, whose
    sentences alone are in the reader's `language`."""
    whole = report.to_dict()
    if decisions is not None:
        for finding in whole["findings"]:
            said = told(decisions.get(finding["id"]))
            verdict = said.pop("decision")
            finding["decision"] = {"verdict": verdict, **said} if verdict else None
    if profile is not None:
        whole["profile"] = profile.to_dict(sentences(profile, catalogue(language)))
    plain = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", plain) + "\n"
