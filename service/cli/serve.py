"""`serve`: the HTTP service on this machine."""

import argparse
import os
import socket
from typing import TYPE_CHECKING

from service.cli import options as kinds
from service.cli import streams
from service.cli.exits import INTERRUPTED
from service.model.errors import SettingsError
from service.settings import Settings

if TYPE_CHECKING:
    from service.cli.parser import Commands

ABOUT = """\
Serves the HTTP API until Ctrl-C. It is meant for one machine and a few people: it asks nobody for a key, so let it
listen on other addresses than this machine's own only where all who can reach it may use it."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("serve", help="the HTTP service on this machine", description=ABOUT)
    parser.add_argument("--host", metavar="ADDRESS", help="address to listen on (VARIORUM_HOST)")
    parser.add_argument("--port", type=kinds.port, metavar="N", help="port to listen on (VARIORUM_PORT); 0: any")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves, a thread a request, until it is interrupted."""
    settings = Settings.from_env()
    host = options.host or settings.host
    port = settings.port if options.port is None else options.port
    with _listening(host, port) as listener:
        from werkzeug.serving import make_server

        from service.app import create_app

        address, port = listener.getsockname()[:2]
        # Werkzeug prints and exits by itself where it cannot bind; so it gets a socket that listens already.
        server = make_server(address, port, create_app(settings), threaded=True, fd=listener.fileno())
        shown = f"[{address}]" if ":" in address else address
        streams.tell(f"Variorum listens on http://{shown}:{port} (Ctrl-C ends it)\n")
        server.serve_forever()  # returns at Ctrl-C, and closes itself
    return INTERRUPTED


def _listening(host: str, port: int) -> socket.socket:
    if port > kinds.LAST_PORT:  # the system would take what is left of it by 65536
        raise SettingsError(f"VARIORUM_PORT must be from 0 to {kinds.LAST_PORT}, not {port}")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, OverflowError, UnicodeError) as error:
        raise SettingsError(f"cannot listen on {host}:{port}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """The system's words; create_server adds the address to them, which the message has already."""
    if isinstance(error, OSError) and error.errno is not None and error.errno > 0:
        return os.strerror(error.errno).lower()
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]
