"""For WSGI servers: `gunicorn wsgi:application`."""

from service.app import create_app
from service.settings import Settings

application = create_app(Settings.from_env())
