"""The body of a request as JSON."""

from typing import Any

from flask import json, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


def json_body() -> Any:
    """The body's value. Raises 415 for another content type, 413 for too large a body, 400 for what is no JSON."""
    if not request.is_json:
        raise UnsupportedMediaType("send application/json")
    data = request.get_data(cache=False)
    try:
        return json.loads(data.decode("utf-8"))
    except RecursionError:
        raise BadRequest("the body is nested too deeply") from None
    except ValueError as error:  # no UTF-8, no JSON, or a number of 5000 digits
        raise BadRequest(f"the body is not JSON in UTF-8: {' '.join(str(error).split())[:200]}") from None
