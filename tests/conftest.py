"""What all tests share: a browser that cannot leave this machine, and what CI may not skip."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

pytest_plugins = ["tests.data"]

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# One slow example on a busy machine is no failure; the same examples each time in CI.
hypothesis_settings.register_profile("tracker", deadline=None, derandomize=bool(os.getenv("CI")))
hypothesis_settings.load_profile("tracker")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine cannot run; where CI is set, that is a failure."""
    if item.get_closest_marker("browser") and CHROMIUM is None:
        miss("No Chromium was found on this machine (CHROMIUM may name it).")
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        miss("DATABASE_URL names no PostgreSQL.")


def miss(reason: str) -> None:
    """Skip, or fail in CI, where nothing may be missing."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path_factory) -> None:
    """Files that a test hands in go where nobody keeps them."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium to which only this machine exists."""
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run as root with one
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the tests still talk to the database in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of; a test that expects a complaint clears the list."""
    return []


@pytest.fixture
def page(browser: Browser, live_server, complaints: list[str]) -> Iterator[Page]:
    """A page on the served site, 1440 pixels wide, that may neither complain nor ask elsewhere."""
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: note_message(message, complaints))
    page.on("request", lambda request: note_outside(request.url, live_server.url, complaints))
    yield page
    context.close()
    assert complaints == []


def note_message(message: ConsoleMessage, complaints: list[str]) -> None:
    """Complain of an error or a warning in the console."""
    if message.type in {"error", "warning"}:
        complaints.append(f"{message.type}: {message.text}")


def note_outside(url: str, site: str, complaints: list[str]) -> None:
    """Complain of a request that does not go to the site itself."""
    if not url.startswith((site, "data:", "blob:")):
        complaints.append(f"request to {url}")


@pytest.fixture
def sign_in(page: Page, live_server) -> Callable:
    """Give a function that signs a user in to `page`, without the login form."""

    def sign_in(user) -> Page:
        client = Client()
        client.force_login(user)
        session = client.cookies[site.SESSION_COOKIE_NAME].value
        cookie = {"name": site.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return sign_in
