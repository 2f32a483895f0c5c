"""The board: done against plan, lights by list, what is red and why, who is late, what changed."""

import html
import re
from datetime import date, datetime

import pytest
from django.test import RequestFactory

from luohe_tracker.queries.board_meetings import board_meetings
from luohe_tracker.views.board import board_context
from strategy.clock import SHANGHAI
from strategy.models import ListEntry, MatterStatus
from strategy.services.assessments import restate_all
from strategy.views.reading import read
from tests.factories import (
    ActionFactory,
    FigureFactory,
    ListEntryFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TaskFactory,
    UserFactory,
    publish,
)
from tests.factories.matters import coordinator, problem, stood

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)


@pytest.fixture
def reader(client):
    client.force_login(UserFactory(role="official"))
    return client


@pytest.fixture
def months():
    """May and June, opened, with the default rule."""
    ReportingMonthFactory(month=MAY)
    ReportingMonthFactory(month=JUNE)
    RuleFactory()


def judged(item, values, **line):
    """A stock with a target of 100, published for some months."""
    line = SeriesFactory(item=item, metric__accumulation="stock", **line)
    TargetFactory(series=line, start=0)
    for month, value in values.items():
        publish(line, month, value, at=datetime(2022, 7, month.month, 12, tzinfo=SHANGHAI))
    return line


def task(name="技术改造") -> ListEntry:
    return ListEntryFactory(item=TaskFactory(name=name, lead=OrganisationFactory(name="市工信局")))


def context(query: str = "") -> dict:
    """What the board's template is given."""
    reading = read(RequestFactory().get(f"/{query}"))
    return {"reading": reading, **board_context(reading)}


def board(reader, query="") -> str:
    return reader.get(f"/{query}").content.decode()


def rows_at(reader, url: str) -> int:
    """How many rows the list at an address shows, its totals left out."""
    page = reader.get(url).content.decode()
    return re.search("<tbody.*?</tbody>", page, re.DOTALL)[0].count("<tr")


def test_the_board_opens_on_the_latest_month_with_a_published_figure(reader, months):
    ReportingMonthFactory(month=date(2022, 7, 1))
    judged(task().item, {JUNE: 50})

    assert context()["reading"].month == JUNE


def test_a_red_task_is_named_with_its_reason_its_lead_and_how_long(reader, months):
    judged(task().item, {MAY: 20, JUNE: 39})

    page = board(reader)

    assert "技术改造" in page
    assert "6月底应完成50.0%，实际39.0%，差11.0个百分点（规则R1）；连续2个月。牵头：市工信局。" in (
        page.replace("\n", "")
    )


def test_what_turned_red_this_month_is_said_to_be_new(reader, months):
    judged(task().item, {MAY: 45, JUNE: 39})

    assert "本月新转入" in board(reader)


def test_a_month_without_reds_says_so(reader, months):
    judged(task().item, {JUNE: 60})

    assert "本月没有严重滞后的事项。" in board(reader)


def test_the_counts_by_standing_link_to_exactly_their_rows(reader, months):
    judged(task().item, {JUNE: 39})
    judged(task().item, {JUNE: 55})
    (tasks,) = [one for one in context()["lists"] if one.key == "tasks"]

    for part in tasks.parts:
        assert rows_at(reader, part.url) == part.count


def test_what_became_better_or_worse_links_to_exactly_those_rows(reader, months):
    judged(task().item, {MAY: 45, JUNE: 39})
    judged(task().item, {MAY: 20, JUNE: 55})
    judged(task().item, {MAY: 45, JUNE: 55})
    (tasks,) = [one for one in context()["lists"] if one.key == "tasks"]

    assert (tasks.better, tasks.worse) == (1, 1)
    for change in ("better", "worse"):
        assert rows_at(reader, f"{tasks.url}&changed={change}") == 1


def test_an_action_shows_its_headline_and_a_missing_one_shows_dashes(reader, months):
    action = ActionFactory(code="A1", name="创新高地建设行动")
    ActionFactory(code="A2", name="集群强链提升行动")
    restate_all(at=datetime(2022, 7, 1, 12, tzinfo=SHANGHAI))
    judged(action, {JUNE: 57}, metric__name="省级“科技贷”资金")

    lines = context()["actions"]

    assert [line.state.code for line in lines] == ["A1", "A2"]
    assert lines[0].headline.to_date == 57
    assert lines[1].headline is None


def test_who_has_not_reported_is_named_with_the_rows_that_are_missing(reader, months):
    line = SeriesFactory(item=task().item, organisation=OrganisationFactory(name="西城区"))
    FigureFactory(series=line, month=JUNE)
    restate_all(at=datetime(2022, 7, 1, 12, tzinfo=SHANGHAI))

    (report,) = context("?month=2022-06")["reports"]

    assert [(gap.unit.name, gap.missing) for gap in report.gaps] == [("西城区", 1)]
    assert rows_at(reader, report.gaps[0].url) == 1


