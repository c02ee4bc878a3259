"""Which addresses are fetched from, and how they read in a message."""

from urllib.parse import urljoin, urlsplit

from service.model.errors import DownloadFailed


def check_url(url: str) -> None:
    """Raises `DownloadFailed` for what is no plain http or https address."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or not url.isascii() or any(c <= " " for c in url):
        raise DownloadFailed(f"{shown(url)} is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise DownloadFailed(f"{shown(url)}: an address must not hold a name or password")


def shown(url: str) -> str:
    """For a message: short, without name, password and query."""
    head, at, tail = url.split("?")[0].rpartition("@")
    text = (head.split("://")[0] + "://..." if at else "") + at + tail
    return "".join(c if c.isprintable() else "?" for c in text)[:120]


def redirected(url: str, location: str | None) -> str:
    """Where a redirect leads. Raises `DownloadFailed` for what is refused: file://, from https to http."""
    if not location:
        raise DownloadFailed(f"{shown(url)}: the server redirects to nowhere")
    try:
        target = urljoin(url, location)
        check_url(target)
    except (ValueError, DownloadFailed):
        raise DownloadFailed(f"{shown(url)}: the server redirects to {shown(location)}, which is refused") from None
    if url.startswith("https:") and not target.startswith("https:"):
        raise DownloadFailed(f"{shown(url)}: the server redirects from https to http, which is refused")
    return target
