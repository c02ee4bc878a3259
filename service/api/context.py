"""What every view needs of the application it runs in."""

import threading
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from service.api.door import Door
from service.api.places import Places
from service.api.readiness import Readiness
from service.api.tally import Tally
from service.jobs.submitter import Submitter
from service.model.protocols import Engines
from service.model.stores import Stores
from service.settings import Settings

GONE = "variorum.gone"
"""In the WSGI environment of our own server: a callable that says whether the client has hung up."""


@dataclass(frozen=True, slots=True)
class Context:
    """Settings, engines, stores and work of one application. `places` are the threads that requests may hold for long
    to work, and `watching` those that they may hold to wait for what others work on;
    `door` knows whether this machine's programs need no key; `readiness` what `/ready` found last;
    `stopping` is set when the server is told to end: who waits for something should wait no longer."""

    settings: Settings
    engines: Engines
    stores: Stores
    submitter: Submitter
    tally: Tally
    places: Places
    watching: Places
    door: Door
    readiness: Readiness = field(default_factory=Readiness)
    stopping: threading.Event = field(default_factory=threading.Event)


def context() -> Context:
    """The one of the application that handles this request."""
    return cast(Context, current_app.extensions["variorum"])
