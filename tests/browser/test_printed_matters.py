"""A matter and the register on paper, where no background is printed."""

import pytest
from playwright.sync_api import Page, expect

from strategy.models import Matter, MatterStatus
from tests.factories.matters import problem, stood
from tests.strategy.views.meeting_desk import Desk, build_desk

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]
BORDERS = "one => getComputedStyle(one, '::after').borderTopWidth"


@pytest.fixture
def desk(transactional_db, settings) -> Desk:
    settings.DEMO = True  # today is 2022-08-10
    return build_desk()


@pytest.fixture
def paper(desk, sign_in) -> Page:
    page = sign_in(desk.office)
    page.emulate_media(media="print")
    return page


def test_stations_differ_by_their_borders_and_the_history_may_break(desk, paper):
    matter: Matter = stood(problem(desk.lead), MatterStatus.HANDLING)

    paper.goto(f"/matters/{matter.pk}/")

    stations = paper.locator(".life__station").all()
    done, here, ahead = (stations[place].evaluate(BORDERS) for place in (0, 3, 6))
    assert len({done, here, ahead}) == 3
    history = paper.locator(".card", has=paper.locator(".history"))
    assert history.evaluate("one => getComputedStyle(one).breakInside") == "auto"
    expect(paper.get_by_role("heading", name="批示和相关事项")).to_be_hidden()


def test_printed_register_says_what_it_lists(desk, paper):
    paper.goto("/matters/")

    expect(paper.locator(".register__printed")).to_be_visible()
    expect(paper.locator(".tabs").first).to_be_hidden()
    paper.emulate_media(media="screen")
    expect(paper.locator(".register__printed")).to_be_hidden()
