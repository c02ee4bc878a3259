"""What every view needs of the application it runs in."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from service.model.protocols import Engines
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """The settings and the engines of one application."""

    settings: Settings
    engines: Engines


def context() -> Context:
    """The one of the application that handles this request."""
    return cast(Context, current_app.extensions["variorum"])
