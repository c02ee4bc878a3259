"""`languages install, add, remove, update, list` from the command line, against a server that plays the index.

Whatever a server or an archive does, one line says so, and every byte of what is installed is as it was.
"""

import argparse
import fcntl
import hashlib
import io
import json
import os
import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from service.cli import languages
from service.cli.main import main
from service.engines.argos import Argos
from service.engines.packages.limits import limits_of
from service.settings import Settings
from tests.unit.engines.conftest import built, home
from tests.unit.engines.packages.mirror import (
    FOLDER,
    Answer,
    Handler,
    Mirror,
    archive,
    cut,
    file,
    in_turn,
    packed,
    redirect,
    serving,
    status,
    tree,
    with_file,
)

__all__ = ["built", "home"]  # fixtures: pytest finds them here

Edit = Callable[[bytes], bytes]


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with serving() as playing:
        playing.offers()
        yield playing


@pytest.fixture
def folder(tmp_path: Path, built: Path) -> Path:
    """Two packages are installed: German 1.0 and French 1.0, both to English."""
    for source in ("de", "fr"):
        place = shutil.copytree(built, tmp_path / "packages" / f"translate-{source}_en-1_0")
        said = json.loads((place / "metadata.json").read_text())
        (place / "metadata.json").write_text(json.dumps(said | {"from_code": source}))
    return tmp_path / "packages"


@pytest.fixture
def run(folder: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def quick(settings: Settings) -> object:
        return replace(limits_of(settings), pause=0.01, tries=2, seconds=0.5, trial_seconds=30)

    monkeypatch.setenv("VARIORUM_ARGOS_PACKAGES", str(folder))
    monkeypatch.setenv("VARIORUM_PACKAGE_INDEX", f"{mirror.url}/index.json")
    monkeypatch.setattr("service.actions.languages_install.limits_of", quick)

    def ran(*arguments: str | Path) -> Ran:
        code = main(["languages", *map(str, arguments)])
        return Ran(code, *capsys.readouterr())

    return ran


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".variorum-index.json")


