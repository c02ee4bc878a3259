"""Debian's Chromium, which the tests look at the pages with."""

import shutil

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
"""Containers run as root and have little shared memory."""
