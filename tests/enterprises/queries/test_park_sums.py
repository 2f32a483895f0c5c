"""Sums over a park from published figures, worked by hand."""

from datetime import timedelta

import pytest

from enterprises.models import Enterprise
from enterprises.progress.roll_ups import LeftOut
from enterprises.queries.park_places import inside, park_tree
from enterprises.queries.park_sums import park_sums
from strategy import clock
from tests.factories import EnterpriseFactory, MetricFactory, SeriesFactory
from tests.factories.figures import NOON
from tests.factories.parks import JUNE, build_park

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """K001 with E001 10, E002 missing and the bundle P001 100; inside it K002.

    In K002 lie E003 with 5, P002 with 60, a part of the bundle, and P003 with 7.
    """
    site = build_park()
    site.enterprise("E001", site.park, 10)
    site.enterprise("E002", site.park, None)
    bundle = site.project("P001", site.park, 100)
    site.enterprise("E003", site.inner, 5)
    site.project("P002", site.inner, 60, bundle=bundle)
    site.project("P003", site.inner, 7)
    site.enterprise("E009", None, 1000)
    return site


def sums_of(park, at=None) -> dict:
    tree = park_tree(park)
    return {one.metric_code: one for one in park_sums(tree, inside(tree), JUNE, at)}


def told(found) -> tuple:
    return found.total.value, found.total.reported, found.total.owed


def test_a_park_sums_what_lies_in_it_and_in_inner_parks_each_once(site):
    found = sums_of(site.park)["investment"]

    assert told(found) == (122, 4, 5)  # 10 + 100 + 5 + 7; E002 is missing, P002 is in P001
    assert [line.row.item_code for line in found.lines] == ["E001", "E002", "P001", "E003", "P003"]
    assert [(one.row.item_code, one.left_out) for one in found.left_out] == [
        ("P002", LeftOut.PART)
    ]  # fmt: skip


def test_the_parts_of_a_sum_make_it(site):
    found = sums_of(site.park)["investment"]

    assert [(part.place.code, *told(part)) for part in found.by_place] == [
        ("K001", 110, 2, 3), ("K002", 12, 2, 2),
    ]  # fmt: skip
    assert [(part.is_of_enterprises, *told(part)) for part in found.by_kind] == [
        (True, 15, 2, 3), (False, 107, 2, 2),
    ]  # fmt: skip


def test_an_inner_park_alone_counts_the_part_of_a_bundle_that_lies_outside(site):
    assert told(sums_of(site.inner)["investment"]) == (72, 3, 3)  # 5 + 60 + 7


def test_an_item_that_moves_is_in_the_sums_of_its_new_park_alone(site):
    Enterprise.objects.filter(code="E003").update(park=site.park)

    assert told(sums_of(site.park)["investment"]) == (122, 4, 5)
    assert told(sums_of(site.inner)["investment"]) == (67, 2, 2)


def test_a_ring_of_parks_counts_each_item_once(site):
    type(site.park).objects.filter(pk=site.park.pk).update(within=site.inner)

    assert told(sums_of(site.inner)["investment"]) == (122, 4, 5)


def test_sums_are_as_they_were_known_at_a_moment(site):
    before = clock.end_of_day(NOON.date())
    site.publish(site.lines[next(c for c in site.lines if c.startswith("E002"))], 3,
                 at=NOON + timedelta(days=5))  # fmt: skip

    assert told(sums_of(site.park, before)["investment"]) == (122, 4, 5)
    assert told(sums_of(site.park)["investment"]) == (125, 5, 5)


def test_one_sample_number_marks_the_sums_it_is_in_and_no_other(site):
    assert not sums_of(site.park)["investment"].is_sample

    site.enterprise("E005", site.inner, 1, is_sample=True)
    found = sums_of(site.park)["investment"]

    assert found.is_sample
    assert [part.is_sample for part in found.by_place] == [False, True]


def test_metrics_stay_apart_and_ratios_ranks_and_totals_are_not_added(site):
    item = EnterpriseFactory(code="E007", park=site.inner)
    share = MetricFactory(code="share", unit="%", accumulation="stock", decimals=1)
    for one, value in [(item, "12.5"), (Enterprise.objects.get(code="E001"), "40")]:
        site.line(one, value, metric=share)
    SeriesFactory(
        item=item, metric=site.metric, organisation=None, reviewer=None, is_total=True,
        is_headline=False,
    )  # fmt: skip
    site.line(item, 8)

    found = sums_of(site.park)

    assert told(found["investment"]) == (130, 5, 6)
    assert ("E007", LeftOut.TOTAL) in [
        (one.row.item_code, one.left_out) for one in found["investment"].left_out
    ]
    assert told(found["share"]) == (None, 2, 2)
    assert not found["share"].adds_up


def test_what_the_park_itself_reports_is_no_part_of_the_sum(site):
    site.line(site.park, 5000)

    assert told(sums_of(site.park)["investment"]) == (122, 4, 5)


def test_undecided_figures_are_missing(site):
    site.enterprise("E006", site.park, None)

    assert told(sums_of(site.park)["investment"]) == (122, 4, 6)


def test_the_number_of_queries_does_not_grow_with_items(site, django_assert_num_queries):
    with django_assert_num_queries(3):
        sums_of(site.park)
    for number in range(10, 20):
        site.enterprise(f"E0{number}", site.inner, 1)
        site.project(f"P0{number}", site.inner, 1)

    with django_assert_num_queries(3):
        assert told(sums_of(site.park)["investment"]) == (142, 24, 25)
