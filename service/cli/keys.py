"""`keys`: who may use the HTTP service, and what for."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from service.cli import options as kinds
from service.cli import streams
from service.cli.exits import FINE
from service.settings import Settings

if TYPE_CHECKING:
    from service.cli.parser import Commands
    from service.model.stores import KeyStore
    from service.model.work import Key

SCOPES = ("read", "compare", "review", "admin")
ABOUT = """\
Makes, lists, revokes and forgets the keys of the HTTP service, in the database of VARIORUM_DATABASE.

scopes: read looks at comparisons; compare makes, changes and deletes them, and translates; review decides on findings;
admin has all of these, and the metrics. A key sees the comparisons of its owner alone.

From the first key on everybody needs one, programs on this machine also, even if it was revoked. Once every key is
revoked and forgotten, a server that is started anew asks them for none."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("keys", help="keys of the HTTP service", description=ABOUT)
    parser.set_defaults(run=lambda _: parser.error("name one of: create, list, revoke, forget"))
    verbs = parser.add_subparsers(metavar="VERB", title="verbs")
    create = verbs.add_parser("create", help="make a key and print its secret, once")
    create.add_argument("--owner", required=True, metavar="NAME", help="whose comparisons it makes and sees")
    create.add_argument(
        "--scope", action="append", choices=SCOPES, default=[], help="what it allows (read, compare and review)"
    )
    create.add_argument("--per-minute", type=kinds.positive, metavar="N", help="requests (VARIORUM_RATE_LIMIT)")
    create.set_defaults(run=_create)
    listing = verbs.add_parser("list", help="all keys, without their secrets")
    listing.add_argument("--format", choices=("text", "json"), default="text")
    listing.set_defaults(run=_list)
    revoke = verbs.add_parser("revoke", help="make keys open nothing any more")
    revoke.add_argument("ids", nargs="+", metavar="ID", help="the first column of the list")
    revoke.set_defaults(run=_revoke)
    forget = verbs.add_parser("forget", help="take revoked keys out of the database, as if they had never been made")
    forget.add_argument("ids", nargs="+", metavar="ID", help="the first column of the list")
    forget.set_defaults(run=_forget)


def _keys() -> "KeyStore":
    from service.wiring import store

    return store(Settings.from_env()).keys


def _create(options: argparse.Namespace) -> int:
    """The secret alone on standard output, so that a script can take it."""
    from service.model.work import Scope

    scopes = frozenset(map(Scope, options.scope or ("read", "compare", "review")))
    key, secret = _keys().create(options.owner, scopes, options.per_minute)
    streams.say(f"key {key.id} of {key.owner} ({_scopes(key)}); its secret is shown this once")
    streams.write(f"{secret}\n")
    return FINE


def _list(options: argparse.Namespace) -> int:
    keys = _keys().list()
    if options.format == "json":
        streams.write(json.dumps([_plain(key) for key in keys], indent=2) + "\n", utf8=True)
        return FINE
    for key in keys:
        state = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked else f"made {key.created:%Y-%m-%d}"
        limit = f"{key.per_minute} a minute" if key.per_minute else ""
        streams.write("  ".join(part for part in (key.id, state, _scopes(key), key.owner, limit) if part) + "\n")
    return FINE


def _revoke(options: argparse.Namespace) -> int:
    keys = _keys()
    for id in options.ids:
        key = keys.revoke(id)
        streams.write(f"{key.id} of {key.owner} is revoked\n")
    return FINE


def _forget(options: argparse.Namespace) -> int:
    keys = _keys()
    for id in options.ids:
        key = keys.forget(id)
        streams.write(f"{key.id} of {key.owner} is forgotten\n")
    if not keys.ever():
        streams.say(
            "there is no key any more: a server that listens on this machine alone, started anew, asks for none"
        )
    return FINE


def _scopes(key: "Key") -> str:
    return ",".join(scope for scope in SCOPES if scope in key.scopes)


def _plain(key: "Key") -> dict[str, Any]:
    return {
        "id": key.id,
        "owner": key.owner,
        "scopes": [scope for scope in SCOPES if scope in key.scopes],
        "created": key.created.isoformat(),
        "revoked": key.revoked and key.revoked.isoformat(),
        "per_minute": key.per_minute,
    }
