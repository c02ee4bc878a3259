"""What an Argos model can say: its best translation, a list of the best, and how likely it finds somebody else's."""

from collections.abc import Sequence
from typing import Any

from service.engines.argos_packages import Package
from service.engines.pieces import cut_at_marks

BATCH_TOKENS = 1024
LENGTH_PENALTY = 0.2  # argostranslate/translate.py, apply_packaged_translation
LONGEST = 150
"""Tokens a piece: Argos models have seen no longer sentence (argos-train, config.yml, src_seq_length), and CTranslate2
ends a translation after 256 without a word."""
SECOND_BEAM = 5
NO_REPEAT = 4  # no four tokens come twice in a second attempt


def load_model(package: Package, options: dict[str, Any]) -> Any:
    """The package's model; its tokenizer is loaded as well, which is not safe under threads."""
    import ctranslate2

    model = ctranslate2.Translator(str(package.package_path / "model"), device="cpu", **options)
    package.tokenizer.decode(package.tokenizer.encode("a"))
    return model


def cut(package: Package, text: str) -> tuple[str, ...]:
    """The text in pieces that the model can take."""
    if len(text) < LONGEST and text.isascii():
        return (text,)  # a token has a character at least, beyond ASCII sometimes less
    tokens = len(package.tokenizer.encode(text))
    return (text,) if tokens <= LONGEST else cut_at_marks(text, len(text) * LONGEST // tokens)


def best(package: Package, model: Any, pieces: Sequence[str], beam_size: int) -> list[str]:
    """The translation of each piece."""
    return [words[0] for words in _translate(package, model, pieces, beam_size=beam_size)]


def second_attempt(package: Package, model: Any, pieces: Sequence[str]) -> list[str]:
    """The same with a wider beam that may not repeat itself."""
    found = _translate(package, model, pieces, beam_size=SECOND_BEAM, no_repeat_ngram_size=NO_REPEAT)
    return [words[0] for words in found]


def n_best(package: Package, model: Any, pieces: Sequence[str], number: int) -> list[tuple[str, ...]]:
    """The `number` best translations of each piece, best first, equal ones once."""
    found = _translate(package, model, pieces, beam_size=number, num_hypotheses=number)
    return [tuple(dict.fromkeys(words)) for words in found]


def likelihoods(package: Package, model: Any, pairs: Sequence[tuple[str, str]]) -> list[float]:
    """The mean natural logarithm of the probability of a token of each translation, given its source."""
    prefix = [package.target_prefix] if package.target_prefix else []
    results = model.score_batch(
        [package.tokenizer.encode(source) for source, _ in pairs],
        [prefix + package.tokenizer.encode(translation) for _, translation in pairs],
        max_batch_size=BATCH_TOKENS,
        batch_type="tokens",
    )
    # The prefix was given, not guessed; and CTranslate2 scores the end of the sentence last.
    logs = [result.log_probs[len(prefix) :] for result in results]
    return [sum(each) / len(each) for each in logs]


def _translate(package: Package, model: Any, pieces: Sequence[str], **options: Any) -> list[list[str]]:
    results = model.translate_batch(
        [package.tokenizer.encode(piece) for piece in pieces],
        target_prefix=[[package.target_prefix]] * len(pieces) if package.target_prefix else None,
        replace_unknowns=True,
        max_batch_size=BATCH_TOKENS,
        batch_type="tokens",
        length_penalty=LENGTH_PENALTY,
        **options,
    )
    return [[_words(package, tokens) for tokens in result.hypotheses] for result in results]


def _words(package: Package, tokens: list[str]) -> str:
    """As argostranslate does it: the prefix that names the target language goes, then the tokenizer's leading blank."""
    return package.tokenizer.decode(tokens).removeprefix(package.target_prefix).removeprefix(" ")
