import inspect
from pathlib import Path

import pytest

import service
from service.actions.glossary import glossary_in_force, parse_glossary, read_glossary
from service.actions.stories import read_story
from service.model.errors import BadStory, InputError
from service.model.glossary import BadGlossary, Glossary, Term
from service.settings import Settings

PAGE = Path(__file__).parents[3] / "docs" / "glossary.md"
LIMIT = 100_000

GOOD = """
keep = ["Helene  Fischer", "Plattform X"]
[[term]]
de = "Bundeskanzler"
EN = ["Chancellor", "Federal Chancellor"]
pt_br = "chanceler"
"""


def written(folder: Path, text: str, name: str = "glossary.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_names_and_terms_are_read(tmp_path: Path) -> None:
    chancellor = Term(
        (("de", ("Bundeskanzler",)), ("en", ("Chancellor", "Federal Chancellor")), ("pt-BR", ("chanceler",)))
    )
    assert read_glossary(written(tmp_path, GOOD), LIMIT) == Glossary(("Helene Fischer", "Plattform X"), (chancellor,))


def test_an_empty_file_is_an_empty_glossary(tmp_path: Path) -> None:
    assert read_glossary(written(tmp_path, "# to come\n"), LIMIT) == Glossary()


def test_what_stands_there_twice_alike_counts_once() -> None:
    term = {"de": "Rat", "en": "council"}
    assert parse_glossary({"keep": ["X", "X"], "term": [term, term]}) == Glossary(
        ("X",), (Term((("de", ("Rat",)), ("en", ("council",)))),)
    )


FINE = '[[term]]\nde = "Rat"\nen = "council"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("keep = [", "is not TOML"),
        ('names = ["X"]', "there is no key 'names'; there are keep, term, loaded"),
        ('keep = "X"', "keep: it must be a list of words in quotes, not 'X'"),
        ('keep = ["X", 7]', "keep 2: it must be some words in quotes, not 7"),
        ('keep = ["X", " "]', "keep 2: there is no word in ' '"),
        ('keep = ["…"]', "keep 1: there is no word in '…'"),
        ('term = "X"', "each term must be a table of its own, under [[term]]"),
        ('[term]\nde = "Rat"\nen = "council"', "each term must be a table of its own, under [[term]]"),
        (FINE + '[[term]]\nde = "Rat"', "term 2: it has only de; a term needs its spelling in two languages at least"),
        (FINE + "[[term]]", "term 2: it has no language; a term needs its spelling in two languages at least"),
        (FINE + '[[term]]\nxq = "a"\nen = "b"', "term 2: 'xq' is no language code (such as de or pt-BR)"),
        (FINE + '[[term]]\nde = "a"\nDE = "b"', "term 2: de stands there twice; give a list of spellings"),
        (FINE + '[[term]]\nde = "a"\nen = []', "term 2, en: the list is empty"),
        (FINE + '[[term]]\nde = "a"\nen = 5', "term 2, en: it must be a list of words in quotes, not 5"),
        (FINE + '[[term]]\nde = "a"\nen = ["b", ""]', "term 2, en 2: there is no word in ''"),
        (FINE + '[[term]]\nde = "a"\nen = ""', "term 2, en: there is no word in ''"),
        (FINE + '[[term]]\nde = "rat"\nen = "advice"', "term 2: 'rat' (de) is called something else in term 1"),
        ('keep = ["Rat"]\n' + FINE, "term 1: 'Rat' (de) is a name to keep, too"),
    ],
)
def test_a_slip_is_named_with_its_entry(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadGlossary) as raised:
        read_glossary(written(tmp_path, text), LIMIT)
    assert message in str(raised.value)
    assert "glossary.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file: .*none\.toml"):
        read_glossary(tmp_path / "none.toml", LIMIT)


def test_the_one_that_is_given_goes_before_the_settings_own(tmp_path: Path) -> None:
    server = Settings(
        glossary=str(written(tmp_path, 'keep = ["Y"]\n[[term]]\nde = "Rat"\nen = "advice"', "server.toml"))
    )
    story = written(tmp_path, 'keep = ["X"]\n' + FINE)
    assert glossary_in_force(server, story) == Glossary(("X", "Y"), (Term((("de", ("Rat",)), ("en", ("council",)))),))
    assert glossary_in_force(server).keep == ("Y",)
    assert glossary_in_force(Settings()) == Glossary()


STORY = '[[versions]]\nid = "a"\nfile = "a.txt"\n'


def test_a_story_brings_its_own(tmp_path: Path) -> None:
    written(tmp_path, STORY, "story.toml")
    written(tmp_path, "Ein Rat.", "a.txt")
    assert read_story(tmp_path).glossary == Glossary()
    file = written(tmp_path, 'keep = ["X"]')
    story = read_story(tmp_path)
    assert story.glossary == Glossary(("X",))
    assert file in story.files


def test_a_story_does_not_reach_out_of_its_folder_for_one(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    written(folder, STORY, "story.toml")
    written(folder, "Ein Rat.", "a.txt")
    (folder / "glossary.toml").symlink_to(written(tmp_path, 'keep = ["X"]', "secret.toml"))
    with pytest.raises(BadStory, match=r"glossary\.toml is not in its folder"):
        read_story(folder)


def test_the_example_of_the_page_is_a_glossary(tmp_path: Path) -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("    keep ="))
    end = next(i for i in range(start, len(lines)) if lines[i] and not lines[i].startswith("    "))
    glossary = parse_glossary_text(tmp_path, "\n".join(line[4:] for line in lines[start:end]))
    assert glossary.keep
    assert len(glossary.terms) > 1


def parse_glossary_text(folder: Path, text: str) -> Glossary:
    return read_glossary(written(folder, text, "page.toml"), LIMIT)


def test_the_public_calls_take_a_path_or_a_value(tmp_path: Path) -> None:
    file = written(tmp_path, 'keep = ["Polícia Marítima"]')
    text = ["A Polícia Marítima abriu um inquérito."]
    for glossary in (file, str(file), Glossary(("Polícia Marítima",))):
        assert "Polícia Marítima" in service.translate(text, "pt", "en", glossary=glossary)[0]
    assert "Polícia Marítima" not in service.translate(text, "pt")[0]
    assert inspect.signature(service.compare).parameters["glossary"].default is None


def test_a_report_shows_and_signs_it(tmp_path: Path) -> None:
    file = written(tmp_path, '[[term]]\npt = "cais"\nen = "wharf"')
    versions = [
        service.Version("a", "a", "O navio embateu no cais. Ninguém ficou ferido.", "pt", "original"),
        service.Version("b", "b", "The ship hit the pier. Nobody was hurt.", "en", "translation"),
    ]
    report = service.compare(versions, glossary=file)
    assert [f.message for f in report.findings if f.type == "terminology"] == [
        "b does not use the agreed “wharf” for “cais”; it has “pier”."
    ]
    assert any("wharf" in text for text in report.translations.values())
    assert report.signature["glossary"] == read_glossary(file, LIMIT).fingerprint
    plain = service.compare(versions)
    assert "glossary" not in plain.signature
    assert [f for f in plain.findings if f.message.startswith("b does not use")] == []
