"""How engines match BCP 47 codes: without regard to case, and `pt-BR` counts as `pt` where nothing nearer is known."""

ARGOS_NAMES = {"zh-hant": "zt", "zh-tw": "zt", "zh-hk": "zt", "pt-br": "pb", "no": "nb", "nn": "nb"}
"""What Argos packages call a language, where it is not BCP 47's name."""


def nearest(code: str) -> tuple[str, ...]:
    """The codes that may stand for this one, in lower case, nearest first: ("zh-hant-tw", "zh-hant", "zh")."""
    parts = code.lower().split("-")
    return tuple("-".join(parts[:n]) for n in range(len(parts), 0, -1))


def readable_by_argos(code: str) -> tuple[str, ...]:
    """The codes of Argos packages that can read this language, best first."""
    return tuple(name for near in nearest(code) for name in (ARGOS_NAMES.get(near), near) if name)


def written_by_argos(code: str) -> tuple[str, ...]:
    """The codes of Argos packages that write this language. Simplified characters do not stand in for traditional ones
    here: the translation is held against other versions, character by character."""
    codes = readable_by_argos(code)
    return ("zt",) if "zt" in codes else codes
