"""A park among parks, and what lies in it."""

from datetime import date

import pytest

from enterprises.models import Park
from enterprises.queries.park_places import inside, park_tree, rows_inside
from strategy.models import ListEntry
from tests.factories import EnterpriseFactory, ListEntryFactory, ParkFactory, ProjectFactory
from tests.factories.parks import JUNE, build_park

pytestmark = pytest.mark.django_db

TODAY = date(2022, 8, 10)


@pytest.fixture
def site():
    return build_park()


def codes(places) -> list[str]:
    return [place.code for place in places]


def test_a_park_knows_what_it_lies_in_and_what_lies_in_it(site):
    deepest = ParkFactory(code="K003", within=site.inner)
    ParkFactory(code="K004")

    assert codes(park_tree(site.park).inner) == ["K002", "K003"]
    assert [place.depth for place in park_tree(site.park).places] == [0, 1, 2]
    assert codes(park_tree(deepest).outer) == ["K001", "K002"]


def test_a_ring_of_parks_hangs_nothing(site):
    Park.objects.filter(pk=site.park.pk).update(within=site.inner)

    tree = park_tree(Park.objects.get(code="K001"))

    assert codes(tree.places) == ["K001", "K002"]
    assert codes(tree.outer) == ["K002"]


def test_what_lies_in_inner_parks_is_there_once_with_its_own_park(site):
    bundle = ProjectFactory(code="P001", park=site.park)
    ProjectFactory(code="P002", park=site.inner, bundle=bundle)
    EnterpriseFactory(code="E001", park=site.inner)
    EnterpriseFactory(code="E002")

    found = inside(park_tree(site.park))

    assert {code: place.code for code, place in found.parks.items()} == {
        "P001": "K001", "P002": "K002", "E001": "K002",
    }  # fmt: skip
    assert found.bundles == {"P002": "P001"}


def test_rows_are_shown_worst_first_whether_listed_listed_twice_or_not(site):
    reported = site.enterprise("E001", site.inner, 5)
    site.enterprise("E002", site.park, None)
    for number, delisted_on in [(1, date(2022, 2, 1)), (2, date(2022, 3, 1)), (3, None)]:
        ListEntryFactory(
            list=ListEntry.List.ENTERPRISES, item=reported, number=number, delisted_on=delisted_on,
            reason="调整" if delisted_on else "",
        )  # fmt: skip
    site.project("P001", site.park, 7)
    site.enterprise("E003", None, 7)

    rows = rows_inside(park_tree(site.park), JUNE, TODAY, None)

    assert [row.code for row in rows] == ["E002", "E001", "P001"]


def test_what_was_delisted_twice_still_lies_there_once(site):
    item = site.enterprise("E001", site.park, 5)
    for number, month in [(1, 2), (2, 3)]:
        ListEntryFactory(
            list=ListEntry.List.ENTERPRISES, item=item, number=number,
            delisted_on=date(2022, month, 1), reason="调整",
        )  # fmt: skip

    assert len(rows_inside(park_tree(site.park), JUNE, TODAY, None)) == 1
