"""The sentences of warnings. `version` is a version's label; names that end in `language` are for BCP 47 codes."""

from service.model.sentences import Sentence

THIRD_LANGUAGE = Sentence(
    "{language} was translated to {pivot_language} by way of {languages}: "
    "what is seen after machine translation is less sure."
)
NOT_TRANSLATED = Sentence(
    "{who} of {all} sentences of {version} could not be translated "
    "(nothing came back, or nothing that can be a translation); it is compared in its own words.",
    "{who} of {all} sentences of {version} could not be translated "
    "(nothing came back, or nothing that can be a translation); they are compared in their own words.",
)
CONTRADICTED = Sentence(
    "{version}: The text is declared as {declared_language} ({declared}), but it reads like {found_language} ({found})."
)
UNKNOWN = Sentence("{version}: its language could not be told; say it with --language, or expect less.")
NOT_EMBEDDED = Sentence(
    "{version}: {language} is not among the languages of the sentence embedder; "
    "its sentences are aligned by spelling, numbers and length, less surely."
)
NO_ENGINE = Sentence(
    "No engine here translates {either} to {pivot_language}; these versions are compared in their own words. "
    "To change that: {command}"
)
FAILED = Sentence(
    "Translating {language} to {pivot_language} failed ({error}); the comparison goes on with the originals."
)
