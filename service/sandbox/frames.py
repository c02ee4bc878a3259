"""What the server and a child that reads files say to each other: JSON and bytes, with their lengths before them.

JSON and no pickle: what a child says may come from whoever made the file.
"""

import json
import struct
from typing import IO, Any

LENGTHS = struct.Struct("!QQ")
LONGEST = 1 << 28
"""Bytes of a frame; no more is read, whatever its beginning says."""

Frame = tuple[dict[str, Any], bytes]


def write(stream: IO[bytes], head: dict[str, Any], data: bytes = b"") -> None:
    """Raises `OSError` where nobody reads it."""
    said = json.dumps(head).encode("ascii")
    stream.write(LENGTHS.pack(len(said), len(data)) + said)
    stream.write(data)
    stream.flush()


def read(stream: IO[bytes]) -> Frame | None:
    """None where the other side is gone, or says what is no frame."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    long, longer = LENGTHS.unpack(lengths)
    if long + longer > LONGEST:
        return None
    said, data = stream.read(long), stream.read(longer)
    if len(said) < long or len(data) < longer:
        return None
    try:
        head = json.loads(said)
    except ValueError:
        return None
    return (head, data) if isinstance(head, dict) else None
