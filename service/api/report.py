"""/v1/comparisons/{id}/report: the newest report, in the form that the client accepts."""

from flask import Response, make_response, request
from werkzeug.exceptions import NotAcceptable

from service.actions.stored_report import report_of
from service.api.access import caller, scope
from service.api.context import context
from service.api.schemas.comparison import ComparisonPath
from service.api.schemas.report import ReportQuery
from service.api.spec import answer, problems, resource
from service.model.work import Scope
from service.pipeline.program import PROGRAM
from service.render import FORMATS

blueprint = resource("report", "What a comparison found.", "/v1/comparisons")

MEDIA = {render.media_type: name for name, render in FORMATS.items()}
"""Media type -> name of the format; a new export is served without a change here."""
DEFAULT = "json"
_BINARY = {name: {"format": "binary"} for name, render in FORMATS.items() if render.binary}


@blueprint.get(
    "/<string:id>/report",
    summary="The newest report",
    responses={
        "200": answer(
            "The report.",
            {
                media: {"type": "object"} if name == "json" else {"type": "string", **_BINARY.get(name, {})}
                for media, name in sorted(MEDIA.items(), key=lambda pair: pair[1] != DEFAULT)
            },
            {"ETag": "Of this report in this form.", "Content-Disposition": "A name for the file."},
        ),
        "304": {"description": "It is the one that If-None-Match names."},
        **problems(404, 406, 409),
    },
    operation_id="get_report",
)
@scope(Scope.READ)
def report(path: ComparisonPath, query: ReportQuery) -> Response:
    """JSON unless Accept, or `format`, asks for another form. The report of the last run that was done stays until the
    next one is."""
    name = query.format or _accepted()
    stored = context().stores.comparisons.report(caller().owner, path.id)
    # What is rendered changes with the program, and with its words.
    etag = stored.etag if name == "json" else f"{stored.etag}-{name}-{query.language}-{PROGRAM}"
    if request.if_none_match.contains(etag):
        made = make_response("", 304)
    else:
        render = FORMATS[name]
        if name == "json":
            made = make_response(stored.body)
        else:
            with context().places.taken():  # a long PDF takes its time
                made = make_response(render(report_of(stored), language=query.language))
        made.mimetype = render.media_type
        made.headers["Content-Disposition"] = f'inline; filename="report-{stored.comparison[:8]}{render.suffix}"'
    made.set_etag(etag)
    made.headers["Vary"] = "Accept, Authorization, X-API-Key"
    made.headers["Cache-Control"] = "private, no-cache"
    return made


def _accepted() -> str:
    best = request.accept_mimetypes.best_match([FORMATS[DEFAULT].media_type, *MEDIA])
    if request.accept_mimetypes and best is None:
        raise NotAcceptable(f"the report comes as {', '.join(MEDIA)}")
    return MEDIA[best] if best else DEFAULT
