"""What the build of the wheel asks for: the dependencies, which requirements.txt alone lists."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Requirements(MetadataHookInterface):
    """Reads them."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fills in `dependencies`, which pyproject.toml calls dynamic."""
        lines = (Path(self.root) / "requirements.txt").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line.strip() and not line.startswith("#")]
