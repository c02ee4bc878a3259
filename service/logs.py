"""The log: every line with its request's id, on standard error, for people or as JSON for programs."""

import logging
import sys
from enum import StrEnum
from io import StringIO
from typing import Any, TextIO

from service.model.errors import SettingsError

BREAKS = "\n\t"
"""That a traceback is made of."""


class LogFormat(StrEnum):
    """How a line is written (the setting `log_format`)."""

    CONSOLE = "console"
    JSON = "json"


def configure(log_format: str) -> None:
    """Of the whole process: what libraries tell by the standard `logging` is written in the same form. Raises
    `SettingsError` for a form that there is not."""
    if log_format not in list(LogFormat):
        raise SettingsError(f"VARIORUM_LOG_FORMAT must be {' or '.join(LogFormat)}, not {log_format!r}")
    import structlog

    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any]
    if log_format == LogFormat.JSON:
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        # structlog's own traceback shows the values of variables, too: articles, in tens of thousands of lines.
        last = [
            _visible_values,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_traceback),
        ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a busy server is no news: /metrics tells it
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)  # mostly that it did nothing


def _visible(text: str, kept: str = "") -> str:
    """What a terminal would obey, an address may hold: ESC, NUL, a line feed that begins a forged line."""
    return "".join(c if c.isprintable() or c in kept else c.encode("unicode_escape").decode() for c in text)


def _visible_values(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    return {name: _visible(value) if isinstance(value, str) else value for name, value in event.items()}


def _traceback(stream: TextIO, error: Any) -> None:
    import structlog

    plain = StringIO()
    structlog.dev.plain_traceback(plain, error)
    stream.write(_visible(plain.getvalue(), BREAKS))
