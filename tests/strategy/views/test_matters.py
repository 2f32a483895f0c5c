"""The page of one matter: what it shows now and as of a day."""

import re
from datetime import timedelta

import pytest

from strategy.models import Matter, MatterStatus
from strategy.services.matter_requests import ask_extension
from strategy.services.matters import reopen, report_progress
from strategy.services.return_visits import make_return_visit
from strategy.services.slips import issue_slip
from tests.factories import OrganisationFactory, ProjectFactory, UserFactory
from tests.factories.matters import (
    DUE_ON,
    coordinator,
    problem,
    staff_of,
    stood,
)

from .matters import LATER, NOW, client_of, offered, page_of

pytestmark = pytest.mark.django_db

S = MatterStatus
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def day(settings):
    settings.DEMO_TODAY = NOW.date()


@pytest.fixture
def lead():
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def matter(lead) -> Matter:
    item = ProjectFactory(name="示范产业园")
    return problem(lead, item=item, origin=Matter.Origin.ENTERPRISE, raised_by="某食品公司")


def told(html: str) -> str:
    """What is written on a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_page_says_what_it_is_where_it_comes_from_and_how_it_stands(matter, lead):
    stood(matter, S.HANDLING)
    html = page_of(client_of(staff_of(lead)), matter)

    for words in (matter.label, matter.title, "企业反映", "某食品公司", "示范产业园", "办理中"):
        assert words in html
    assert "市自然资源局牵头，办理时限2022年7月18日，还剩7天" in html


def test_rung_has_a_word_a_shape_and_a_colour(matter, lead, settings):
    stood(matter, S.HANDLING)
    settings.DEMO_TODAY = DUE_ON + 3 * DAY

    html = page_of(client_of(staff_of(lead)), matter)

    assert "已逾期3天" in html
    pill = r'<span class="pill pill--far-behind" data-rung="red"><svg.*?</svg>红色督办</span>'
    assert re.search(pill, html)


def test_filing_stops_the_ladder(matter, lead, settings):
    stood(matter, S.APPLIED)
    settings.DEMO_TODAY = DUE_ON + 3 * DAY

    html = page_of(client_of(staff_of(lead)), matter)

    assert "data-rung" not in html
    assert "逾期" not in html


def test_line_of_life_names_time_and_person_of_each_step(matter, lead):
    stood(matter, S.RECEIVED)

    html = page_of(client_of(staff_of(lead)), matter)
    line = html.partition('<ol class="life"')[2].partition("</ol>")[0]
    stations = re.findall(r'class="life__name">(.*?)</span>', line)

    assert stations == ["登记", "交办", "签收", "办理", "申请销号", "审核", "销号"]
    assert line.count("life__station--reached") == 3
    assert line.count("2022-07-11 09:00") == 3
    assert re.search(r'aria-current="step">\s*<span class="life__name">签收', line)


def test_reopened_matter_shows_no_close_on_its_line_but_all_in_its_history(matter, lead):
    stood(matter, S.CLOSED)
    reopen(matter, "企业反映又停工", LATER, by=coordinator(), at=NOW)

    html = page_of(client_of(staff_of(lead)), matter)
    line = html.partition('<ol class="life"')[2].partition("</ol>")[0]

    assert line.count("life__station--reached") == 4
    assert "重新打开1次" in html
    assert "企业反映又停工" in html
    assert html.count('class="history__title">销号<') == 1


def test_what_the_machine_did_is_the_systems(matter, lead):
    matter.steps.update(by=None, organisation=None)

    assert "系统" in told(page_of(client_of(staff_of(lead)), matter))


def test_requests_slips_and_return_visits_are_shown(matter, lead, settings):
    stood(matter, S.HANDLING)
    ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=NOW)
    slip = issue_slip(matter, by=coordinator(), at=NOW + 7 * DAY)
    other = stood(problem(lead, origin=Matter.Origin.ENTERPRISE), S.CLOSED)
    make_return_visit(other, False, "企业认为未解决", by=coordinator(), at=NOW)
    client = client_of(staff_of(lead))

    assert "延期申请：延至2022年8月1日" in page_of(client, matter)
    assert slip.label in page_of(client, matter)
    assert "企业认为未解决" in page_of(client, other)


def test_page_of_a_past_day_shows_that_day_and_has_no_form(matter, lead, settings):
    stood(matter, S.RECEIVED)
    report_progress(matter, "次日的进展", by=staff_of(lead), at=NOW + DAY)
    settings.DEMO_TODAY = NOW.date() + 2 * DAY
    client = client_of(staff_of(lead))

    then = page_of(client, matter, "?asof=2022-07-11")

    assert "已签收" in then
    assert "次日的进展" not in then
    assert "<form method" not in then.partition("<main")[2].replace('<form class="picker"', "")
    assert offered(then) == set()
    assert "次日的进展" in page_of(client, matter)


def test_matter_is_not_found_on_a_day_before_its_registration(matter, lead):
    client = client_of(staff_of(lead))

    assert client.get(f"/matters/{matter.pk}/?asof=2022-07-10").status_code == 404


def test_page_with_forms_is_kept_by_nobody_and_the_others_page_is_conditional(matter, lead):
    stood(matter, S.HANDLING)
    own = client_of(staff_of(lead)).get(f"/matters/{matter.pk}/")
    other = client_of(UserFactory()).get(f"/matters/{matter.pk}/")

    assert "no-store" in own["Cache-Control"]
    assert "ETag" not in own
    assert "ETag" in other
