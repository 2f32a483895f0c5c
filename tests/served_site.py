"""Serves the site with all shipped data from a temporary folder, as `make run` does from var/."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 30  # seconds until the server must answer
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class ServedSite:
    """A running site: its port, how its commands are run, and where its passwords lie."""

    port: int
    run: dict
    accounts: Path

    @property
    def passwords(self) -> dict[str, str]:
        """The passwords of its accounts by username."""
        return read_passwords(self.accounts)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def load(self, *arguments: str) -> None:
        """Run Python beside the site, to add to what is there."""
        prepare(self.run, arguments)

    def sign_in(self, username: str) -> dict[str, str]:
        """Sign in through the form, and give the cookies that a browser would then have."""
        path = "/accounts/login/"
        page, cookies = self._ask("GET", path)
        token = TOKEN.search(page) or sys.exit(f"{path} shows no form; the log above says why.")
        typed = {
            "username": username,
            "password": self.passwords[username],
            "csrfmiddlewaretoken": token.group(1),
        }
        _, more = self._ask("POST", path, urlencode(typed), cookies)
        return cookies | more

    def _ask(self, method: str, path: str, body: str = "", cookies: dict | None = None):
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        headers = {"Cookie": cookie_header(cookies or {}), "Referer": f"{self.url}{path}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        page = response.read().decode()
        set_cookies = response.headers.get_all("Set-Cookie") or []
        connection.close()
        return page, dict(one.split(";")[0].split("=", 1) for one in set_cookies)


@contextmanager
def served_site(
    settings: str = "luohe_tracker.settings", database: str = ""
) -> Iterator[ServedSite]:
    """Prepare a site with its sample year, serve it on a free port, and end it by its pid.

    `database` is the URL of an empty database; without it there is one in the temporary folder.
    """
    with TemporaryDirectory(prefix="luohe-site-") as folder:
        port = free_port()
        environment = os.environ | environment_of(Path(folder), port, settings, database)
        run = {"cwd": ROOT, "env": environment}
        prepare(run, ["manage.py", "prepare_site"])
        server = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        process = subprocess.Popen(server, **run)
        try:
            wait_for(port, process)
            yield ServedSite(port, run, Path(folder) / "var" / "demo_accounts.txt")
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def prepare(run: dict, arguments: Sequence[str]) -> None:
    """Load everything; what that says is shown only where it fails."""
    command = [sys.executable, *arguments]
    told = subprocess.run(command, check=False, capture_output=True, text=True, **run)
    if told.returncode:
        sys.exit(f"The site could not be prepared.\n{told.stdout}{told.stderr}")


def environment_of(folder: Path, port: int, settings: str, database: str) -> dict[str, str]:
    """The environment of a demo that keeps everything in `folder`."""
    return {
        "DATABASE_URL": database or f"sqlite:///{folder}/site.sqlite3",
        "VAR_DIR": str(folder / "var"),
        "STATIC_ROOT": str(folder / "static"),
        "BIND": f"{HOST}:{port}",
        "WEB_CONCURRENCY": "2",
        "DJANGO_SETTINGS_MODULE": settings,
        "DEMO": "1",
        "DEMO_TODAY": "2022-08-10",
        "DEBUG": "0",
        "HTTPS": "0",
        "BEHIND_PROXY": "0",
        "ALLOWED_HOSTS": HOST,
    }


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Wait until the server answers; stop if it has ended instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            sys.exit("The server ended before it answered; the reason stands above.")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"The server did not answer within {PATIENCE} seconds.")


def read_passwords(path: Path) -> dict[str, str]:
    """The passwords of the demo accounts by username."""
    return dict(line.split() for line in path.read_text(encoding="ascii").splitlines())


def cookie_header(cookies: dict[str, str]) -> str:
    """Cookies as a request carries them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
