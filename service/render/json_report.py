"""The report as JSON: `Report.to_dict()`, byte for byte the same for equal reports."""

import json
import re

from service.model.report import Report

# JSON may name any character by its number, which reads back the same: lone surrogates, since they cannot be written
# as UTF-8; DEL, C1 and bidi overrides, since JSON is printed on terminals, too (C0 is escaped by JSON itself).
_ESCAPED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render_json(report: Report) -> str:
    """UTF-8 JSON in the order of `to_dict`, indented by one, with a line break at the end."""
    plain = json.dumps(report.to_dict(), ensure_ascii=False, indent=1, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", plain) + "\n"
