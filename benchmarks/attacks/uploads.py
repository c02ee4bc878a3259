"""Sixteen hostile files at once, on the pages and in the API: does the server still say that it is well?

`PYTHONPATH=. python benchmarks/attacks/uploads.py [--quick]`. A real server process; what is sent are the files that
once held it for minutes or for good. Exits 1 if the 99th percentile of `/health` is a second or more, if a file is
taken or fails in a way that was not foreseen, or if the server does not end when it is told to.
"""

import http.client
import json
import re
import signal
import sys
import tempfile
import threading
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.attacks.pulse import pulse
from tests.servers.deployment import Deployment, children

AT_ONCE = 16
SECONDS = 120.0
MOST_HEALTH_SECONDS = 1.0
MOST_END_SECONDS = 20.0
REFUSED = {413, 422, 429, 503}
TAKEN = {200, 201, 202, 303}
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def word(body):
    """A .docx with nothing but this body."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", LINK)
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


ATTRIBUTES = b"<p " + b" ".join(b"a%d=1" % n for n in range(330_000)) + b">x"
ATTACKS = {
    "comments before no page, 421 bytes": ("file", "a", b"<!---->" * 60 + b"x"),
    "a long word before what is not UTF-8": ("file", "a.txt", b"a" * 400_000 + b" \x96 x"),
    "attributes, HTML file": ("file", "a.html", ATTRIBUTES),
    "empty elements, HTML file": ("file", "a.html", b"<br>" * 1_000_000),
    "empty paragraphs, Word file": ("file", "a.docx", word("<w:p/>" * 3_100_000)),
    "elements, Word file": ("file", "a.docx", word("<w:p><w:r>" + "<w:r/>" * 3_000_000 + "</w:r></w:p>")),
    "attributes, API": ("/v1/comparisons", {"versions": [{"id": "a", "html": ATTRIBUTES.decode()}]}),
    "attributes, /translate": (
        "/translate",
        {"q": ATTRIBUTES.decode()[:900_000], "source": "auto", "target": "en", "format": "html"},
    ),
}
HARMLESS = {
    "comments before no page, 421 bytes",
    "empty elements, HTML file",
    "a long word before what is not UTF-8",
}
"""These may be read, since they are quick by now: what counts is that they hold nothing up."""


def main():
    quick = "--quick" in sys.argv
    chosen = list(ATTACKS)[::2] if quick else list(ATTACKS)
    result = {"attacks": {}}
    with tempfile.TemporaryDirectory() as folder:
        here = Deployment(Path(folder), database=Path(folder) / "x.sqlite")
        try:
            server = here.serve()
            with pulse(here.port) as quiet:
                time.sleep(2 if quick else 5)
            result["quiet_p99"] = round(quiet.p99(), 3)
            print(f"{'nothing':40} /health p99 {quiet.p99():.3f} s")
            for name in chosen:
                result["attacks"][name] = attack(here, server, name)
            result["afterwards"] = afterwards(here)
            result["end_seconds"] = ended(server)
        finally:
            here.close()
    well = all(one["held"] for one in result["attacks"].values())
    well = well and result["afterwards"]["ok"] and result["end_seconds"] < MOST_END_SECONDS
    print(json.dumps(result | {"held": well}))
    return 0 if well else 1


def attack(here, server, name):
    """Sixteen of it at once, and how `/health` does meanwhile."""
    kind, *what = ATTACKS[name]
    answers, most = [], [0]
    over = threading.Event()
    watch = threading.Thread(target=weigh, args=(server, most, over), daemon=True)
    began = time.monotonic()

    def send():
        try:
            answers.append(upload(here, *what) if kind == "file" else here.ask("POST", kind, *what, seconds=SECONDS)[0])
        except OSError as error:
            answers.append(type(error).__name__)

    with pulse(here.port) as health:
        watch.start()
        threads = [threading.Thread(target=send, daemon=True) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, began + SECONDS - time.monotonic()))
        time.sleep(1)
    over.set()
    took = time.monotonic() - began - 1
    allowed = REFUSED | (TAKEN if name in HARMLESS else set())
    answered = len(answers) == AT_ONCE and all(one in allowed for one in answers)
    held = answered and health.p99() < MOST_HEALTH_SECONDS
    counts = {str(one): answers.count(one) for one in sorted(set(answers), key=str)}
    print(
        f"{name:40} /health p99 {health.p99():.3f} s of {len(health.seconds)}; {took:.1f} s; answers {counts}; "
        f"children {most[0]:,} MB{'' if held else '   GOT THROUGH'}",
        flush=True,
    )
    return {"p99": round(health.p99(), 3), "seconds": round(took, 1), "answers": counts, "mb": most[0], "held": held}


def weigh(server, most, over):
    """The most memory that the children have together, in megabytes, looked at ten times a second."""
    while not over.wait(0.1):
        now = 0
        for pid in [int(p.name) for p in Path("/proc").glob("[0-9]*")] if Path("/proc").is_dir() else []:
            try:
                status = Path(f"/proc/{pid}/status").read_text()
                if f"PPid:\t{server.pid}\n" in status:
                    now += int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024
            except (OSError, TypeError):
                continue
        most[0] = max(most[0], now)


def upload(here, name, data):
    """The status that the start page's form is answered with."""
    line = http.client.HTTPConnection("127.0.0.1", here.port, timeout=SECONDS)
    try:
        line.request("GET", "/")
        page = line.getresponse()
        cookie = page.getheader("Set-Cookie").partition(";")[0]
        token = re.search(rb'name="csrf-token" content="([^"]+)"', page.read())[1].decode()
        between = "between-0a1b2c"
        fields = {"csrf_token": token, "boxes": "2", "label-1": "One", "label-2": "Two", "text-2": "Five boats burned."}
        parts = [
            f'--{between}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        head = f'--{between}\r\nContent-Disposition: form-data; name="file-1"; filename="{name}"\r\n\r\n'.encode()
        body = b"".join([*parts, head, data, f"\r\n--{between}--\r\n".encode()])
        headers = {"Content-Type": f"multipart/form-data; boundary={between}", "Cookie": cookie}
        line.request("POST", "/comparisons", body, headers)
        answer = line.getresponse()
        answer.read()
        return answer.status
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        line.close()


def afterwards(here):
    """Whether an ordinary page is read as before, and how long that takes."""
    page = "<p>Five <b>boats</b> burned on Tuesday.</p>" * 20
    body = {"versions": [{"id": "a", "html": page}, {"id": "b", "html": page}], "translate": False}
    began = time.monotonic()
    status = here.ask("POST", "/v1/comparisons", body)[0]
    took = round(time.monotonic() - began, 3)
    print(f"an ordinary page afterwards: {status} in {took} s")
    return {"ok": status in TAKEN, "seconds": took}


def ended(server):
    """Seconds until it is gone after SIGTERM."""
    kept = children(server)
    began = time.monotonic()
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(MOST_END_SECONDS + 5)
    except Exception:
        return float("inf")
    left = [pid for pid in kept if Path(f"/proc/{pid}").exists()]
    took = round(time.monotonic() - began, 1)
    print(f"ended {took} s after SIGTERM; children left: {len(left)}")
    return took if not left else float("inf")


if __name__ == "__main__":
    sys.exit(main())
