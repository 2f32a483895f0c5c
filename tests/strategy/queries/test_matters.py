"""The register as it stood on a day: views, rungs, ages, panels."""

from datetime import date, datetime, timedelta

import pytest

from strategy.clock import SHANGHAI, end_of_day
from strategy.models import Matter, MatterStatus, MatterStep
from strategy.models.matter_steps import overdue_on
from strategy.progress.ladder import Rung, rung_on
from strategy.queries.matter_order import COLUMNS, in_order
from strategy.queries.matter_panels import instructions_of, matters_of_figure, matters_of_item
from strategy.queries.matters import (
    RegisterView,
    Window,
    in_view,
    matter_rows,
    of_rung,
    register,
    streamed_rows,
)
from strategy.services.matters import reopen
from tests.factories import OrganisationFactory, SeriesFactory, TaskFactory
from tests.factories.matters import REGISTERED_AT, coordinator, problem, stood
from tests.factories.registers import fill_register

pytestmark = pytest.mark.django_db
TODAY = date(2022, 8, 10)
YEAR = Window(date(2022, 1, 1), TODAY)


def at_day(day: int, month: int = 7) -> datetime:
    return datetime(2022, month, day, 10, tzinfo=SHANGHAI)


def titles(view: RegisterView, window: Window = YEAR, at: datetime | None = None) -> set[str]:
    steps = register(at).filter(in_view(view, window))
    return {row.title for row in matter_rows(steps, TODAY, at)}


def only_row(at: datetime | None = None, on: date = TODAY):
    (row,) = matter_rows(register(at), on, at)
    return row


def test_views_hold_what_was_registered_is_open_was_closed_and_was_withdrawn():
    problem(title="待交办")
    stood(problem(title="办理中"), MatterStatus.HANDLING)
    stood(problem(title="已销号"), MatterStatus.CLOSED, at=at_day(15))
    stood(problem(title="误登记"), MatterStatus.WITHDRAWN, at=at_day(12))

    assert titles(RegisterView.NEW) == {"待交办", "办理中", "已销号"}
    assert titles(RegisterView.OPEN) == {"待交办", "办理中"}
    assert titles(RegisterView.CLOSED) == {"已销号"}
    assert titles(RegisterView.WITHDRAWN) == {"误登记"}


def test_window_has_its_first_and_its_last_day_and_no_other():
    late = datetime(2022, 7, 31, 23, 59, tzinfo=SHANGHAI)
    stood(problem(title="一", due_on=date(2022, 7, 31)), MatterStatus.CLOSED, at=late)

    assert titles(RegisterView.CLOSED, Window(date(2022, 7, 31), date(2022, 7, 31))) == {"一"}
    assert titles(RegisterView.CLOSED, Window(date(2022, 8, 1), TODAY)) == set()
    assert titles(RegisterView.CLOSED, Window(date(2022, 7, 1), date(2022, 7, 30))) == set()
    assert titles(RegisterView.NEW, Window(date(2022, 7, 12), TODAY)) == set()


def test_matter_closed_on_the_15th_is_open_as_of_the_13th():
    stood(problem(title="一"), MatterStatus.CLOSED, at=at_day(15))
    then = end_of_day(date(2022, 7, 13))

    assert titles(RegisterView.OPEN, at=then) == {"一"}
    assert titles(RegisterView.CLOSED, at=then) == set()
    assert titles(RegisterView.OPEN, at=end_of_day(date(2022, 7, 10))) == set()


def test_reopened_matter_is_open_and_no_longer_closed():
    matter = stood(problem(title="一"), MatterStatus.CLOSED, at=at_day(15))
    reopen(matter, "问题反复", date(2022, 8, 20), by=coordinator(), at=at_day(20))

    assert titles(RegisterView.CLOSED) == set()
    assert only_row().marks == ("重新打开1次",)
    assert only_row(end_of_day(date(2022, 7, 15))).marks == ()


@pytest.mark.parametrize("on", [date(2022, 8, 10), date(2022, 10, 3), date(2022, 1, 29)])
def test_rungs_in_sql_are_those_of_the_ladder(on):
    fill_register(135, [OrganisationFactory()])
    running = MatterStep.objects.known_at(None).exclude(status=MatterStatus.CLOSED)
    for place, step in enumerate(running.order_by("pk")):
        due_on = on + timedelta(days=place - 45)
        MatterStep.objects.filter(pk=step.pk).update(due_on=due_on)

    for rung in Rung:
        found = register(None).filter(of_rung(rung, on))
        expected = [step.pk for step in running if rung_on(step.due_on, on) == rung]
        assert {step.pk for step in found} == set(expected)
        assert expected


