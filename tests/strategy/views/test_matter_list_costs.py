"""What the register costs: thirteen queries at most, with ten thousand matters as with a few."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from strategy.models import Organisation, Role
from tests.factories import OrganisationFactory, TaskFactory
from tests.factories.organisations import UserFactory
from tests.factories.registers import fill_register

from .pages import csv_rows, rows_of

BUDGET = 13
"""Kept filters included."""
A_PAGE = 100
SOME, MANY = 300, 10_000
PAGES = [
    "/matters/",
    "/matters/?view=new&sort=-age_days",
    "/matters/?view=closed&page=2",
    "/matters/?q=1&item=T001&lead=land&rung=red&overdue=yes&kind=instruction",
    "/matters/?view=closed&visit=none&q=1",
    "/matters/?asof=2022-07-20",
    "/matters/units/",
]


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker) -> Iterator[dict[str, dict[str, int]]]:
    """Ten thousand matters, and what each page took by role when there were a few hundred."""
    with django_db_blocker.unblock(), transaction.atomic():
        land, item = OrganisationFactory(code="land"), TaskFactory(code="T001")
        leads = [OrganisationFactory(), land]
        fill_register(SOME, leads, item)
        yield {role: costs(role) for role in (Role.OFFICIAL, Role.STAFF, Role.COORDINATOR)}
        transaction.set_rollback(True)


@pytest.fixture
def many(register, db) -> None:
    """Fill the register up, for one test."""
    leads = [*Organisation.objects.exclude(code="office").order_by("pk")[:2]]
    fill_register(MANY - SOME, leads, first=1000 + SOME)


def reader(role: Role = Role.OFFICIAL) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role))
    return client


def costs(role: Role) -> dict[str, int]:
    """How many queries each page takes, session and user included."""
    client = reader(role)
    return {address: queries(client, address) for address in PAGES}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert rows_of(response) or b"summary__row" in response.content, address
    return len(captured)


def test_ten_thousand_matters_cost_what_few_do_and_keep_the_budget(register, many):
    for role, few in register.items():
        assert costs(role) == few
        assert max(few.values()) <= BUDGET


def test_page_makes_no_rows_but_its_own(many):
    first, last = (reader().get("/matters/", {"view": "new", "page": page}) for page in (1, 100))

    assert len(rows_of(first)) == len(rows_of(last)) == A_PAGE
    assert f"督办〔2022〕{1000 + MANY - 1}号" in rows_of(first)[0]
    assert "督办〔2022〕1000号" in rows_of(last)[-1]


def test_file_has_every_row(many):
    with CaptureQueriesContext(connection) as captured:
        rows = csv_rows(reader().get("/matters/", {"view": "new", "export": "csv"}))

    assert len(rows) == MANY
    assert len(captured) <= BUDGET + 3 * MANY // 1000  # helping units come by the thousand
