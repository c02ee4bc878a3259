"""A report: everything that one comparison found out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.model.finding import Finding
from service.model.row import Row
from service.model.rule import Rule
from service.model.segment import Role, Segment
from service.model.sentences import ENGLISH, MESSAGE, Catalogue, Clause, Sentence
from service.model.version import Language, Version


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the reader should know about the comparison itself. `code` is stable, `version` None if it is
    general."""

    code: str
    told: Clause
    version: str | None = None

    @property
    def message(self) -> str:
        """What it says, in English."""
        return self.spoken()

    def spoken(self, catalogue: Catalogue = ENGLISH) -> str:
        """What it says, in the catalogue's language."""
        return self.told.spoken(catalogue)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, the same as the HTTP API's."""
        return {"code": self.code, "message": self.message, "version": self.version, "params": self.told.to_dict()}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Warning":
        """The inverse of `to_dict`; one that was kept before there were `params` keeps its message."""
        params = plain.get("params")
        told = Clause.from_dict(params) if params else Clause(Sentence(MESSAGE), {"message": plain["message"]})
        return cls(plain["code"], told, plain["version"])


@dataclass(frozen=True, slots=True)
class Report:
    """What `compare` returns.

    `languages` maps version ids to what was detected, `translations` segment ids to their pivot text (only segments
    that a machine translated), `findings` come worst first. Two reports with one `signature` are comparable.
    `seconds` holds the time of each stage; it is no part of `to_dict`, so that equal runs give equal bytes.
    """

    versions: tuple[Version, ...]
    languages: Mapping[str, Language]
    segments: tuple[Segment, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[Warning, ...]
    signature: Mapping[str, str]
    pivot: str
    translations: Mapping[str, str]
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any], rules: Mapping[str, Rule]) -> "Report":
        """The inverse of `to_dict`; `seconds` are not kept. `rules`: by id, those that findings may name."""
        versions = plain["versions"]
        return cls(
            versions=tuple(
                Version(v["id"], v["label"], v["text"], v["declared_language"], v["relation"]) for v in versions
            ),
            languages={v["id"]: Language(v["language"], v["language_confidence"]) for v in versions},
            segments=tuple(
                Segment(
                    s["id"],
                    s["version"],
                    s["start"],
                    s["end"],
                    Role(s["role"]),
                    s["paragraph"],
                    s["language"],
                    s["furniture"],
                )
                for s in plain["segments"]
            ),
            rows=tuple(
                Row(
                    row["index"],
                    {version: tuple(segments) for version, segments in row["cells"].items()},
                    row["similarity"],
                    tuple(row["moved"]),
                )
                for row in plain["rows"]
            ),
            findings=tuple(Finding.from_dict(one, rules) for one in plain["findings"]),
            warnings=tuple(Warning.from_dict(one) for one in plain["warnings"]),
            signature=plain["signature"],
            pivot=plain["pivot"],
            translations={s["id"]: s["translation"] for s in plain["segments"] if s["translation"] is not None},
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, the same as the HTTP API's."""
        texts = {version.id: version.text for version in self.versions}
        return {
            "signature": dict(self.signature),
            "pivot": self.pivot,
            "versions": [
                {
                    "id": v.id,
                    "label": v.label,
                    "relation": v.relation,
                    "language": self.languages[v.id].code,
                    "language_confidence": round(self.languages[v.id].confidence, 3),
                    "declared_language": v.language,
                    "text": v.text,
                }
                for v in self.versions
            ],
            "segments": [
                {
                    "id": s.id,
                    "version": s.version,
                    "start": s.start,
                    "end": s.end,
                    "role": str(s.role),
                    "furniture": s.furniture,
                    "paragraph": s.paragraph,
                    "language": s.language,
                    "text": s.text(texts[s.version]),
                    "translation": self.translations.get(s.id),
                }
                for s in self.segments
            ],
            "rows": [
                {
                    "index": row.index,
                    "cells": {version: list(segments) for version, segments in row.cells.items()},
                    "similarity": round(row.similarity, 3),
                    "moved": list(row.moved),
                }
                for row in self.rows
            ],
            "findings": [finding.to_dict() for finding in self.findings],
            "warnings": [warning.to_dict() for warning in self.warnings],
        }
