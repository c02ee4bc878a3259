"""Says early and clearly what cannot be compared."""

from collections import Counter
from collections.abc import Mapping, Sequence

from service.model.errors import DuplicateVersion, InputError, NothingToCompare
from service.model.segment import Role, Segment
from service.model.version import Relation, Version


def check(versions: Sequence[Version], segments: Mapping[str, Sequence[Segment]] | None = None) -> None:
    """Raises `InputError` for versions that cannot be compared; with `segments`, for those without running text,
    too."""
    if not versions:
        raise NothingToCompare("there is no version to compare")
    twice = [name for name, count in Counter(v.id for v in versions).items() if count > 1]
    if twice:
        raise DuplicateVersion(f"two versions have the id {twice[0]!r}")
    for version in versions:
        _one(version)
        if segments is not None and all(s.role is Role.FURNITURE for s in segments[version.id]):
            raise NothingToCompare(
                f"{version.label} holds no running text, only furniture such as captions and buttons"
            )


def _one(version: Version) -> None:
    if not version.id:
        raise InputError("a version needs an id")
    if not isinstance(version.text, str):
        raise InputError(f"the text of {version.label} is not text but {type(version.text).__name__}")
    if not version.text.strip():
        raise NothingToCompare(f"{version.label} is empty")
    if version.relation is not None and version.relation not in list(Relation):
        known = ", ".join(Relation)
        raise InputError(f"{version.label}: there is no relation {version.relation!r}; there are {known}")
