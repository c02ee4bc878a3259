"""Python imports this when it starts, where PYTHONPATH names this folder: it writes down who asks for a connection, and
who loads a library that could. tests/sealed.py reads it."""

import os
import socket
import sys

ASKING = frozenset(
    f"socket.{name}"
    for name in ("connect", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
)
TALKATIVE = frozenset({"onnxruntime", "minisbd", "stanza"})
"""What argostranslate can load: the first sends telemetry, the others download models."""

_PAGE = os.open(os.environ["TESTS_ASKED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in ASKING and getattr(arguments[0], "family", None) != getattr(socket, "AF_UNIX", -1):
        told = [argument for argument in arguments if not isinstance(argument, socket.socket)]
        os.write(_PAGE, f"{event} {told!r}\n".encode())
    elif event == "import" and arguments[0] in TALKATIVE:
        os.write(_PAGE, f"import {arguments[0]}\n".encode())


sys.addaudithook(_note)
