"""Settings come from the environment, and what is missing or unsafe is refused in words."""

import os
import re
import runpy
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "luohe_tracker" / "settings.py"
PRODUCTION = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "tracker.example"}


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Give a function that reads the settings in an environment of its own."""

    def load(**variables: str) -> dict:
        for name in settings_names():
            monkeypatch.delenv(name, raising=False)
        # Neither the tests' conveniences nor the .env of this machine.
        monkeypatch.delenv("PYTEST_VERSION", raising=False)
        monkeypatch.setattr("environ.Env.read_env", lambda *given: None)
        monkeypatch.setenv("VAR_DIR", str(tmp_path))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return load


def settings_names() -> set[str]:
    return set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS.read_text(encoding="utf-8")))


def test_every_setting_is_explained_in_the_example():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    explained = set(re.findall(r"^# (\w+)=", example, re.MULTILINE))

    assert settings_names() <= explained
    assert explained - settings_names() == {"PORT", "WEB_CONCURRENCY"}


@pytest.mark.parametrize("hosts", ["tracker.example", "127.0.0.1,tracker.example", "*", ".local"])
def test_demo_is_refused_beyond_this_machine(load, hosts):
    with pytest.raises(ImproperlyConfigured, match="DEMO is refused"):
        load(DEMO="1", ALLOWED_HOSTS=hosts)


def test_demo_serves_this_machine_on_the_day_of_the_seed(load):
    settings = load(DEMO="1", ALLOWED_HOSTS="127.0.0.1,localhost")

    assert settings["DEMO_TODAY"] == date(2022, 8, 10)
    assert not settings["SESSION_COOKIE_SECURE"]
    assert not settings["SECURE_SSL_REDIRECT"]


def test_demo_keeps_one_secret_key_for_its_owner_alone(load, tmp_path):
    first = load(DEMO="1")["SECRET_KEY"]

    assert load(DEMO="1")["SECRET_KEY"] == first
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_says_what_is_missing(load, name):
    given = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing"):
        load(**given)


def test_production_insists_on_https(load):
    settings = load(**PRODUCTION)

    assert not settings["DEMO"]
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert "SECURE_PROXY_SSL_HEADER" not in settings


def test_sqlite_is_the_default_and_lies_in_var(load, tmp_path):
    database = load(**PRODUCTION)["DATABASES"]["default"]

    assert database["NAME"] == str(tmp_path / "luohe_tracker.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in database["OPTIONS"]["init_command"]


def test_relative_path_of_sqlite_starts_at_the_checkout(load):
    database = load(**PRODUCTION, DATABASE_URL="sqlite:///other/site.sqlite3")["DATABASES"]

    assert database["default"]["NAME"] == str(ROOT / "other" / "site.sqlite3")


def test_postgresql_keeps_its_connections_and_looks_after_them(load):
    url = "postgres://clerk:pass@127.0.0.1:5432/tracker"

    database = load(**PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)
    assert "OPTIONS" not in database


def test_light_bundle_is_served_where_npm_brought_it_else_the_full_one(load, tmp_path):
    bundle = load(**PRODUCTION)["plotly_bundle"]
    bundle.__globals__["BASE_DIR"] = tmp_path
    light = tmp_path / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"

    full = bundle()
    light.parent.mkdir(parents=True)
    light.touch()

    assert full.name == "plotly.min.js"
    assert full.is_file()
    assert bundle() == light


def test_production_policy_allows_nothing_inline_and_no_other_host(load):
    directives = load(**PRODUCTION)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    sources = {source for allowed in directives.values() for source in allowed}

    assert directives["default-src"] == ["'self'"]
    assert sources == {"'self'", "'none'"}


def test_tests_run_as_a_demo_without_the_environment_of_this_machine(settings):
    assert "PYTEST_VERSION" in os.environ
    assert settings.DEMO
