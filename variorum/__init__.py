"""Variorum by its own name: what `import service` offers, and nothing else."""

from service import *  # noqa: F403 # one list of public names, which is service's
from service import __all__ as __all__
