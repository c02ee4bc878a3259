"""`serve`: the HTTP service."""

import argparse
import os
import signal
import socket
from typing import TYPE_CHECKING

from service.cli import options as kinds
from service.cli import streams
from service.cli.exits import FINE, INTERRUPTED
from service.model.errors import SettingsError
from service.settings import Settings

if TYPE_CHECKING:
    from service.cli.parser import Commands
    from service.model.stores import KeyStore

ABOUT = """\
Serves the HTTP API until Ctrl-C or SIGTERM, and carries out the comparisons that it takes. Programs on this machine
need no key as long as it listens there alone and no key was ever made. It listens on an address that others can reach
only when there is a key (python -m service keys create), or when VARIORUM_ACCESS=anybody says that everyone may use
it."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("serve", help="the HTTP service", description=ABOUT)
    parser.add_argument("--host", metavar="ADDRESS", help="address to listen on (VARIORUM_HOST)")
    parser.add_argument("--port", type=kinds.port, metavar="N", help="port to listen on (VARIORUM_PORT); 0: any")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves until it is told to end; what runs then is finished or handed back."""
    settings = Settings.from_env()
    host = options.host or settings.host
    port = settings.port if options.port is None else options.port
    with _listening(host, port) as listener:
        address, port = listener.getsockname()[:2]

        from service.api.door import Access, is_loopback
        from service.api.server import Server
        from service.app import create_app
        from service.logs import configure
        from service.wiring import store

        refuse_open_door(settings, address, store(settings).keys)
        configure(settings.log_format)
        server = Server(create_app(settings), listener)
        shown = f"[{address}]" if ":" in address else address
        streams.tell(f"Variorum listens on http://{shown}:{port} (Ctrl-C ends it)\n")
        if settings.access == Access.KEYS and is_loopback(address):
            streams.tell(
                "Programs on this machine need no key until one is made: make one before a proxy stands here.\n"
            )
        told = server.run()
    return INTERRUPTED if told == signal.SIGINT else FINE


def refuse_open_door(settings: Settings, address: str, keys: "KeyStore") -> None:
    """Raises `SettingsError` where others could reach the service and nobody has a key."""
    from service.api.door import Access, is_loopback

    if settings.access == Access.ANYBODY or is_loopback(address):
        return
    if settings.access == Access.THIS_MACHINE:
        raise SettingsError(f"VARIORUM_ACCESS=this-machine, but others can reach {address}")
    if keys.any():
        return
    raise SettingsError(
        f"others can reach {address}, and there is no key yet: make one (python -m service keys create --owner NAME), "
        "or set VARIORUM_ACCESS=anybody if everyone who can reach it may use it"
    )


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
