"""Someone signed in who asks for one page after another, and sends forms."""

import sys
import time
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

from tests.served_site import HOST, PATIENCE, ServedSite, cookie_header


class Visitor:
    """A person on one connection; every answer must be one that was expected."""

    def __init__(self, site: ServedSite, username: str):
        cookies = site.sign_in(username)
        self.connection = HTTPConnection(HOST, site.port, timeout=PATIENCE)
        self.headers = {"Cookie": cookie_header(cookies), "Referer": site.url}
        self.token = {"X-CSRFToken": cookies["csrftoken"]}

    def get(self, address: str, **headers: str) -> tuple[HTTPResponse, str]:
        """Ask for a page that must be there, or be unchanged."""
        return self._ask("GET", address, "", headers, (200, 304))

    def timed(self, address: str, **headers: str) -> float:
        """Milliseconds from the request to the last byte of the answer."""
        start = time.perf_counter()
        self.get(address, **headers)
        return (time.perf_counter() - start) * 1000

    def post(self, address: str, fields: dict, **headers: str) -> tuple[HTTPResponse, str]:
        """Send a form that must be taken."""
        headers |= self.token | {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", address, urlencode(fields, doseq=True), headers, (200, 302))

    def timed_post(self, address: str, fields: dict, **headers: str) -> tuple[float, str]:
        """Milliseconds until the answer is there, and the answer."""
        start = time.perf_counter()
        _, body = self.post(address, fields, **headers)
        return (time.perf_counter() - start) * 1000, body

    def _ask(self, method: str, address: str, form: str, headers: dict, expected: tuple):
        self.connection.request(method, address, form or None, self.headers | headers)
        response = self.connection.getresponse()
        body = response.read().decode()
        if response.status not in expected:
            sys.exit(f"{method} {address} was answered with {response.status}.\n{body[-2000:]}")
        return response, body
