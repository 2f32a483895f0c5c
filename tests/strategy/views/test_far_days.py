"""Days that any reader can type into an address or a form, far away from ours."""

import pytest

from strategy.models import Meeting
from tests.factories.matters import problem

from .meeting_desk import body, build_desk, client_of

pytestmark = pytest.mark.django_db

PAGES = ["/", "/tasks/", "/figures/", "/matters/", "/matters/units/", "/meetings/"]
TOLD = "应在2000年至2100年之间"


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # today is 2022-08-10


@pytest.fixture
def desk():
    return build_desk()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31"])
def test_day_of_knowledge_before_our_time_is_refused(desk, page, day):
    assert TOLD in body(client_of(desk.reader), f"{page}?asof={day}", 400)


@pytest.mark.parametrize("typed", ["since=0001-01-01", "until=9999-12-31"])
def test_window_of_the_register_out_of_our_time_is_told_at_its_field(desk, typed):
    problem()

    assert TOLD in body(client_of(desk.reader), f"/matters/?view=new&{typed}")


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_year_of_meetings_out_of_our_time_is_refused(desk, year):
    assert TOLD in body(client_of(desk.reader), f"/meetings/?year={year}", 400)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_meeting_out_of_our_time_is_not_entered(desk, day):
    typed = {"number": "3", "meets_on": day, "gap_reason": "", "slot": ""}

    response = client_of(desk.office).post("/meetings/new/?series=weekly", typed)

    assert response.status_code == 422
    assert TOLD in response.content.decode()
    assert not Meeting.objects.filter(number=3).exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_resolution_due_out_of_our_time_is_told_at_its_field(desk, day):
    desk.add("项目用地")
    desk.hold()

    typed = desk.line(due_on=day)
    response = client_of(desk.office).post(f"{desk.address}resolutions/", typed)

    assert response.status_code == 422
    assert TOLD in response.content.decode()
