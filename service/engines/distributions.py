"""Which version of a distribution is installed, read from its metadata without importing it."""

from importlib.metadata import PackageNotFoundError, version

ABSENT = "absent"


def installed_version(*names: str) -> str:
    """The version of the first of these distributions that is installed, or "absent". Takes about a millisecond."""
    for name in names:
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return ABSENT
