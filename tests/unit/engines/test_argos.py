"""argos.py, with a package of random weights: what it says is babble, but the babble that argostranslate gives."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from service.engines.argos import Argos
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator

TEXTS = ["Die Fähre legte am Morgen im Hafen an.", "Niemand wurde verletzt.", "Der Bürgermeister sprach vor Gästen."]


def test_is_a_translator(packages: Path) -> None:
    assert isinstance(Argos(str(packages)), Translator)


def test_serves_the_pairs_that_are_installed(packages: Path) -> None:
    argos = Argos(str(packages))
    assert argos.supports("de", "en")
    assert argos.supports("de-AT", "en-GB")
    assert not argos.supports("en", "de")
    assert not argos.supports("fr", "en")
    assert argos.package("de", "en") == "de-en 1.0"
    assert argos.package("fr", "en") == ""


def test_gives_as_many_translations_as_texts(packages: Path) -> None:
    translations = Argos(str(packages)).translate([*TEXTS, "", "  ", TEXTS[0]], "de", "en")
    assert len(translations) == 6
    assert all(translations[:3])
    assert translations[3:5] == ("", "")
    assert translations[5] == translations[0]


def test_says_what_argostranslate_says(packages: Path) -> None:
    """The same package, a sentence at a time, by argostranslate's own function with a splitter that does not split."""
    import ctranslate2
    from argostranslate.package import Package
    from argostranslate.translate import apply_packaged_translation

    class WholeText:
        def split_sentences(self, text: str) -> list[str]:
            return [text]

    package = Package(packages / "translate-de_en-1_0")
    model = ctranslate2.Translator(str(package.package_path / "model"))
    expected = [apply_packaged_translation(package, text, model, WholeText(), 1)[0].value for text in TEXTS]
    argos = Argos(str(packages), beam_size=4, compute_type="default")
    assert list(argos.translate(TEXTS, "de", "en")) == [" ".join(text.split()) for text in expected]


def test_a_package_for_many_targets_is_told_which(packages: Path, add_package: Callable[..., Path]) -> None:
    add_package("translate-de_fr", to_code="fr", target_prefix="▁the")
    plain, told = (Argos(str(packages)).translate(TEXTS, "de", target) for target in ("en", "fr"))
    assert plain != told


def test_a_text_that_is_too_long_for_the_model_is_not_cut_short(packages: Path) -> None:
    argos = Argos(str(packages))
    (one,) = argos.translate([TEXTS[0]], "de", "en")
    (many,) = argos.translate([" ".join([TEXTS[0]] * 40)], "de", "en")
    assert len(many) > 3 * len(one)


def test_odd_texts_do_no_harm(packages: Path) -> None:
    odd = ["\ud800", "\x00", "😀", "x" * 2000, "\u200b\u00ad", "a\nb", "_", "的" * 50]
    assert len(Argos(str(packages)).translate(odd, "de", "en")) == len(odd)


def test_the_newest_of_two_releases_is_taken(packages: Path, add_package: Callable[..., Path]) -> None:
    add_package("translate-de_en-1_10", package_version="1.10")
    add_package("translate-de_en-1_9", package_version="1.9")
    assert Argos(str(packages)).package("de", "en") == "de-en 1.10"


@pytest.mark.parametrize(
    ("code", "source", "target"),
    [("zt", "zh-Hant", "zh-TW"), ("pb", "pt-BR", "pt-br"), ("nb", "nn", "no"), ("zh", "zh-Hans", "zh-CN")],
)
def test_bcp_47_codes_find_argos_codes(
    packages: Path, add_package: Callable[..., Path], code: str, source: str, target: str
) -> None:
    add_package("reads", from_code=code)
    add_package("writes", to_code=code, from_code="en")
    argos = Argos(str(packages))
    assert argos.supports(source, "en")
    assert argos.supports("en", target)


def test_simplified_stands_in_for_traditional_only_when_read(packages: Path, add_package: Callable[..., Path]) -> None:
    add_package("reads", from_code="zh")
    add_package("writes", to_code="zh", from_code="en")
    argos = Argos(str(packages))
    assert argos.supports("zh-Hant", "en")
    assert not argos.supports("en", "zh-Hant")


def test_brazilian_falls_back_on_portuguese_but_prefers_its_own(
    packages: Path, add_package: Callable[..., Path]
) -> None:
    add_package("a", from_code="pt", package_version="9")
    argos = Argos(str(packages))
    assert argos.package("pt-BR", "en") == "pt-en 9"
    add_package("b", from_code="pb", package_version="1")
    assert argos.package("pt-BR", "en") == "pb-en 1"


