from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.languages import knowledge, known
from service.languages.numbers import find_numbers
from tests.unit.languages.strategies import LANGUAGES, TEXTS, assert_located


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "2,500", 2500),
        ("de", "2.500", 2500),
        ("fr", "2\u202f500", 2500),
        ("fr", "2 500", 2500),
        ("de", "1'200", 1200),
        ("es", "2,5", 2.5),
        ("en", "1,234,567.5", 1234567.5),
        ("de", "1.234.567,5", 1234567.5),
        ("hi", "2,50,000", 250000),
        ("ar", "٢٬٥٠٠", 2500),
        ("ar", "٣٫٥", 3.5),
        ("ja", "２５００", 2500),
    ],
)
def test_figures_by_the_marks_of_their_language(language: str, text: str, value: float) -> None:
    assert [q.value for q in find_numbers(text, language)] == [value]


def test_an_ambiguous_figure_keeps_both_its_values() -> None:
    (figure,) = find_numbers("2.500", "en")
    assert figure.values == {2.5, 2500}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "two hundred and five", 205),
        ("de", "dreihundertfünfzigtausend", 350000),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("it", "ventiquattro", 24),
        ("ru", "двести пятьдесят", 250),
        ("zh", "二十五万", 250000),
        ("ja", "1億2000万", 120000000),
        ("tr", "iki bin beş yüz", 2500),
    ],
)
def test_words_by_the_rules_of_their_language(language: str, text: str, value: float) -> None:
    assert [q.value for q in find_numbers(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "soft"), [("about 300", "about"), ("more than 300", "over"), ("under 300", "under"), ("exactly 300", None)]
)
def test_what_softens_a_number(text: str, soft: str | None) -> None:
    assert [q.soft for q in find_numbers(text, "en")] == [soft]


def test_figures_are_stronger_than_words_and_words_than_ordinals() -> None:
    assert [q.strength for q in find_numbers("4 of five came third", "en")] == [2, 1, 0]


def test_a_time_of_day_is_shown_as_one_and_has_both_its_hours() -> None:
    (time,) = find_numbers("It opens at 5:30 p.m.", "en")
    assert (time.shown, time.values) == ("17:30", {5.5, 17.5})


@pytest.mark.parametrize("text", ["the two thousand first case", "a thousand first-time voters"])
def test_an_ordinal_behind_a_thousand_is_read(text: str) -> None:
    assert find_numbers(text, "en"), "reading used to fail: a thousand had closed what an ordinal was added to"


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "hundert Helfer", [100]),
        ("de", "mehrere hundert Helfer", []),
        ("cs", "několik tisíc lidí", []),
        ("cs", "pár tisíc lidí", []),
        ("fr", "cent personnes", [100]),
        ("fr", "cinq pour cent des voix", [5]),
        ("ru", "миллион рублей", [1000000]),
        ("ru", "несколько миллионов рублей", []),
        ("en", "hundred days", []),
    ],
)
def test_a_multiplier_alone_counts_where_it_is_exact(language: str, text: str, values: list[float]) -> None:
    assert [q.value for q in find_numbers(text, language)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two thousand, six hundred people", [2600]),
        ("one million, two of them children", [1000000, 2]),
        ("a thousand, two thousand, three thousand", [1000, 2000, 3000]),
    ],
)
def test_a_comma_parts_thousands_only_from_hundreds(text: str, values: list[float]) -> None:
    assert [q.value for q in find_numbers(text, "en")] == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("zh", "如果万一下雨", []),
        ("zh", "三万一千人", [31000]),
        ("zh", "5万一千人", [51000]),
        ("ja", "三十分後", [30]),
        ("zh", "周三下午", []),
    ],
)
def test_a_lookalike_inside_a_numeral_is_part_of_it(language: str, text: str, values: list[float]) -> None:
    assert [q.value for q in find_numbers(text, language)] == values


def test_an_unknown_language_still_has_figures() -> None:
    assert [q.value for q in find_numbers("12 xyz 3.5", "und")] == [12, 3.5]


