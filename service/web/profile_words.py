"""A profile in the reader's language."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from service.actions.profile import SENTENCES
from service.model.sentences import SOURCE
from service.render.german_profile import german_does
from service.render.profile.english import does
from service.render.profile.table import tags
from service.render.profile.tendency import Tendency
from service.render.profile.values import Profile, VersionProfile
from service.web.words import language

DOES: Mapping[str, Callable[[Tendency, Profile], str]] = {"en": does, "de": german_does}


def profile_in_words(profile: Profile) -> tuple[Markup, ...]:
    """The three sentences, in English where nobody wrote them in the reader's language."""
    say = SENTENCES.get(language(), SENTENCES[SOURCE])
    return tuple(Markup(sentence) for sentence in say(profile, tags(profile)))  # noqa: S704 # labels are escaped


def habits(profile: Profile, version: VersionProfile) -> str:
    """What a version tends to do, such as `drops attributions (3), changes dates (2)`; "" without a clear tendency."""
    say = DOES.get(language(), DOES[SOURCE])
    return ", ".join(f"{say(kind, profile)} ({times})" for kind, times in version.habits)


def decimal(number: float) -> str:
    """Two digits as the reader's language writes them."""
    from babel.numbers import format_decimal

    return format_decimal(number, "0.00", language())
