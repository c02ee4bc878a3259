"""For WSGI servers other than `python -m service serve`: `waitress-serve wsgi:application`.

It carries out comparisons in threads of its own, which do not survive a fork: a server that forks must load it in the
child (gunicorn does, without --preload). Who may use it is up to VARIORUM_ACCESS: such a server may listen anywhere.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in service/__main__.py, before numpy is imported

from service.app import create_app
from service.settings import Settings

application = create_app(Settings.from_env())
