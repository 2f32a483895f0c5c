"""How gunicorn serves the site; WEB_CONCURRENCY and BIND come from the environment."""

import os
import sys

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
wsgi_app = "luohe_tracker.wsgi"
preload_app = True  # loads the code once, so both workers answer at once
timeout = 60  # seconds for one request
max_requests = 20_000  # a worker is replaced now and then, not all at the same time
max_requests_jitter = 2_000
loglevel = "warning"
errorlog = "-"
control_socket_disable = True  # it would write into the home of whoever runs it


def when_ready(server) -> None:
    """Say where the site is, once it is really there."""
    sys.stdout.write(f"The site is at http://{bind}/ (Ctrl-C stops it).\n")
    sys.stdout.flush()
