"""The shipped pools: each entry has its source, nothing invented stands on a real member."""

import pytest

from tests.fixtures_later import TODAY, days_after
from tests.fixtures_records import is_last_day, rows

POOLS = {pool["code"]: pool for pool in rows("pools", "enterprises.pool")}
TOTALS = rows("pools", "enterprises.pooltotal")
ENTRIES = rows("pool_entries")
ITEMS = {
    item["code"]: item
    for name in ("projects", "enterprises", "parks")
    for item in rows(name, "strategy.trackeditem")
}
HONOURS = {(honour["holder"][0], honour["name"]): honour for honour in rows("honours")}
SOURCES = {source["code"]: source for source in rows("sources")}
REAL = [entry for entry in ENTRIES if not ITEMS[entry["member"][0]]["is_sample"]]
SAMPLES = [entry for entry in ENTRIES if ITEMS[entry["member"][0]]["is_sample"]]
PUBLISHED = {
    "doubling": 35, "growth": 106, "scale-up": 213, "specialised": 80, "network-projects": 17,
    "carbon-demonstration": 4, "innovative-park": 8, "metropolitan-circle": 11,
    "five-hundreds": 133, "ten-billion": 5, "five-billion": 14, "half-billion": 114,
    "new-infrastructure": 49,
}  # fmt: skip


def named(entry: dict) -> str:
    return f"{entry['pool'][0]}-{entry['member'][0]}"


def words(entry: dict) -> str:
    return f"{entry['entered_reason']}{entry['left_reason']}"


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_number_of_a_pool_is_that_of_the_article(code):
    figures = {one["series"][0]: one for one in rows("facts_2022h1", "strategy.figure")}
    (total,) = [t for t in TOTALS if t["pool"] == [code] and t["measure"] == "members"]

    assert int(figures[total["series"][0]]["value"]) == PUBLISHED[code]


def test_every_series_of_a_pool_exists_and_is_named_once():
    series = {one["code"] for one in rows("metrics", "strategy.series")}
    named_by_pools = [total["series"][0] for total in TOTALS]

    assert set(named_by_pools) <= series
    assert len(named_by_pools) == len(set(named_by_pools))


def test_tiers_have_falling_floors_in_10_000_yuan():
    tiers = [pool for pool in POOLS.values() if pool["parent"]]

    assert [(tier["code"], tier["floor"]) for tier in tiers] == [
        ("ten-billion", "1000000"), ("five-billion", "500000"), ("half-billion", "50000"),
    ]  # fmt: skip
    assert all(tier["parent"] == ["five-hundreds"] for tier in tiers)


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_entry_is_of_a_member_of_its_pools_kind(entry):
    assert POOLS[entry["pool"][0]]["members"] == ITEMS[entry["member"][0]]["kind"]


@pytest.mark.parametrize("entry", REAL, ids=named)
def test_real_member_is_in_a_pool_by_a_public_source_alone(entry):
    assert SOURCES[entry["source"][0]]["kind"] != "sample"
    assert entry["is_sample"] is False
    assert entry["entered_reason"]
    assert is_last_day(entry["entered_on"], entry["entered_precision"])
    assert entry["left_on"] is None


@pytest.mark.parametrize("entry", REAL, ids=named)
def test_what_an_entry_says_was_known_on_the_day_of_the_demo_or_is_dated_later(entry):
    is_later = (entry["entered_on"] or "") > TODAY.isoformat()

    assert is_later or days_after(words(entry)) == []


@pytest.mark.parametrize("entry", REAL, ids=named)
def test_day_of_a_real_entry_is_its_honours_own(entry):
    if entry["honour"] is None:
        assert entry["entered_on"] is None
        return
    honour = HONOURS[tuple(entry["honour"])]
    assert honour["holder"] == entry["member"]
    assert honour["source"] == entry["source"]
    assert (honour["awarded_on"], honour["awarded_precision"]) == (
        entry["entered_on"],
        entry["entered_precision"],
    )


@pytest.mark.parametrize("entry", SAMPLES, ids=named)
def test_sample_member_is_in_a_pool_as_a_sample_with_all_its_days(entry):
    assert (entry["source"], entry["is_sample"], entry["honour"]) == (["SAMPLE"], True, None)
    assert "2021-01-01" <= entry["entered_on"] <= TODAY.isoformat()
    assert (entry["left_on"] is None) is (entry["left_reason"] == "")


def test_doubtful_listings_say_so():
    listed = {named(entry): words(entry) for entry in REAL}

    assert "据报道" in listed["listing-listed-E002"]
    assert "待核" in listed["listing-listed-E002"]
    assert "待核" in listed["listing-accepted-E003"]


def test_who_climbs_leaves_below_on_the_day_that_it_enters_above():
    climbs = [entry for entry in ENTRIES if entry["left_reason"].startswith("升入")]

    assert len(climbs) == 2
    for lower in climbs:
        (upper,) = [
            one for one in ENTRIES
            if one["member"] == lower["member"] and one["entered_on"] == lower["left_on"]
        ]  # fmt: skip
        below, above = POOLS[lower["pool"][0]], POOLS[upper["pool"][0]]
        assert lower["left_reason"] == f"升入{above['name']}"
        assert (below["ladder"], below["rung"] + 1) == (above["ladder"], above["rung"])
