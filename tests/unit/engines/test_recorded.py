from pathlib import Path

import pytest

from service.engines.recorded import Recorded, from_settings
from service.model.errors import SettingsError, UnsupportedPair
from service.model.protocols import Translator
from service.settings import Settings

FILE = """
# what a person writes
[[pair]]
source = "de"
target = "en"
[pair.sentences]
"Guten Morgen." = "Good morning."
'Sie sagte: "Nein."' = 'She said: "No."'

[[pair]]
source = "pt-BR"
target = "en"
[pair.sentences]
"Bom dia." = "Good day."
"""


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    (tmp_path / "recorded.toml").write_text(FILE, encoding="utf-8")
    return Recorded.from_file(tmp_path / "recorded.toml")


def test_plays_back_what_was_written(recorded: Recorded) -> None:
    assert isinstance(recorded, Translator)
    assert recorded.translate(["Guten Morgen.", 'Sie sagte: "Nein."'], "de", "en") == (
        "Good morning.",
        'She said: "No."',
    )


def test_white_space_does_not_matter(recorded: Recorded) -> None:
    assert recorded.translate([" Guten\u00a0\n Morgen. "], "de", "en") == ("Good morning.",)


def test_what_it_does_not_know_stays_untranslated(recorded: Recorded) -> None:
    assert recorded.translate(["Guten Abend.", "", "Guten Morgen."], "de", "en") == ("", "", "Good morning.")


def test_a_regional_code_falls_back_on_the_language(recorded: Recorded) -> None:
    assert recorded.supports("de-AT", "en-GB")
    assert recorded.supports("PT-br", "EN")
    assert not recorded.supports("pt", "en")  # only the Brazilian one was recorded
    assert not recorded.supports("en", "de")
    with pytest.raises(UnsupportedPair, match="en to de"):
        recorded.translate(["Good morning."], "en", "de")


def test_the_version_is_a_fingerprint_of_what_it_knows() -> None:
    one = Recorded({("de", "en"): {"Ja.": "Yes.", "Nein.": "No."}})
    same = Recorded({("de", "en"): {"Nein.": "No.", "Ja. ": "Yes."}})
    other = Recorded({("de", "en"): {"Ja.": "Yes.", "Nein.": "Nope."}})
    assert one.version == same.version != other.version


def test_one_original_with_two_translations_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"two translations are given for 'Ja\.'"):
        Recorded({("de", "en"): {"Ja.": "Yes.", " Ja.": "Yeah."}})


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"[[pair]\n", "line 1"),
        (b"", r"\[\[pair\]\]"),
        (b"pair = 3", r"\[\[pair\]\]"),
        (b"pair = [3]", "pair 1 must have"),
        (b'[[pair]]\nsource = "de"\ntarget = "en"', "pair 1 must have"),
        (b'[[pair]]\nsource = "de"\ntarget = "en"\n[pair.sentences]\n"Ja." = 3', "pair 1: 3 must be"),
        (b'[[pair]]\nsource = 1\ntarget = "en"\n[pair.sentences]\n', "pair 1: 1 must be"),
        (b'[[pair]]\nsource = "de"\ntarget = "en"\n[pair.sentences]\n"a" = "b"\n"a" = "c"', "overwrite"),
        (b'[[pair]]\nsource = "de"\ntarget = "en"\n[pair.sentences]\n"a" = "b"\n" a" = "c"', "two translations"),
        (b'[[pair]]\nsource = "de"\ntarget = "en"\n[pair.sentences]\n' * 2, "twice"),
        (b"\xff\xfe", "utf-8"),
    ],
)
def test_a_broken_file_is_one_line_that_names_it(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=complaint) as raised:
        Recorded.from_file(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.toml", tmp_path):
        with pytest.raises(SettingsError, match=str(path)):
            Recorded.from_file(path)


def test_the_settings_must_name_a_file() -> None:
    with pytest.raises(SettingsError, match="VARIORUM_RECORDED_FILE"):
        from_settings(Settings())