def test_a_package_that_comes_or_goes_is_noticed(packages: Path, add_package: Callable[..., Path]) -> None:
    argos = Argos(str(packages))
    assert not argos.supports("fr", "en")
    place = add_package("translate-fr_en", from_code="fr")
    assert argos.supports("fr", "en")
    assert argos.translate(TEXTS, "fr", "en")
    shutil.rmtree(place)
    assert not argos.supports("fr", "en")


def test_a_pair_that_is_not_installed_is_refused(packages: Path) -> None:
    with pytest.raises(UnsupportedPair, match="fr to en"):
        Argos(str(packages)).translate(TEXTS, "fr", "en")


def test_a_model_that_cannot_be_loaded_disables_itself_alone(packages: Path, add_package: Callable[..., Path]) -> None:
    (add_package("translate-fr_en", from_code="fr") / "model" / "model.bin").write_bytes(b"truncated")
    argos = Argos(str(packages))
    with pytest.raises(EngineError, match="translate-fr_en cannot be loaded") as raised:
        argos.translate(TEXTS, "fr", "en")
    assert "\n" not in str(raised.value)
    assert not argos.supports("fr", "en")
    assert argos.translate(TEXTS, "de", "en")


def test_a_broken_tokenizer_is_an_engine_error(packages: Path, add_package: Callable[..., Path]) -> None:
    (add_package("translate-fr_en", from_code="fr") / "sentencepiece.model").write_bytes(b"\x00not a model")
    with pytest.raises(EngineError, match="translate-fr_en"):
        Argos(str(packages)).translate(TEXTS, "fr", "en")


def test_sixteen_first_calls_load_one_model(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctranslate2

    made: list[Any] = []
    original = ctranslate2.Translator

    def counted(*args: Any, **options: Any) -> Any:
        made.append(args)
        return original(*args, **options)

    monkeypatch.setattr(ctranslate2, "Translator", counted)
    argos = Argos(str(packages))
    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda _: argos.translate(TEXTS, "de", "en"), range(16)))
    assert len(made) == 1
    assert len(set(results)) == 1


def run(script: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_translates_and_ends(packages: Path) -> None:
    script = f"""
import os, sys
from service.engines.argos import Argos
argos = Argos({str(packages)!r})
before = argos.translate({TEXTS!r}, "de", "en")
child = os.fork()
if child == 0:
    sys.exit(0 if argos.translate({TEXTS!r}, "de", "en") == before else 1)
print(os.waitpid(child, 0)[1], argos.translate({TEXTS!r}, "de", "en") == before)
"""
    assert run(script, HOME=os.environ["HOME"]) == "0 True\n"


@pytest.mark.parametrize("home", ["/dev/null", "/dev/null/nowhere"])
def test_home_need_not_be_usable(packages: Path, home: str) -> None:
    script = f"""
import os
from service.engines.argos import Argos
translations = Argos({str(packages)!r}).translate({TEXTS!r}, "de", "en")
print(len(translations), os.environ["HOME"], "ARGOS_PACKAGES_DIR" in os.environ)
"""
    assert run(script, HOME=home) == f"3 {home} False\n"


def test_the_sentence_splitter_that_downloads_is_never_loaded(packages: Path) -> None:
    script = f"""
import sys
from service.engines.argos import Argos
Argos({str(packages)!r}).translate({TEXTS!r}, "de", "en")
print(sorted({{"minisbd", "onnxruntime", "argostranslate.sbd", "argostranslate.translate"}} & set(sys.modules)))
"""
    assert run(script, HOME=os.environ["HOME"]) == "[]\n"


def test_nothing_is_made_under_home_before_a_package_is_there(tmp_path: Path) -> None:
    script = """
import sys
from service.engines.argos import Argos
print(Argos().supports("de", "en"), "argostranslate" in sys.modules)
"""
    assert run(script, HOME=str(tmp_path)) == "False False\n"
    assert list(tmp_path.iterdir()) == []


def test_argostranslates_own_place_is_the_default(packages: Path, tmp_path: Path) -> None:
    own = tmp_path / "home" / ".local" / "share" / "argos-translate"
    own.mkdir(parents=True)
    packages.rename(own / "packages")
    script = "from service.engines.argos import Argos; print(Argos().package('de', 'en'))"
    assert run(script, HOME=str(tmp_path / "home")) == "de-en 1.0\n"


def test_metadata_of_another_kind_is_not_a_translator(packages: Path) -> None:
    stray = packages / "sbd-xx"
    stray.mkdir()
    (stray / "metadata.json").write_text(json.dumps({"type": "sbd", "from_codes": ["de"]}), encoding="utf-8")
    assert Argos(str(packages)).supports("de", "en")