def test_a_past_day_shows_what_was_known_then(reader, months):
    line = judged(task().item, {JUNE: 39})
    publish(line, JUNE, 60, at=datetime(2022, 7, 20, 12, tzinfo=SHANGHAI), reason="漏报")

    assert "差11.0个百分点" not in board(reader)
    assert "差11.0个百分点" in board(reader, "?month=2022-06&asof=2022-07-15")


def test_a_delisted_item_leaves_the_board(reader, months):
    entry = task()
    judged(entry.item, {JUNE: 39})
    ListEntry.objects.update(delisted_on=date(2022, 7, 1), reason="调出")

    assert "技术改造" not in board(reader)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("month=2022-13", "月份“2022-13”无法识别"),
        ("month=2030-01", "该报告期尚未开放"),
        ("asof=heute", "截至日“heute”无法识别"),
        ("asof=2022-12-31", "截至日不能晚于今天（2022-08-10）"),
    ],
)
def test_a_wrong_month_or_day_is_answered_in_a_sentence(reader, months, query, sentence):
    response = reader.get(f"/?{query}")

    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_an_empty_database_shows_a_board_and_no_error(reader):
    assert "本月还没有已审核的数据。" in board(reader)


# Meetings and matters


@pytest.fixture
def worked(months):
    """Matters in several states and a meeting that was held; three are open, one overdue."""
    for status in (MatterStatus.REGISTERED, MatterStatus.HANDLING, MatterStatus.CLOSED):
        stood(problem(), status)
    stood(problem(due_on=date(2022, 12, 30)), MatterStatus.HANDLING)
    day = datetime(2022, 7, 20, 9, tzinfo=SHANGHAI)
    MeetingFactory(number=3, meets_on=day.date(), held_at=day, held_by=coordinator())


def panel(page: str) -> dict[str, tuple[int, str]]:
    """Each number of the panel with its address, by its label."""
    page = page.partition('aria-label="会议与督办"')[2].partition("</dl>")[0]
    tiles = re.findall(
        r'tile__label">([^<]*)</dt>.*?data-computed="([^"]*)"[^>]*>(\d+)<', page, re.DOTALL
    )
    return {label: (int(number), html.unescape(url)) for label, url, number in tiles}


def test_the_panel_counts_meetings_and_matters_of_the_year(reader, worked):
    counted = {label: number for label, (number, _) in panel(board(reader)).items()}

    assert counted == {"已登记召开服务企业周例会": 1, "已销号": 1, "推进": 3, "逾期": 1}


def test_each_number_of_the_panel_links_to_exactly_its_rows(reader, worked):
    for label, (number, url) in panel(board(reader)).items():
        group_row = url.startswith("/meetings/")  # above the meetings of a series
        assert rows_at(reader, url) == number + group_row, label


def test_the_panel_of_a_past_day_counts_what_was_known_then(reader, worked):
    page = board(reader, "?month=2022-06&asof=2022-07-15")
    counted = {label: number for label, (number, _) in panel(page).items()}

    assert counted == {"已销号": 1, "推进": 3, "逾期": 0}
    assert "asof=2022-07-15" in panel(page)["推进"][1]


def test_a_meeting_of_last_year_and_one_in_preparation_are_not_counted(reader, months):
    day = datetime(2021, 12, 20, 9, tzinfo=SHANGHAI)
    MeetingFactory(number=1, meets_on=day.date(), opened_at=day, held_at=day, held_by=coordinator())
    MeetingFactory(number=2, meets_on=date(2022, 8, 15))

    page = board(reader)

    assert "已登记召开服务企业周例会" not in panel(page)
    assert "第2次服务企业周例会" in page


def test_only_the_numbers_that_count_a_sample_are_marked(months):
    stood(problem(is_sample=True), MatterStatus.HANDLING)
    stood(problem(), MatterStatus.CLOSED)

    assert context()["meetings"].matters.sampled == {"registered", "open", "overdue"}


def test_samples_stand_in_a_series_apart(months):
    day = datetime(2022, 7, 20, 9, tzinfo=SHANGHAI)
    real, made_up = (
        MeetingSeriesFactory(),
        MeetingSeriesFactory(code="sample", name="示例周例会", is_sample=True),
    )
    for series in (real, made_up, made_up):
        MeetingFactory(series=series, meets_on=day.date(), held_at=day, held_by=coordinator())

    held = [(one.series, one.count, one.is_sample) for one in context()["meetings"].held]

    assert held == [("服务企业周例会", 1, False), ("示例周例会", 2, True)]


def test_the_panel_costs_three_queries(worked, django_assert_num_queries):
    reading = read(RequestFactory().get("/"))

    with django_assert_num_queries(3):
        board_meetings(reading)