def test_time_limit_does_not_run_once_the_close_is_applied_for():
    matter = stood(problem(due_on=date(2022, 7, 18)), MatterStatus.HANDLING)
    assert (only_row().rung, only_row().days_left) == (Rung.RED, -23)
    assert only_row().days_words == "已逾期23天"
    assert register(None).filter(overdue_on(TODAY)).exists()

    stood(matter, MatterStatus.APPLIED, at=at_day(9, month=8))

    assert (only_row().rung, only_row().days_left, only_row().days_words) == (None, None, "")
    assert not register(None).filter(overdue_on(TODAY)).exists()


def test_day_of_the_time_limit_is_not_overdue():
    stood(problem(due_on=date(2022, 7, 18)), MatterStatus.HANDLING)

    assert not register(None).filter(overdue_on(date(2022, 7, 18))).exists()
    assert register(None).filter(overdue_on(date(2022, 7, 19))).exists()
    assert only_row(on=date(2022, 7, 18)).days_words == "今日到期"
    assert only_row(on=date(2022, 7, 16)).days_words == "还剩2天"


def test_age_counts_to_the_close_or_to_the_day():
    matter = problem(at=REGISTERED_AT)
    assert only_row().age_days == 30

    stood(matter, MatterStatus.CLOSED, at=at_day(15))

    assert (only_row().age_days, only_row().closed_on) == (4, date(2022, 7, 15))
    assert only_row(end_of_day(date(2022, 7, 13)), date(2022, 7, 13)).age_days == 2


def test_row_has_what_the_register_shows():
    unit, helper = OrganisationFactory(), OrganisationFactory()
    item = TaskFactory(code="T001")
    problem(unit, title="用地", supporting=(helper,), item=item, is_sample=True, raised_by="某厂")

    row = only_row()

    assert (row.label, row.title, row.lead) == ("督办〔2022〕1号", "用地", unit.short_name)
    assert (row.supporting, row.raised_by, row.is_sample) == ((helper.short_name,), "某厂", True)
    assert (row.item.code, row.item_url) == ("T001", "/tasks/T001/")
    assert (row.status, row.rung, row.registered_on) == ("registered", None, REGISTERED_AT.date())


@pytest.mark.parametrize("name", [*COLUMNS, "age_days"])
def test_every_column_sorts_the_whole_register_both_ways(name):
    leads, items = [OrganisationFactory(), OrganisationFactory()], [TaskFactory(), TaskFactory()]
    fill_register(30, leads, *items)

    rising = [step.pk for step in in_order(register(None), [name], TODAY)]
    falling = [step.pk for step in in_order(register(None), [f"-{name}"], TODAY)]

    assert sorted(rising) == sorted(falling)
    assert len(rising) == 30
    assert rising != falling


def test_sort_by_age_is_that_of_the_shown_days():
    fill_register(60, [OrganisationFactory()])

    rows = matter_rows(in_order(register(None), ["-age_days"], TODAY), TODAY, None)

    assert [row.age_days for row in rows] == sorted((row.age_days for row in rows), reverse=True)


def test_streamed_rows_are_the_rows():
    fill_register(25, [OrganisationFactory(), OrganisationFactory()])
    steps = in_order(register(None), ["number"], TODAY)

    assert list(streamed_rows(steps, TODAY, None)) == matter_rows(steps, TODAY, None)


# Panels


def test_item_has_the_matters_of_itself_and_of_its_series_open_ones_first():
    item = TaskFactory()
    line = SeriesFactory(item=item)
    stood(problem(title="已销号", item=item), MatterStatus.CLOSED)
    problem(title="填报项的", series=line)
    problem(title="较急", item=item, due_on=date(2022, 7, 12))
    problem(title="别的", item=TaskFactory())
    stood(problem(title="误登记", item=item), MatterStatus.WITHDRAWN)

    assert [row.title for row in matters_of_item(item, None)] == ["较急", "填报项的", "已销号"]
    assert matters_of_item(item, end_of_day(date(2022, 7, 10))) == []


def test_figure_has_the_matters_of_its_month():
    line = SeriesFactory()
    problem(title="六月", series=line, month=date(2022, 6, 1))
    problem(title="五月", series=line, month=date(2022, 5, 1))

    assert [row.title for row in matters_of_figure(line, date(2022, 6, 1), None)] == ["六月"]


def test_matter_has_the_instructions_written_on_it():
    about = problem()
    problem(kind=Matter.Kind.INSTRUCTION, title="抓紧办理", about=about)

    assert [row.title for row in instructions_of(about, None)] == ["抓紧办理"]


@pytest.mark.parametrize("count", [1, 40])
def test_panel_takes_two_queries_however_many_there_are(count, django_assert_num_queries):
    item = TaskFactory()
    fill_register(count + 3, [OrganisationFactory()], item)

    with django_assert_num_queries(2):
        assert matters_of_item(item, None)
