"""The documentation says what is there today."""

import importlib.util
import re
from pathlib import Path

import pytest

from service.model.finding import FindingType

ROOT = Path(__file__).parents[2]


def _languages_table():
    spec = importlib.util.spec_from_file_location("languages_table", ROOT / "docs" / "languages_table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_table_of_languages_is_current():
    module = _languages_table()
    page = module.PAGE.read_text(encoding="utf-8")
    assert page.endswith(module.table()), "run: python docs/languages_table.py --write"


def test_every_type_of_finding_is_documented():
    first_cells = re.findall(
        r"^\| ([a-z, ]+) \|", (ROOT / "docs" / "findings.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    documented = {name.strip() for cell in first_cells for name in cell.split(",")}
    assert documented >= {str(kind) for kind in FindingType}


@pytest.mark.parametrize(
    "page", sorted(p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
)
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}, which is not there"


def test_every_adr_has_figures_or_reasons():
    for path in (ROOT / "docs" / "adr").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert re.match(r"# \d{4} ", text), path.name
        assert "Decision:" in text, path.name
