"""Words of a table as one pattern: what the shared pattern of their letters finds is what each by itself would."""

import re

from hypothesis import given
from hypothesis import strategies as st

from service.languages.named import LETTER, one_of

WORDS = st.lists(
    st.text(alphabet="abе. -'°é日", min_size=1, max_size=4).filter(lambda w: w.strip("* ") == w), max_size=8
)
STARRED = st.lists(st.text(alphabet="abé", min_size=1, max_size=3).map(lambda w: w + "*"), max_size=4)


def longest_by_itself(words: list[str], text: str, at: int) -> str | None:
    """What one word after another, the longest first, finds at a place."""
    for word in sorted(set(words), key=lambda w: (-len(w.rstrip("*")), not w.endswith("*"), w)):
        if match := re.compile(one_of([word])).match(text, at):
            return match[0]
    return None


@given(WORDS, STARRED, st.text(alphabet="abе. -'°é日", max_size=12))
def test_all_words_together_find_what_the_longest_finds(words: list[str], stems: list[str], text: str) -> None:
    together = re.compile(one_of([*words, *stems]))
    for at in range(len(text) + 1):
        match = together.match(text, at)
        assert (match[0] if match else None) == longest_by_itself([*words, *stems], text, at)


def test_a_word_with_a_mark_is_tried_before_the_word_and_after_a_longer_one() -> None:
    pattern = re.compile(one_of(["fr", "fr.", "fr. suisses"]))
    assert [pattern.match(text)[0] for text in ("fr", "fr.", "fr. suisses", "fr. suissesse")] == [
        "fr", "fr.", "fr. suisses", "fr."
    ]  # fmt: skip


def test_borders_are_written_once_for_words_of_like_borders() -> None:
    assert one_of([f"word{k}" for k in range(50)]).count(LETTER) == 2


def test_no_words_match_nothing() -> None:
    assert not re.search(one_of([]), "anything")
