"""Headers that keep browsers from doing with an answer what nobody meant. CORS stays closed: there are none of its."""

from flask import Response

DATA = "default-src 'none'; frame-ancestors 'none'"
PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Reports carry their style in themselves, and words of strangers: no script runs, nothing is fetched."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=()",
}


def add_headers(answer: Response) -> Response:
    """After a request. What a view has set itself stays. Answers are somebody's own: no cache may share them."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", PAGE if answer.mimetype == "text/html" else DATA)
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer
