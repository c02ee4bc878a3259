"""HTML: its words, and translations put between its tags; "translated" is what is in capitals."""

import time
from collections.abc import Sequence

import pytest

from service.actions.translate_html import text_of, translate_html


def upper(texts: Sequence[str]) -> list[str]:
    return [text.upper() for text in texts]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        ("<h1>One &amp; two</h1><p>Three <b>fo</b>ur<br>five</p>six", "One & two\n\nThree four\nfive\n\nsix"),
        ("<p>a<!-- no --> b</p><script>no</script><style>no</style>", "a b"),
        ("<html><head><title>no</title></head><body>\n  <p>a\n  b</p></body></html>", "a b"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<p>&lt;script&gt; &#x41;&nbsp;&hellip;</p>", "<script> A …"),
        ("<div><p>never closed", "never closed"),
    ],
)
def test_the_words_of_a_page(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("html", "translated"),
    [
        ("plain", "PLAIN"),
        ("", ""),
        ('<p class="a" title="b">c <i>d</i> e</p>', '<p class="a" title="b">C <i>D</i> E</p>'),
        ("a &lt;b&gt; &amp; c", "A &lt;B&gt; &amp; C"),
        ("<p>a<br>b</p> <!-- c --> d", "<p>A<br>B</p> <!-- c --> D"),
        ("<code>a</code> b <script>c</script>", "<code>a</code> B <script>c</script>"),
        ('<p translate="no">a <b>b</b></p> c', '<p translate="no">a <b>b</b></p> C'),
        ('<p class="x notranslate">a</p>', '<p class="x notranslate">a</p>'),
    ],
)
def test_words_change_and_tags_stay(html: str, translated: str) -> None:
    assert translate_html(html, upper) == translated


def test_all_texts_go_in_one_call() -> None:
    calls: list[Sequence[str]] = []
    translate_html("<p> a </p>\n<p>b <i>c</i></p>", lambda texts: calls.append(texts) or list(texts))
    assert calls == [["a", "b", "c"]]


def test_a_translation_is_text_and_no_tag() -> None:
    assert translate_html("<p>a</p>", lambda _: ["<script>\x00"]) == "<p>&lt;script&gt; </p>"


@pytest.mark.parametrize("piece", ["<div>", "<", "<!--", "<a ", "<b>x", "<p>x", "&amp", "<![CDATA[", "</p>", '<a b="'])
def test_hostile_html_takes_no_time(piece: str) -> None:
    html = piece * (100_000 // len(piece))
    began = time.perf_counter()
    text_of(html)
    translate_html(html, upper)
    assert time.perf_counter() - began < 10
