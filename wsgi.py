"""For WSGI servers other than `python -m service serve`: `waitress-serve wsgi:application`.

It carries out comparisons in threads of its own, which do not survive a fork: a server that forks must load it in the
child (gunicorn does, without --preload). Such a server may listen anywhere, so that everybody needs a key
unless VARIORUM_ACCESS says something else (docs/api.md).
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in service/__main__.py, before numpy is imported

from service.app import create_app
from service.settings import Settings

application = create_app(Settings.from_env())
