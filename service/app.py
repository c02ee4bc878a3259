"""The Flask application, put together from its resources."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Flask

from service.model.errors import SettingsError
from service.model.protocols import Engines
from service.model.stores import Stores
from service.settings import Settings

if TYPE_CHECKING:
    from flask_openapi.blueprint import APIBlueprint
    from flask_openapi.openapi import OpenAPI

    from service.jobs.submitter import Submitter


def create_app(
    settings: Settings,
    engines: Engines | None = None,
    stores: Stores | None = None,
    submitter: "Submitter | None" = None,
) -> Flask:
    """An application of its own for each call. Engines, stores and who does the work are the settings' unless given; no
    engine is loaded yet. Everybody needs a key until a server says where it listens. Raises `SettingsError`."""
    from service import wiring
    from service.api import access, headers, libretranslate, limits, problems, request_id
    from service.api.context import Context
    from service.api.door import Access, Door
    from service.api.places import Places
    from service.api.tally import Tally
    from service.sandbox import LEAST_MEGABYTES
    from service.web import pages

    if settings.access not in list(Access):
        raise SettingsError(f"VARIORUM_ACCESS must be {', '.join(Access)}, not {settings.access!r}")
    for name in ("https", "fetch_urls"):
        if getattr(settings, name) not in ("yes", "no"):
            raise SettingsError(f"VARIORUM_{name.upper()} must be yes or no, not {getattr(settings, name)!r}")
    for name, least in (("parse_seconds", 1), ("parse_megabytes", LEAST_MEGABYTES)):
        if getattr(settings, name) < least:
            raise SettingsError(f"VARIORUM_{name.upper()} must be {least} at least, not {getattr(settings, name)}")
    app = _empty(settings)
    engines = engines if engines is not None else wiring.engines(settings)
    stores = stores if stores is not None else wiring.store(settings)
    tally = Tally(stores.jobs)
    app.extensions["variorum"] = Context(
        settings=settings,
        engines=engines,
        stores=stores,
        submitter=submitter or wiring.submitter(settings, stores.jobs, engines, tally.report),
        tally=tally,
        places=Places(settings.server_threads // 3),
        watching=Places(settings.server_threads // 3),
        door=Door(settings.access, stores.keys),
    )
    for resource in _resources():
        app.register_api(resource)
    # In this order: who asks must be known before requests are counted, and who asks too often learns nothing more.
    app.before_request(request_id.begin)
    app.before_request(libretranslate.mark)
    app.before_request(access.identify)
    limits.limiter(app, settings.rate_limit_storage)
    app.before_request(access.authorize)
    pages.register(app, settings)
    for after in (request_id.end, headers.add_headers, limits.add_headers):
        app.after_request(after)
    problems.register(app)
    return app


def _empty(settings: Settings) -> "OpenAPI":
    from flask_openapi.openapi import OpenAPI

    from service.api import document
    from service.api.field_errors import raise_field_error
    from service.api.json_body import StrictRequest

    app = OpenAPI(
        "variorum",
        static_folder=None,
        doc_ui=False,
        validation_error_callback=raise_field_error,
        **document.DESCRIPTION,
    )
    app.openapi_version = document.OPENAPI_VERSION
    app.request_class = StrictRequest
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_request_bytes
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False  # CORS is closed, and a method that is not there is a 405
    app.json.sort_keys = False  # type: ignore[attr-defined] # Flask's own provider has it
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = True
    app.url_map.merge_slashes = False  # a redirect is no answer to a wrong address
    return app


def _resources() -> "Sequence[APIBlueprint]":
    from service.api import (
        comparisons,
        decisions,
        document,
        events,
        findings,
        health,
        languages,
        libretranslate,
        profile,
        report,
        texts,
        versions,
    )

    modules = (
        *(comparisons, versions, report, profile, findings, decisions, events),
        *(texts, languages, libretranslate, health, document),
    )
    return [module.blueprint for module in modules]
