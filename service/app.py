"""The Flask application, put together from its resources."""

from flask import Flask

from service.api import comparisons, health, problems
from service.api.context import Context
from service.model.protocols import Engines
from service.settings import Settings


def create_app(settings: Settings, engines: Engines | None = None) -> Flask:
    """An application of its own for each call. `engines` are the settings' unless given; none is loaded yet."""
    from service.wiring import engines as wired

    app = Flask("variorum", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    app.json.sort_keys = False  # type: ignore[attr-defined] # Flask's own provider has it
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["variorum"] = Context(settings, engines if engines is not None else wired(settings))
    for resource in (health, comparisons):
        app.register_blueprint(resource.blueprint)
    problems.register(app)
    return app
