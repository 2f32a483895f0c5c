"""The published facts about projects, enterprises and parks: each on a page, with its source.

The facts are read from the shipped files, so a page that loses one fails under the fact's own code.
"""

import re
from decimal import Decimal

import pytest
from django.test import Client

from strategy.models import Role, TrackedItem
from strategy.ui.formatting import amount, number
from tests.factories import UserFactory
from tests.fixtures_june_2022 import FIGURES
from tests.fixtures_records import rows

SUBJECTS = [f"F{number}" for number in [*range(15, 24), *range(25, 46)]]
PIPELINE = [f"F{number}" for number in range(31, 42)]
SERIES = {code: series for code, series, *_ in FIGURES}
FACTS = {fact["code"]: fact for fact in rows("facts_2022h1", "strategy.fact")}
REVISIONS = {one["figure"][0]: one for one in rows("facts_2022h1", "strategy.revision")}
METRICS = {one["code"]: one for one in rows("metrics", "strategy.metric")}
LINES = {one["code"]: one for one in rows("metrics", "strategy.series")}
POOLS = {total["series"][0]: total["pool"][0] for total in rows("pools", "enterprises.pooltotal")}
ENTRIES = rows("pool_entries")
POOL_OF_FACT = {
    "F21": "little-giant", "F22": "listing-listed", "F23": "listing-accepted",
    "F27": "green-factory", "F28": "green-park",
}  # fmt: skip
"""The pools whose members the facts of single enterprises and parks name."""
MONTH = {"month": "2022-06"}
MARKUP = re.compile(r"<[^>]+>")

pytestmark = pytest.mark.usefixtures("fixtures_loaded")


@pytest.fixture
def visit(db):
    """Give a function that opens an address as an official does, and gives its HTML."""
    client = Client()
    client.force_login(UserFactory(role=Role.OFFICIAL))

    def visit(path: str, **query) -> str:
        response = client.get(path, MONTH | query)
        assert response.status_code == 200, path
        return response.content.decode()

    return visit


def words_on(page: str) -> str:
    """What a page says, without markup and blanks."""
    return squeezed(MARKUP.sub("", page))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def passport(series: str) -> str:
    return f"/figures/{series}/2022-06/"


def page_of_series(code: str) -> str:
    """The pool whose total it is, else the action that it measures."""
    series = SERIES[code]
    item = LINES[series]["item"][0]
    return f"/enterprises/pools/{POOLS[series]}/" if series in POOLS else f"/actions/{item}/"


def shows(page: str, series: str) -> bool:
    """Whether a page shows the published number of a series as a link to its passport."""
    metric = METRICS[LINES[series]["metric"][0]]
    value = number(Decimal(REVISIONS[series]["value"]), metric["decimals"])
    link = re.escape(f'href="{passport(series)}')
    return re.search(rf'{link}[^"]*"[^>]*>{re.escape(value)}</a>', page) is not None


def members_in(pool: str) -> dict[str, dict]:
    """The entries of a pool by the codes of its members."""
    return {entry["member"][0]: entry for entry in ENTRIES if entry["pool"] == [pool]}


def names_in(note: str) -> list[str]:
    """The names in words such as “含双汇发展、微康生物”."""
    return note.removeprefix("含").split("、") if note.startswith("含") else []


def test_every_fact_of_a_subject_is_a_figure_or_a_statement():
    assert set(SUBJECTS) <= set(SERIES) | set(FACTS)


@pytest.mark.parametrize("code", [code for code in SUBJECTS if code in SERIES])
def test_figure_stands_on_the_page_of_its_subject_and_leads_to_its_source(visit, code):
    series = SERIES[code]
    revision = REVISIONS[series]

    assert shows(visit(page_of_series(code)), series)
    home = visit(passport(series))
    unit = METRICS[LINES[series]["metric"][0]]["unit"]
    assert unit in words_on(home)
    assert squeezed(revision["note"]) in words_on(home)
    assert f'href="/sources/#{revision["source"][0]}"' in home


@pytest.mark.parametrize("code", PIPELINE)
def test_figure_of_a_collection_stands_on_the_pipeline_too(visit, code):
    assert shows(visit("/projects/pipeline/"), SERIES[code])


@pytest.mark.parametrize("code", [code for code in SUBJECTS if code in SERIES])
def test_names_that_go_with_a_figure_stand_in_its_pool_with_their_source(visit, code):
    note = REVISIONS[SERIES[code]]["note"]
    page = visit(page_of_series(code)) if names_in(note) else ""

    for name in names_in(note):
        member = TrackedItem.objects.filter(short_name=name).first()
        assert squeezed(member.name if member else name) in words_on(page)
    assert not names_in(note) or 'href="/sources/#S01"' in page


@pytest.mark.parametrize("code", [code for code in SUBJECTS if code in FACTS])
def test_statement_stands_on_the_page_of_its_subject_with_its_source(visit, code):
    fact = FACTS[code]
    item = TrackedItem.objects.get(code=fact["item"][0])

    page = visit(item.get_absolute_url())

    told = words_on(page)
    assert squeezed(f"{fact['subject']}：{fact['statement']}") in told
    if fact["value"] is not None:
        assert squeezed(amount(int(fact["value"]), fact["unit"], 4)) in told
    assert squeezed(fact["note"]) in told
    assert f'href="/sources/#{fact["source"][0]}"' in page


@pytest.mark.parametrize("code", POOL_OF_FACT)
def test_enterprise_or_park_of_a_statement_stands_in_its_pool_with_its_source(visit, code):
    pool, member = POOL_OF_FACT[code], FACTS[code]["item"][0]
    item = TrackedItem.objects.get(code=member)

    page = visit(f"/enterprises/pools/{pool}/", state="in")

    (row,) = [one for one in re.findall(r"<tr>.*?</tr>", page, re.S) if f"/{member}/" in one]
    assert item.name in row
    assert f'href="/sources/#{members_in(pool)[member]["source"][0]}"' in row
    assert members_in(pool)[member]["source"] == FACTS[code]["source"] == ["S01"]
