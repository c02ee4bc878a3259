"""The review page of a large story in a real browser: first content, HTML size, and whether it stays smooth.

usage: PYTHONPATH=. python benchmarks/page.py [--quick] [--versions 6] [--sentences 400]

A story of 6 versions x 400 sentences with a difference in every eighth row is compared and its page opened in Chromium.
Told are: the size of the HTML and the server time; the first contentful paint and the time until all is parsed, on a
first visit; and the browser's own long tasks (Performance API, `longtask`: over 50 ms on its one thread) while the rows
are scrolled from top to end and back, the findings are filtered eight times, twenty findings are stepped through by
keys, everything is unfolded, and one finding is decided. The aims: first content under a second, no task over 200 ms.
The last line is JSON; the exit code is 1 where an aim is missed.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from service.app import create_app
from service.settings import Settings
from tests.e2e.browser import ARGUMENTS, CHROMIUM
from tests.servers.variorum import serving

FIRST_CONTENT_MS = 1000
LONGEST_TASK_MS = 200
WATCH = """
window.tasks = [];
new PerformanceObserver(list => { for (const one of list.getEntries()) tasks.push(one.duration) })
  .observe({ type: 'longtask', buffered: true });
"""
PLACES = ("Norden", "Emden", "Leer", "Husum", "Varel", "Wismar", "Barth", "Bremen", "Lingen", "Meppen")
THINGS = ("cars", "lorries", "cows", "books", "barrels", "bicycles", "letters", "windows", "chairs", "lamps")


def story(versions: int, sentences: int) -> list[dict[str, str]]:
    """The same told several times; in every eighth sentence one version has another figure, or lacks it."""
    rng = random.Random(7)
    lines = []
    for number in range(sentences):
        start, end = rng.sample(PLACES, 2)
        lines.append(
            f"On day {number + 1} the ferry of {start} brought {rng.randrange(20, 900)} {rng.choice(THINGS)} to {end}, "
            "where people had waited at the harbour since the early morning and went home when it was dark."
        )
    texts = [list(lines) for _ in range(versions)]
    for number in range(0, sentences, 8):
        other = texts[1 + rng.randrange(versions - 1)]
        if number % 3:
            other[number] = other[number].replace(" brought ", f" brought {rng.randrange(2, 9)}")
        else:
            other[number] = ""
    return [
        {"id": f"v{n}", "label": f"Version {n + 1}", "text": "\n\n".join(filter(None, text)), "language": "en"}
        for n, text in enumerate(texts)
    ]


def tasks(page: Page) -> list[float]:
    """Long tasks since the last call, in milliseconds."""
    found: list[float] = page.evaluate("() => tasks.splice(0)")
    return found


def measure(site: str, id: str) -> dict[str, object]:
    """All figures of one visit."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.add_init_script(WATCH)
        began = time.perf_counter()
        answer = page.goto(f"{site}/comparisons/{id}")
        loaded = time.perf_counter() - began
        size = len(answer.body()) if answer else 0
        page.wait_for_timeout(500)
        times = page.evaluate(
            "() => { const n = performance.getEntriesByType('navigation')[0];"
            " const p = performance.getEntriesByName('first-contentful-paint')[0];"
            " return { server: n.responseStart - n.requestStart, first: p ? p.startTime : null, all: n.loadEventEnd } }"
        )
        out: dict[str, object] = {
            "html_bytes": size,
            "server_ms": round(times["server"]),
            "first_content_ms": round(times["first"]),
            "loaded_ms": round(1000 * loaded),
            "rows": page.locator(".row").count(),
            "findings": page.locator(".item").count(),
        }
        longest = {"load": tasks(page)}
        for to in ("bottom", "top"):
            page.evaluate(
                "async to => { const box = document.getElementById('rows'); const by = (to == 'bottom' ? 1 : -1) * 300;"
                " for (let n = 0; n < 60; n++) { box.scrollBy(0, by); await new Promise(requestAnimationFrame) } }",
                to,
            )
        longest["scroll"] = tasks(page)
        for _ in range(4):
            for words in ("Emden", ""):
                page.fill('#filter input[name="q"]', words)
                page.wait_for_timeout(600)
        longest["filter"] = tasks(page)
        page.locator("#list a").first.focus()
        for _ in range(20):
            page.keyboard.press("j")
            page.wait_for_timeout(100)
        page.wait_for_timeout(300)
        longest["step"] = tasks(page)
        page.check('.view input[name="folds"]')
        page.wait_for_timeout(500)
        longest["unfold"] = tasks(page)
        page.locator("#list a[aria-current]").focus()
        page.keyboard.press("a")
        page.wait_for_timeout(800)
        longest["decide"] = tasks(page)
        browser.close()
    out["longest_task_ms"] = {name: round(max(values, default=0)) for name, values in longest.items()}
    return out


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="3 versions x 100 sentences")
    parser.add_argument("--versions", type=int, default=6)
    parser.add_argument("--sentences", type=int, default=400)
    args = parser.parse_args()
    size = (3, 100) if args.quick else (args.versions, args.sentences)
    with tempfile.TemporaryDirectory(prefix="variorum-page-") as folder:
        app = create_app(Settings(database=str(Path(folder) / "variorum.sqlite"), rate_limit=0, wait_seconds=600))
        body = {"versions": story(*size), "translate": False, "title": "The ferry"}
        made = app.test_client().post("/v1/comparisons?wait=600", json=body)
        assert made.status_code == 201, made.text
        with serving(app) as site:
            out = measure(site, made.get_json()["id"])
    worst = max(out["longest_task_ms"].values())  # type: ignore[attr-defined]
    out["ok"] = out["first_content_ms"] < FIRST_CONTENT_MS and worst <= LONGEST_TASK_MS  # type: ignore[operator]
    print(json.dumps({"versions": size[0], "sentences": size[1], **out}))
    return 0 if out["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
