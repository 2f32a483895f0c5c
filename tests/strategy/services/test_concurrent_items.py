"""Two who enter and change items at once, on PostgreSQL with real threads; each race twice."""

from datetime import datetime

import pytest

from enterprises.models import Park
from projects.models import Project
from strategy import clock
from strategy.models import Event, ListEntry
from strategy.services.item_rules import ItemError
from strategy.services.items import ItemChanged, add_item, keep_item, keep_items
from strategy.services.lists import NewEntry, list_item
from tests.factories import ParkFactory, ProjectFactory, SourceFactory

from .racing import errors, race, winners

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("again"),
]

NOON = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


@pytest.fixture(params=range(2))
def again(request) -> int:
    """Which time a race is run."""
    return request.param


def test_one_of_two_who_save_is_told(by):
    item = ProjectFactory()

    runners = race(
        lambda: keep_item(item, {"industry": "装备"}, version=1, by=by, at=NOON),
        lambda: keep_item(item, {"industry": "化工"}, version=1, by=by, at=NOON),
    )

    assert [type(error) for error in errors(runners)] == [ItemChanged]
    (winner,) = winners(runners)
    kept = Project.objects.get()
    assert (kept.industry, kept.version) == (winner.answer.industry, 2)
    assert Event.objects.filter(verb="修改").count() == 1


def test_one_of_two_takes_a_code(by):
    source = SourceFactory()

    def enter(name):
        typed = {"code": "P016", "name": name, "source": source}
        return lambda: add_item(Project, typed, by=by, at=NOON)

    runners = race(enter("甲"), enter("乙"))

    assert [error.field for error in errors(runners)] == ["code"]
    assert Project.objects.get().name == winners(runners)[0].answer.name


def test_two_parks_do_not_come_to_lie_within_each_other(by):
    first, second = ParkFactory(), ParkFactory()

    runners = race(
        lambda: keep_item(first, {"within": second}, version=1, by=by, at=NOON),
        lambda: keep_item(second, {"within": first}, version=1, by=by, at=NOON),
    )

    assert [type(error) for error in errors(runners)] == [ItemError]
    assert Park.objects.filter(within__isnull=False).count() == 1


def test_change_of_several_against_a_change_of_one(by):
    items = [ProjectFactory() for _ in range(4)]
    seen = {one.pk: 1 for one in reversed(items)}

    runners = race(
        lambda: keep_items(Project, seen, {"industry": "食品"}, by=by, at=NOON),
        lambda: keep_item(items[2], {"industry": "化工"}, version=1, by=by, at=NOON),
    )

    assert [type(error) for error in errors(runners)] == [ItemChanged]
    assert Project.objects.filter(industry="食品").count() in {0, 4}


def test_one_of_two_takes_a_number_of_a_list(by):
    items = [ProjectFactory() for _ in range(2)]
    new = NewEntry(ListEntry.List.PROJECTS, 1, ListEntry.Basis.COMPILED, NOON.date())

    runners = race(*(lambda item=item: list_item(item, new, by=by, at=NOON) for item in items))

    assert [error.field for error in errors(runners)] == ["number"]
    assert ListEntry.objects.count() == 1
