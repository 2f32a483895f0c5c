"""The menus: each person finds what that person reads and must do, and nothing else."""

import pytest
from django.test import RequestFactory

from luohe_tracker.navigation import Navigation, navigation_of
from strategy.models import Role
from strategy.queries.to_dos import ToDoCounts
from tests.factories import UserFactory

NOTHING = ToDoCounts()
ADMINISTRATORS = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR]


def menus(role: Role, address: str = "/", counts=NOTHING, **query) -> Navigation:
    request = RequestFactory().get(address, query)
    request.user = UserFactory(role=role)
    request.to_do_counts = counts
    return navigation_of(request)


def labels(entries) -> list[str]:
    return [entry.label for entry in entries]


@pytest.fixture(autouse=True)
def _database(db):
    pass


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.STAFF, Role.COORDINATOR])
def test_readers_find_what_there_is_to_read(role):
    found = menus(role)

    assert labels(found.reading)[:2] == ["总览", "七大行动"]
    assert labels(found.reading)[-2:] == ["会议", "督办台账"]
    assert "报送情况" in labels(found.more)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_administrators_find_no_menu(role):
    assert not menus(role)


def test_official_finds_no_work():
    found = menus(Role.OFFICIAL)

    assert (found.work, found.office, found.count) == ([], [], 0)


def test_staff_find_their_work_with_what_waits():
    found = menus(Role.STAFF, counts=ToDoCounts(14, to_review=3, reviews=True))

    assert [(one.label, one.count) for one in found.work] == [("填报", 14), ("审核", 3)]
    assert found.office == []
    assert found.count == 17


def test_staff_of_a_unit_that_reviews_nothing_find_no_review():
    found = menus(Role.STAFF, counts=ToDoCounts(to_report=14))

    assert labels(found.work) == ["填报"]


def test_matters_that_wait_are_counted_and_lead_to_their_list():
    entry = menus(Role.STAFF, counts=ToDoCounts(matters=3)).work[-1]

    assert (entry.label, entry.count, entry.url) == ("督办", 3, "/reporting/#matters")


def test_nobody_is_led_to_matters_that_do_not_wait():
    assert labels(menus(Role.STAFF).work) == ["填报"]


def test_headquarters_office_finds_what_it_keeps():
    found = menus(Role.COORDINATOR, counts=ToDoCounts(to_review=2, reviews=True))

    assert [(one.label, one.count) for one in found.work] == [("待办", 0), ("审核", 2)]
    assert labels(found.office) == ["报告期", "通知公告", "经办人交接"]


def test_entry_is_current_below_its_address():
    found = menus(Role.STAFF, "/review/", counts=ToDoCounts(reviews=True))

    assert [one.label for one in found.work if one.is_current] == ["审核"]
    assert [one.label for one in found.reading if one.is_current] == []


def test_reader_of_a_past_day_goes_on_reading_it():
    found = menus(Role.STAFF, month="2022-06", asof="2022-07-20")

    assert {one.url.partition("?")[2] for one in found.reading} == {"month=2022-06&asof=2022-07-20"}
    assert {one.url.partition("?")[2] for one in found.work} == {""}


def test_reader_of_another_month_comes_back_to_the_latest():
    assert menus(Role.STAFF, month="2022-05").reading[0].url == "/"
