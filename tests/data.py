"""The shipped data for tests: loaded once a session, then laid into each module in a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from itertools import chain

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.test import override_settings

from luohe_tracker.services.fixture_records import fixture_paths
from luohe_tracker.services.fixtures import load_fixtures
from luohe_tracker.services.sample_year import load_sample_year
from strategy import clock

OURS = ["strategy", "projects", "enterprises"]
MOST_PARAMETERS = 30000
LEFT_BEHIND = {"strategy_event", "strategy_pagecounter"}
"""What only grows, whatever is taken back."""
Snapshot = dict[str, tuple[list[str], list[tuple]]]


@pytest.fixture(scope="session")
def fixtures_snapshot(django_db_setup, django_db_blocker) -> Snapshot:
    """All rows after `load_fixtures`."""
    with django_db_blocker.unblock(), undone():
        load_fixtures(fixture_paths(), at=clock.now())
        return take_snapshot()


@pytest.fixture(scope="session")
def sample_snapshot(
    fixtures_snapshot: Snapshot, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    """All rows after `load_fixtures` and `load_sample_year`; files lie where tests keep them."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.getbasetemp() / "media")
    with django_db_blocker.unblock(), undone(), media:
        lay(fixtures_snapshot)
        load_sample_year(at=clock.now())
        return take_snapshot()


@pytest.fixture(scope="module")
def fixtures_loaded(fixtures_snapshot: Snapshot, django_db_blocker) -> Iterator[None]:
    """The fixtures under every test of a module. Not for transactional tests or live servers."""
    with django_db_blocker.unblock(), undone():
        lay(fixtures_snapshot)
        yield


@pytest.fixture(scope="module")
def sample_year(sample_snapshot: Snapshot, django_db_blocker) -> Iterator[None]:
    """Fixtures and sample year under every test of a module, as `fixtures_loaded` has them."""
    with django_db_blocker.unblock(), undone():
        lay(sample_snapshot)
        yield


@pytest.fixture
def sample_site(sample_snapshot: Snapshot, transactional_db) -> None:
    """Fixtures and sample year for one test with a live server."""
    lay(sample_snapshot)


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def contents(snapshot: Snapshot) -> dict[str, list[str]]:
    """Every row without its own number, as text, so that two databases can be compared."""
    return {
        table: sorted(str([value for name, value in zip(columns, row, strict=True) if name != "id"])
                      for row in rows)
        for table, (columns, rows) in snapshot.items()
        if table not in LEFT_BEHIND
    }  # fmt: skip


def take_snapshot() -> Snapshot:
    """Read every row of our tables as the database keeps it."""
    snapshot = {}
    with connection.cursor() as cursor:
        for table in [model._meta.db_table for model in our_models()]:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            snapshot[table] = columns, cursor.fetchall()
    return snapshot


@transaction.atomic
def lay(snapshot: Snapshot) -> None:
    """Write the rows of a snapshot into empty tables, and let new rows be numbered after them."""
    with connection.cursor() as cursor:
        for table, (columns, rows) in snapshot.items():
            for batch in batches(rows, size=MOST_PARAMETERS // len(columns)):
                values = [bound(value) for value in chain(*batch)]
                cursor.execute(insertion(table, columns, len(batch)), values)
        for statement in connection.ops.sequence_reset_sql(no_style(), our_models()):
            cursor.execute(statement)


def insertion(table: str, columns: list[str], count: int) -> str:
    """The statement that writes so many rows at once."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * count)
    return f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES {marks}"


def bound(value):
    """A value as the driver takes it: that of SQLite knows no time of day."""
    return connection.ops.adapt_timefield_value(value) if isinstance(value, time) else value


def batches(rows: list[tuple], *, size: int) -> Iterator[list[tuple]]:
    """The rows in pieces that one statement can take."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def our_models() -> list[type[models.Model]]:
    """Our models and the links between two of them."""
    configs = [apps.get_app_config(label) for label in OURS]
    return [model for one in configs for model in one.get_models(include_auto_created=True)]