@given(TEXTS, LANGUAGES)
@example("²", "en")
@example("1¹", "de")
@example("٠" * 30, "ar")
@example("9" * 400, "en")
@example("one" + " thousand" * 12, "en")
@example("İki İki", "tr")
def test_any_text_gives_located_numbers(text: str, language: str) -> None:
    found = find_numbers(text, language)
    assert_located(found, text)
    assert all(q.value in q.values and q.shown for q in found)


@pytest.mark.parametrize(("language", "text"), [("de", "hundert" * 200), ("zh", "百" * 200), ("it", "cento" * 200)])
def test_an_endless_product_does_not_crash(language: str, text: str) -> None:
    find_numbers(text, language)


def grouped(number: int, group: str) -> str:
    return f"{number:,}".replace(",", group)


@given(st.integers(0, 10**12), st.sampled_from(known()))
def test_a_whole_number_is_read_back(number: int, language: str) -> None:
    for text in (str(number), grouped(number, knowledge(language).numbers.group)):
        (found,) = find_numbers(text, language)
        assert (found.value, found.start, found.end) == (number, 0, len(text))


@given(st.integers(0, 10**6), st.integers(1, 99), st.sampled_from(known()))
def test_a_decimal_is_read_back(whole: int, hundredths: int, language: str) -> None:
    table = knowledge(language).numbers
    (found,) = find_numbers(f"{grouped(whole, table.group)}{table.decimal}{hundredths:02}", language)
    assert found.value == pytest.approx(whole + hundredths / 100)


@given(st.integers(1, 10**6), st.sampled_from(("en", "de", "fr", "ru", "zh", "ja", "hi", "th", "ar")))
def test_the_digits_of_all_scripts_are_worth_the_same(number: int, language: str) -> None:
    for zero in "٠०๐０":
        written = "".join(chr(ord(zero) + int(c)) for c in str(number))
        assert [q.value for q in find_numbers(written, language)] == [number]


@pytest.mark.parametrize(
    ("language", "text", "units"),
    [
        ("en", "10 miles", {"length-mile"}),
        ("de", "14 Tagen", {"duration-day"}),
        ("ru", "около 20 километров", {"length-kilometer"}),
        ("ja", "500万円", {"JPY"}),
        ("fr", "5 millions d’euros", {"EUR"}),
        ("tr", "yüzde 30", {"percent"}),
        ("en", "300 people", set()),
    ],
)
def test_what_a_number_counts(language: str, text: str, units: set[str]) -> None:
    assert [q.units for q in find_numbers(text, language)] == [units]


@pytest.mark.parametrize(
    ("language", "text", "hours", "zone"),
    [
        ("en", "10 am", {10}, None),
        ("en", "10 p.m.", {22}, None),
        ("en", "17:00 GMT", {17}, 0),
        ("de", "17:30 MEZ", {17.5}, 1),
        ("de", "halb sechs", {5.5, 17.5}, None),
        ("ko", "오후 5시 30분", {17.5}, None),
    ],
)
def test_times_of_day(language: str, text: str, hours: set[float], zone: float | None) -> None:
    (time,) = find_numbers(text, language)
    assert (time.clock, time.hours, time.zone) == (True, hours, zone)


def seconds(text: str) -> float:
    before = process_time()
    find_numbers(text, "en")
    return process_time() - before


@pytest.mark.parametrize(
    "piece",
    [
        "1/1 ",
        "17:30 ",
        "two ",
        "5 million dollars, ",
        "1.",
        "3万",
        "one thousand, ",
        "1 million 200 thousand ",
        "million ",
    ],
)
def test_reading_takes_time_in_proportion(piece: str) -> None:
    seconds(piece * 10)
    once = min(seconds(piece * 500) for _ in range(3))
    eightfold = (seconds(piece * 4000) for _ in range(3))  # again only where the machine had other things to do
    assert any(each < 24 * once + 0.05 for each in eightfold), (
        "eight times the text may take eight times as long, not sixty-four times"
    )
