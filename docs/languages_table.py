"""Prints the table of docs/languages.md: what each language has. With --write it puts it into the page."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.engines.usem3 import LANGUAGES as EMBEDDED  # noqa: E402  # the script runs from a checkout, not installed
from service.languages import knowledge, known  # noqa: E402
from service.languages.display import language_name  # noqa: E402
from service.languages.load import table_of  # noqa: E402
from service.languages.meaning import has_opposites, topics  # noqa: E402

PAGE = Path(__file__).parent / "languages.md"
MARK = "<!-- table: made by docs/languages_table.py, checked by tests/unit/test_docs.py -->\n"


def table() -> str:
    """The table in Markdown, one line a language."""
    titles = (
        "code language aligned_by_meaning number_words negation attribution furniture opposites loaded_topics senses"
    )
    lines = [f"| {' | '.join(title.replace('_', ' ') for title in titles.split())} |"]
    lines.append("| --- " * len(titles.split()) + "|")
    for code in known():
        know = knowledge(code)
        counts = [
            len(know.numbers.words),
            len(know.words.group("negation")),
            len(know.words.group("attribution")),
            sum(len(patterns) for patterns in know.furniture.values()),
        ]
        meaning = "yes" if has_opposites(code) else "-"
        loaded = len(topics(code)) or "-"
        senses = len(table_of(code, "senses")) or "-"
        embedded = "yes" if code in EMBEDDED else "by spelling"
        cells = [code, language_name(code), embedded, *map(str, counts), meaning, str(loaded), str(senses)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        head = PAGE.read_text(encoding="utf-8").split(MARK)[0]
        PAGE.write_text(head + MARK + table(), encoding="utf-8")
    else:
        print(table(), end="")