class TestInstall:
    def test_a_newer_one_takes_the_place_of_the_old_one(
        self, run: Run, folder: Path, mirror: Mirror, built: Path
    ) -> None:
        mirror.offers({"sha256": hashlib.sha256(packed(built)).hexdigest()})
        mirror.routes["/de.argosmodel"] = file(packed(built))
        engine = Argos(packages_dir=str(folder))
        assert engine.package("de", "en") == "de-en 1.0"
        ran = run("install", "de", "--yes")
        assert ran == (0, "de-en 1.5: 0.2 MB\ninstalled de-en 1.5 in place of de-en 1.0\n", "")
        assert names(folder) == [FOLDER, "translate-fr_en-1_0"]
        assert engine.package("de", "en") == "de-en 1.5"
        assert len(engine.translate(["Niemand wurde bei dem Brand verletzt."], "de", "en")) == 1

    def test_what_is_there_is_not_fetched_again(self, run: Run, folder: Path, mirror: Mirror) -> None:
        mirror.offers({"package_version": "1.0"})
        before = tree(folder)
        assert run("install", "DE", "--yes").out == "de-en 1.0 is installed, and the index has no newer one\n"
        assert [path for _, path, _ in mirror.asked] == ["/index.json"]
        assert tree(folder) == before

    def test_a_download_that_broke_off_goes_on(self, run: Run, folder: Path, mirror: Mirror, built: Path) -> None:
        data = packed(built)
        mirror.routes["/de.argosmodel"] = cut(data, 9000)
        assert run("install", "de", "--yes").code == 3
        mirror.routes["/de.argosmodel"] = file(data)
        assert run("install", "de", "--yes").code == 0
        assert mirror.gets("/de.argosmodel")[-1]["Range"] == "bytes=9000-"
        assert names(folder) == [FOLDER, "translate-fr_en-1_0"]

    def test_a_server_that_fails_once(self, run: Run, folder: Path, mirror: Mirror, built: Path) -> None:
        mirror.routes["/index.json"] = in_turn(status(500), mirror.routes["/index.json"])
        mirror.routes["/de.argosmodel"] = in_turn(status(503), file(packed(built), ranges=False))
        assert run("install", "de", "--yes").code == 0
        assert FOLDER in names(folder)

    def test_the_second_link_where_the_first_fails(self, run: Run, folder: Path, mirror: Mirror, built: Path) -> None:
        mirror.offers({"links": ["gone.argosmodel", "de.argosmodel"]})
        mirror.routes["/de.argosmodel"] = file(packed(built))
        assert run("install", "de", "--yes").out.startswith("de-en 1.5: size unknown\ninstalled de-en 1.5")

    def test_one_that_fails_does_not_keep_the_others(self, run: Run, folder: Path, mirror: Mirror, built: Path) -> None:
        mirror.offers({"from_code": "es", "links": ["es"]}, {})
        mirror.routes["/de.argosmodel"] = file(packed(built))
        ran = run("install", "es", "de", "--yes")
        assert (ran.code, ran.err.count("\n")) == (3, 1)
        assert "/es: the server answers 404" in ran.err
        assert names(folder) == [FOLDER, "translate-fr_en-1_0"]

    def test_from_english_for_another_pivot(self, run: Run, folder: Path, mirror: Mirror, built: Path) -> None:
        mirror.offers({"from_code": "en", "to_code": "fr"})
        mirror.routes["/de.argosmodel"] = file(packed(built, from_code="en", to_code="fr"))
        assert "installed en-fr 1.5" in run("install", "fr", "--to", "fr", "--yes").out

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["install", "de"], "where nobody can be asked, say --yes"),
            (["update"], "where nobody can be asked, say --yes"),
            (["install", "klingonisch", "--yes"], "klingonisch"),
            (["install", "en", "--yes"], "English itself needs no package"),
            (["install", "uk", "--yes"], "no package that translates uk to en"),
            (["install", "de", "--to", "fr", "--yes"], "translates de to fr; it has de to en"),
            (["remove", "es"], "no package of es is installed"),
            (["remove", "en"], "en is the pivot"),
            (["remove", "../.."], "../.."),
            (["add", "/none.argosmodel"], "the package cannot be read: no such file"),
            (["add", "/"], "the package cannot be read: is a directory"),
        ],
    )
    def test_a_slip(self, run: Run, folder: Path, arguments: list[str], says: str) -> None:
        before = tree(folder)
        ran = run(*arguments)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert says in ran.err
        assert tree(folder) == before

    def test_nobody_is_asked_before_the_user_is(self, run: Run, mirror: Mirror) -> None:
        run("install", "de")
        assert mirror.asked == []

    @pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("Yes\n", 0), ("n\n", 2), ("\n", 2), ("", 2)])
    def test_on_a_terminal_it_asks(
        self,
        run: Run,
        folder: Path,
        mirror: Mirror,
        built: Path,
        monkeypatch: pytest.MonkeyPatch,
        answer: str,
        code: int,
    ) -> None:
        mirror.routes["/de.argosmodel"] = file(packed(built))
        monkeypatch.setattr(languages, "_check_leave", lambda options: None)
        monkeypatch.setattr("sys.stdin", type("In", (), {"readline": staticmethod(lambda: answer)}))
        ran = run("install", "de", "--quiet")
        assert ran.code == code
        assert "Download it? [y/N]" in ran.err
        assert (FOLDER in names(folder)) == (code == 0)

    def test_two_installations_at_once(self, run: Run, folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        assert "another installation of packages is under way" in run("install", "de", "--yes").err
        os.close(descriptor)

    def test_what_a_killed_one_left_is_cleared_away(self, run: Run, folder: Path) -> None:
        shutil.copytree(folder / "translate-de_en-1_0", folder / ".variorum-new-abc" / "package")
        run("install", "de", "--yes")
        assert names(folder) == ["translate-de_en-1_0", "translate-fr_en-1_0"]


def silent(to: Handler) -> None:
    time.sleep(1.5)


def crashing(good: bytes) -> bytes:
    """A model whose layers are noise: CTranslate2 may refuse it or die of it."""
    return _with_model(good, os.urandom(200_000))


def _with_model(good: bytes, model: bytes, name: str = "model/model.bin") -> bytes:
    with zipfile.ZipFile(io.BytesIO(good)) as whole:
        files = {info.filename: whole.read(info) for info in whole.infolist()}
    return archive(files | {f"{FOLDER}/{name}": model})


PACKAGES: dict[str, tuple[Edit, str]] = {
    "a web page": (lambda good: b"<html>Please log in</html>", "is a web page"),
    "half of it": (lambda good: good[: len(good) // 2], "its end is missing"),
    "climbing names": (lambda good: with_file(good, f"{FOLDER}/../../../evil"), "a name that is refused"),
    "an absolute name": (lambda good: with_file(good, "/etc/evil"), "a name that is refused"),
    "a drive letter": (lambda good: with_file(good, "C:\\evil"), "a name that is refused"),
    "a link": (lambda good: with_file(good, f"{FOLDER}/l", b"/etc/passwd", 0o120777), "a link or device"),
    "names that differ in case": (lambda good: with_file(good, f"{FOLDER}/MODEL/model.bin"), "two files of one name"),
    "over the installed ones": (lambda good: with_file(good, "translate-fr_en-1_0/x"), "outside of its folder"),
    "a bomb": (lambda good: with_file(good, f"{FOLDER}/zeros", bytes(40_000_000)), "times its size"),
    "no metadata": (lambda good: archive({f"{FOLDER}/model/model.bin": b"x"}), "no metadata.json"),
    "metadata that is not JSON": (lambda good: _with_model(good, b"{", "metadata.json"), "is not JSON"),
    "metadata that is a list": (lambda good: _with_model(good, b"[1]", "metadata.json"), "of another shape"),
    "metadata that nests": (lambda good: _with_model(good, b"[" * 90_000, "metadata.json"), "is not JSON"),
    "an empty model": (lambda good: _with_model(good, b""), "has no model"),
    "a model of noise": (crashing, "does not translate"),
    "a model cut short": (lambda good: _with_model(good, b"\6\0\0\0\x10\0Transformer"), "does not translate"),
    "an empty tokenizer": (lambda good: _with_model(good, b"", "sentencepiece.model"), "has no tokenizer"),
    "a tokenizer of noise": (
        lambda good: _with_model(good, os.urandom(4000), "sentencepiece.model"),
        "does not translate",
    ),
    "no vocabulary": (lambda good: _with_model(good, b"", "model/shared_vocabulary.json"), "does not translate"),
}

METADATA: dict[str, tuple[dict[str, object], str]] = {
    "another pair": ({"from_code": "fr"}, "is fr-en 1.5, not de-en as the index says"),
    "one language": ({"to_code": "de"}, "names no pair of languages"),
    "a code that climbs": ({"from_code": "../../x"}, "names no pair of languages"),
    "no codes": ({"from_code": None}, "names no pair of languages"),
    "a version that climbs": ({"package_version": "1/../../x"}, "names no version"),
    "no version": ({"package_version": 7}, "names no version"),
    "another type": ({"type": "sbd"}, "is not one that translates"),
    "a prefix of another kind": ({"target_prefix": 7}, "of another shape"),
}

ANSWERS: dict[str, tuple[Answer, str]] = {
    "missing": (status(404), "the server answers 404"),
    "failing": (status(500), "the server answers 500"),
    "silent": (silent, "timed out"),
    "a redirect to itself": (redirect("/de.argosmodel"), "redirects more than 5 times"),
    "a redirect to a file": (redirect("file:///etc/passwd"), "redirects to file:///etc/passwd, which is refused"),
    "a length that is wrong": (cut(b"PK\3\4" + bytes(3000), 2000), "broke off"),
    "a checksum that is wrong": (file(b"PK\3\4" + bytes(3000)), "the checksum is not the one in the index"),
    "too long": (status(200, Content_Length="99999999999"), "VARIORUM_MAX_PACKAGE_BYTES"),
}

INDEXES: dict[str, tuple[Answer, str]] = {
    "missing": (status(404), "/index.json: the server answers 404"),
    "broken JSON": (file(b'[{"from_code": "de", '), "is not JSON"),
    "a web page": (file(b"<!doctype html><p>Welcome to this hotel's network"), "is a web page"),
    "no list": (file(b'{"error": "no"}'), "is no list"),
    "of another shape": (file(b'[{"from_code": ["de"]}, 7, null]'), "lists no package"),
    "links to files alone": (
        file(
            json.dumps(
                [{"from_code": "de", "to_code": "en", "package_version": "9", "links": ["file:///etc/passwd"]}]
            ).encode()
        ),
        "lists no package",
    ),
    "truncated": (cut(b"[" + b" " * 5000, 100), "broke off"),
    "silent": (silent, "timed out"),
    "a redirect loop": (redirect("/index.json"), "redirects more than 5 times"),
    "a redirect to a file": (redirect("file:///etc/passwd"), "which is refused"),
    "too long": (file(b"[" + b" " * 11_000_000), "the limit is 10,000,000"),
}


class TestHostile:
    """Each refused in one line; not a byte of what is installed changes, and nothing else stays."""

    @pytest.fixture
    def refused(self, run: Run, folder: Path, tmp_path: Path) -> Iterator[Callable[..., None]]:
        before, around = tree(folder), sorted(path.name for path in tmp_path.iterdir())

        def check(says: str, *arguments: str | Path) -> None:
            ran = run(*(arguments or ("install", "de", "--yes")))
            assert ran.code in (2, 3), ran
            assert (ran.err.count("\n"), ran.err[:10]) == (1, "variorum: "), ran.err
            assert says in ran.err
            assert "installed" not in ran.out
            for part in folder.glob(".variorum-*.part*"):  # what broke off stays for the next time
                part.unlink()
            assert tree(folder) == before
            assert {p.name for p in tmp_path.iterdir()} <= {*around, "hostile.argosmodel"}
            assert Argos(packages_dir=str(folder)).package("de", "en") == "de-en 1.0"

        yield check

    @pytest.mark.parametrize("kind", PACKAGES)
    def test_a_package(self, refused: Callable[..., None], mirror: Mirror, built: Path, kind: str) -> None:
        edit, says = PACKAGES[kind]
        mirror.routes["/de.argosmodel"] = file(edit(packed(built)))
        refused(says)

    @pytest.mark.parametrize("kind", METADATA)
    def test_what_a_package_says(self, refused: Callable[..., None], mirror: Mirror, built: Path, kind: str) -> None:
        metadata, says = METADATA[kind]
        mirror.routes["/de.argosmodel"] = file(packed(built, **metadata))
        refused(says)

    @pytest.mark.parametrize("part", ["model/model.bin", "sentencepiece.model"])
    def test_a_package_that_lacks_a_part(
        self, refused: Callable[..., None], mirror: Mirror, built: Path, part: str
    ) -> None:
        mirror.routes["/de.argosmodel"] = file(packed(built, leave=(f"{part}",)))
        refused("the package has no")

    @pytest.mark.parametrize("kind", ["climbing names", "a link", "a bomb", "a model of noise", "half of it"])
    def test_from_a_file(self, refused: Callable[..., None], tmp_path: Path, built: Path, kind: str) -> None:
        edit, says = PACKAGES[kind]
        (tmp_path / "hostile.argosmodel").write_bytes(edit(packed(built)))
        refused(says, "add", tmp_path / "hostile.argosmodel")

    @pytest.mark.parametrize("kind", ANSWERS)
    def test_an_answer(self, refused: Callable[..., None], mirror: Mirror, kind: str) -> None:
        mirror.offers({"sha256": "0" * 64})
        mirror.routes["/de.argosmodel"], says = ANSWERS[kind]
        refused(says)

    @pytest.mark.parametrize("kind", INDEXES)
    @pytest.mark.parametrize("arguments", [("install", "de", "--yes"), ("update", "--yes")], ids=lambda a: a[0])
    def test_an_index(
        self, refused: Callable[..., None], mirror: Mirror, kind: str, arguments: tuple[str, ...]
    ) -> None:
        mirror.routes["/index.json"], says = INDEXES[kind]
        refused(says, *arguments)

    def test_a_trial_that_does_not_end(
        self, refused: Callable[..., None], mirror: Mirror, built: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        endless = ["/bin/sh", "-c", "sleep 30", "sh"]
        monkeypatch.setattr("service.engines.packages.check.COMMAND", endless)
        monkeypatch.setattr(
            "service.actions.languages_install.limits_of",
            lambda settings: replace(limits_of(settings), trial_seconds=0.3),
        )
        mirror.routes["/de.argosmodel"] = file(packed(built))
        refused("did not translate a phrase in 0.3 seconds")

    @pytest.mark.parametrize(("end", "code"), [("kill -SEGV $$", -11), ("exit 0", 0), ("exit 7", 7)])
    def test_a_trial_that_dies(
        self,
        refused: Callable[..., None],
        mirror: Mirror,
        built: Path,
        monkeypatch: pytest.MonkeyPatch,
        end: str,
        code: int,
    ) -> None:
        dying = ["/bin/sh", "-c", end, "sh"]
        monkeypatch.setattr("service.engines.packages.check.COMMAND", dying)
        mirror.routes["/de.argosmodel"] = file(packed(built))
        refused(f"does not translate: it ended its process ({code})")


def ways(ran: Ran) -> dict[str, list[str]]:
    """What the table has under "to English" and "from English", by code; the notes below are left out."""
    return {line.split()[0]: re.split(r"  +", line)[-2:] for line in ran.out.split("\n\n")[0].splitlines()}


class TestOthers:
    def test_add(self, run: Run, folder: Path, tmp_path: Path, built: Path, mirror: Mirror) -> None:
        (tmp_path / "es.argosmodel").write_bytes(packed(built, from_code="es", package_version="2.0"))
        assert run("add", tmp_path / "es.argosmodel") == (0, "installed es-en 2.0\n", "")
        assert names(folder) == ["translate-de_en-1_0", "translate-es_en-2_0", "translate-fr_en-1_0"]
        assert run("add", tmp_path / "es.argosmodel").out == "installed es-en 2.0 in place of es-en 2.0\n"
        assert Argos(packages_dir=str(folder)).package("es", "en") == "es-en 2.0"
        assert mirror.asked == []

    def test_add_where_nothing_is_yet(
        self, run: Run, tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VARIORUM_ARGOS_PACKAGES", str(tmp_path / "new" / "folder"))
        (tmp_path / "es.argosmodel").write_bytes(packed(built, from_code="es"))
        assert run("add", tmp_path / "es.argosmodel").code == 0

    def test_remove(self, run: Run, folder: Path) -> None:
        assert run("remove", "fr", "de") == (0, "removed fr-en 1.0\nremoved de-en 1.0\n", "")
        assert names(folder) == []

    def test_nothing_is_removed_where_one_name_is_wrong(self, run: Run, folder: Path) -> None:
        assert run("remove", "de", "es").code == 2
        assert len(names(folder)) == 2

    def test_a_broken_one_is_mended_by_an_update(self, run: Run, folder: Path, mirror: Mirror, built: Path) -> None:
        (folder / "translate-de_en-1_0" / "metadata.json").unlink()
        mirror.offers({"package_version": "1.0"}, {"from_code": "fr", "package_version": "1.0"})
        mirror.routes["/de.argosmodel"] = file(packed(built, package_version="1.0"))
        ran = run("update", "--yes")
        assert "fr-en 1.0 is installed, and the index has no newer one" in ran.out
        assert "installed de-en 1.0 in place of de-en 1.0" in ran.out
        assert Argos(packages_dir=str(folder)).package("de", "en") == "de-en 1.0"
        assert len(names(folder)) == 2

    def test_update_takes_the_newest(self, run: Run, folder: Path, mirror: Mirror, built: Path) -> None:
        mirror.offers({"package_version": "1.9", "links": ["old"]}, {"package_version": "1.10"})
        mirror.routes["/de.argosmodel"] = file(packed(built, package_version="1.10"))
        assert "installed de-en 1.10 in place of de-en 1.0" in run("update", "--yes").out

    def test_a_broken_one_disables_itself_and_no_other(self, run: Run, folder: Path) -> None:
        (folder / "translate-de_en-1_0" / "model" / "model.bin").unlink()
        ran = run("list")
        assert ran.code == 0
        assert ways(ran)["de"] == ["de-en 1.0 is broken", "-"]
        assert ways(ran)["fr"] == ["argos, fr-en 1.0", "-"]
        assert ran.err == (
            "variorum: translate-de_en-1_0 is not used: the package has no model; "
            "to mend that: python -m service languages install de\n"
        )

    def test_list_knows_the_index_of_before_and_asks_nobody(self, run: Run, mirror: Mirror, folder: Path) -> None:
        assert "is not known yet; python -m service languages update" in run("list").out
        mirror.offers({}, {"from_code": "zt"}, {"from_code": "fr", "package_version": "1.0"}, {"to_code": "es"})
        run("install", "de", "--yes")
        mirror.asked.clear()
        ran = run("list")
        assert re.search(r"^available, newer: in the index of \d{4}-\d\d-\d\d;", ran.out, re.MULTILINE)
        found = ways(ran)
        assert found["de"] == ["argos, de-en 1.0; newer: 1.5", "-"]
        assert found["fr"] == ["argos, fr-en 1.0", "-"]
        assert found["zh-Hant"] == ["available", "-"]
        assert mirror.asked == []

    def test_list_makes_no_folder(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VARIORUM_ARGOS_PACKAGES", str(tmp_path / "none"))
        assert run("list").code == 0
        assert not (tmp_path / "none").exists()


def test_without_a_terminal_nothing_is_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(Exception, match="--yes"):
        languages._check_leave(argparse.Namespace(yes=False))
