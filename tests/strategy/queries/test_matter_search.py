"""Search of matters by number and title, and of meetings by number, series, topic and day."""

from datetime import date, datetime

import pytest

from strategy.clock import SHANGHAI
from strategy.queries.matter_search import search_matters, search_meetings
from strategy.queries.search import MOST_SHOWN
from tests.factories import MeetingFactory
from tests.factories.matters import coordinator, problem

pytestmark = pytest.mark.django_db

BEFORE, AFTER = (datetime(2022, 7, day, 12, tzinfo=SHANGHAI) for day in (10, 12))


def matters(query: str, at=None) -> list[str]:
    """The titles that are found, in their order."""
    return [one.name for one in search_matters(query, at).results]


@pytest.fixture
def two():
    """督办〔2022〕1号 and 2号."""
    for title in ("双汇第三工业园用地", "经开区企业供热用汽"):
        problem(title=title)


@pytest.mark.parametrize(
    "query", ["督办〔2022〕2号", "〔2022〕2号", "督办(2022)2号", "2022-2", "2号", "2", "督办2号"]
)
def test_matter_is_found_by_its_number(two, query):
    assert matters(query) == ["经开区企业供热用汽"]


@pytest.mark.parametrize("query", ["〔2021〕2号", "3号", "22", "2022"])
def test_other_numbers_find_nothing(two, query):
    assert matters(query) == []


@pytest.mark.parametrize("query", ["供热", "用汽 经开区", "供热 2号"])
def test_matter_is_found_by_words_of_its_title(two, query):
    (one,) = search_matters(query, None).results

    assert one.name == "经开区企业供热用汽"
    assert (one.code, one.score > 0) == ("督办〔2022〕2号", True)


def test_the_newest_stands_first_and_the_number_before_the_word(two):
    assert matters("企业 业") == ["经开区企业供热用汽"]
    problem(title="2号厂房用地")

    assert matters("用地") == ["2号厂房用地", "双汇第三工业园用地"]
    assert matters("2号")[0] == "经开区企业供热用汽"


def test_what_matched_is_marked(two):
    (one,) = search_matters("供热", None).results

    assert one.pieces == (("经开区企业", False), ("供热", True), ("用汽", False))


def test_matter_registered_later_is_not_found_as_of_a_past_day(two):
    assert matters("供热", BEFORE) == []
    assert matters("供热", AFTER) == ["经开区企业供热用汽"]


def test_thousands_cost_one_query(two, django_assert_num_queries):
    for number in range(MOST_SHOWN + 2):
        problem(title=f"用地{number}")

    with django_assert_num_queries(1):
        group = search_matters("用地", None)

    assert group.hint == f"{MOST_SHOWN + 3}项，只列前{MOST_SHOWN}项"


@pytest.fixture
def meeting():
    return MeetingFactory(
        number=147, meets_on=date(2022, 8, 8), topic="双汇第三工业园项目",
        opened_at=datetime(2022, 8, 5, tzinfo=SHANGHAI), opened_by=coordinator(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["第147次", "147", "周例会", "zlh", "双汇", "2022-08-08", "147 双汇", "周例会 第三工业园"],
)
def test_meeting_is_found_by_number_series_topic_and_day(meeting, query):
    (one,) = search_meetings(query, None).results

    assert (one.name, one.note) == ("第147次服务企业周例会", "双汇第三工业园项目")
    assert one.url == meeting.get_absolute_url()


@pytest.mark.parametrize("query", ["146", "联席会议", "2022-08-09"])
def test_other_meetings_are_not_found(meeting, query):
    assert search_meetings(query, None).results == ()


def test_meeting_opened_later_is_not_found_as_of_a_past_day(meeting):
    assert search_meetings("147", AFTER).results == ()
