"""compose.yaml says what the program understands."""

import re

import yaml

from service.cli.parser import parser
from service.jobs.celery_app import celery_app
from service.settings import Settings
from tests.conftest import ROOT

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_its_settings_exist_and_name_a_broker() -> None:
    for name in ("web", "worker"):
        settings = Settings.from_env(COMPOSE["services"][name]["environment"])
        assert settings.database.startswith("postgresql://")
        assert celery_app(settings).conf.broker_url == settings.queue


def test_its_commands_are_ours() -> None:
    for name in ("web", "worker"):
        assert parser().parse_args(COMPOSE["services"][name]["command"]).run


def test_what_it_depends_on_can_tell_that_it_is_there() -> None:
    services = COMPOSE["services"]
    for needed in services["worker"]["depends_on"]:
        assert "healthcheck" in services[needed]
    assert services["web"]["ports"] == ["127.0.0.1:8765:8765"]


def test_its_image_has_what_the_program_reads() -> None:
    """pyproject.toml says which version it is."""
    copied = re.findall(r"^COPY (\S+)", COMPOSE["x-variorum"]["build"]["dockerfile_inline"], re.MULTILINE)
    assert set(copied) == {"requirements.txt", "pyproject.toml", "service", "translations"}
    assert all((ROOT / path).exists() for path in copied)
