"""What was closed and stayed 严重滞后 opens again by itself when a month is locked."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy import months
from strategy.clock import SHANGHAI
from strategy.models import (
    Assessment,
    Event,
    Figure,
    MatterStatus,
    PageCounter,
    ReportingMonth,
    Role,
    TimeLimit,
)
from strategy.services.assessments import restate_all
from strategy.services.matter_follow_ups import close_month, reopen_unsolved
from strategy.services.matters import reopen
from strategy.services.reporting_months import LockedError, NotOpenedError
from tests.factories import (
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TimeLimitFactory,
    UserFactory,
    publish,
)
from tests.factories.matters import coordinator, problem, stood

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY, AUGUST, SEPTEMBER = (date(2022, number, 1) for number in range(5, 10))
CLOSED_AT = datetime(2022, 6, 15, 9, tzinfo=SHANGHAI)
LOCKED_AT = datetime(2022, 9, 15, 9, tzinfo=SHANGHAI)
RED, GREEN = 1, 1000
"""Of a target of 1200: far behind and ahead in any month here."""


@pytest.fixture
def line():
    RuleFactory()
    TimeLimitFactory()
    for month in (MAY, JUNE, JULY, AUGUST, SEPTEMBER):
        ReportingMonthFactory(month=month, opened_at=settled(month), opened_by=coordinator())
    line = SeriesFactory(metric__accumulation="stock")
    TargetFactory(series=line, value=1200, start=0)
    return line


def settled(month: date) -> datetime:
    """The tenth of the month after, when its figures are published."""
    after = months.next_month(month)
    return datetime(after.year, after.month, 10, 12, tzinfo=SHANGHAI)


def report(line, values: dict[date, int]) -> None:
    for month, value in values.items():
        publish(line, month, value, at=settled(month))


def closed(line=None, *, at=CLOSED_AT, **named):
    due_on = named.pop("due_on", at.date())
    return stood(problem(series=line, due_on=due_on, at=at, **named), MatterStatus.CLOSED, at=at)


def follow_up(month=AUGUST, at=LOCKED_AT):
    return reopen_unsolved(month, at=at)


def test_still_red_two_months_later_it_opens_again_and_says_why(line):
    matter = closed(line)
    report(line, {JUNE: RED, JULY: RED, AUGUST: RED})

    (step,) = follow_up()

    assert (step.matter_id, step.verb, step.status, step.by) == (
        matter.pk, "reopen", "handling", None,
    )  # fmt: skip
    sentence = Assessment.objects.known_at(None).of_series().get(month=AUGUST).sentence
    assert step.note == (
        "销号后2022年7月至2022年8月连续2个月严重滞后，问题未解决，系统重新打开。"
        f"2022年8月：{sentence}"
    )
    assert (step.due_on, step.reopenings) == (date(2022, 9, 22), 1)
    event = Event.objects.get(verb="重新打开")
    assert (event.actor, event.at) == (None, LOCKED_AT)


@pytest.mark.parametrize(
    ("classes", "due_on"),
    [
        ({"ordinary": 14, "grave": 30}, date(2022, 9, 29)),
        ({"ordinary": 30, "general": 14}, date(2022, 9, 29)),
        ({}, date(2022, 9, 22)),
    ],
)
def test_without_the_usual_class_the_first_counts_and_without_any_a_week(line, classes, due_on):
    closed(line)
    report(line, {JULY: RED, AUGUST: RED})
    TimeLimit.objects.all().delete()
    for position, (code, length) in enumerate(classes.items()):
        TimeLimitFactory(code=code, length=length, position=position)

    (step,) = follow_up()

    assert step.due_on == due_on


def test_running_it_again_changes_nothing(line):
    matter = closed(line)
    report(line, {JULY: RED, AUGUST: RED, SEPTEMBER: RED})
    follow_up()
    before = matter.steps.count(), Event.objects.count(), PageCounter.objects.get().value

    assert follow_up() == follow_up(SEPTEMBER, settled(SEPTEMBER)) == []

    assert (matter.steps.count(), Event.objects.count(), PageCounter.objects.get().value) == before


@pytest.mark.parametrize(
    "values",
    [
        {JULY: GREEN, AUGUST: RED},
        {JULY: RED, AUGUST: GREEN},
        {JULY: RED},
        {AUGUST: RED},
        {JUNE: RED, AUGUST: RED},
    ],
)
def test_one_month_that_was_better_or_not_reported_leaves_it_closed(line, values):
    matter = closed(line)
    report(line, values)

    assert follow_up() == []
    assert matter.current.status == MatterStatus.CLOSED


def test_two_months_must_have_gone_by(line):
    closed(line)
    report(line, {JUNE: RED, JULY: RED})

    assert follow_up(JULY, settled(JULY)) == []


def test_the_months_are_those_after_the_last_close_in_luohe(line):
    new_month = datetime(2022, 7, 1, 0, 30, tzinfo=SHANGHAI)  # still June elsewhere
    matter = closed(line, at=new_month, due_on=date(2022, 7, 1))
    report(line, {JULY: RED, AUGUST: RED, SEPTEMBER: RED})

    assert follow_up() == []
    assert [step.matter for step in follow_up(SEPTEMBER, settled(SEPTEMBER))] == [matter]


def test_what_was_opened_by_hand_and_closed_again_is_given_its_time_anew(line):
    matter = closed(line)
    july = datetime(2022, 7, 5, 9, tzinfo=SHANGHAI)
    reopen(matter, "企业来电", date(2022, 7, 20), by=coordinator(), at=july)
    stood(matter, MatterStatus.CLOSED, at=july)
    report(line, {JULY: RED, AUGUST: RED})

    assert follow_up() == []


def test_it_may_open_again_after_every_close(line):
    matter = closed(line)
    report(line, {JULY: RED, AUGUST: RED, SEPTEMBER: RED})
    follow_up()
    stood(matter, MatterStatus.CLOSED, at=LOCKED_AT)
    october, november = date(2022, 10, 1), date(2022, 11, 1)
    for month in (october, november):
        ReportingMonthFactory(month=month, opened_at=settled(month), opened_by=coordinator())
    report(line, {october: RED, november: RED})

    (step,) = follow_up(november, settled(november))

    assert step.reopenings == 2


def test_without_a_figure_the_item_counts(line):
    closed(item=line.item)
    report(line, {JULY: RED, AUGUST: RED})

    assert len(follow_up()) == 1


def test_the_figure_counts_and_not_another_of_its_item(line):
    other = SeriesFactory(item=line.item, is_headline=False)
    closed(other)
    report(line, {JULY: RED, AUGUST: RED})

    assert follow_up() == []


def test_a_matter_about_nothing_that_is_measured_stays_closed(line):
    closed()
    report(line, {JULY: RED, AUGUST: RED})

    assert follow_up() == []


def test_a_sample_result_opens_no_real_matter(line):
    real = closed(line)
    sample = closed(line, is_sample=True)
    report(line, {JULY: RED, AUGUST: RED})
    Assessment.objects.filter(month=AUGUST).update(is_sample=True)

    assert [step.matter for step in follow_up()] == [sample]
    assert real.current.status == MatterStatus.CLOSED


def test_it_gets_the_time_of_its_own_class(line):
    limit = TimeLimitFactory(code="major", name="重大事项", length=1, unit="month", position=2)
    closed(line, time_limit=limit)
    report(line, {JULY: RED, AUGUST: RED})

    assert follow_up()[0].due_on == date(2022, 10, 15 + 2)  # the 15th is a Saturday


def test_locking_a_month_opens_again_what_is_unsolved_and_counts_it(line):
    matter = closed(line)
    closed()
    report(line, {JULY: RED, AUGUST: RED})

    done = close_month(AUGUST, by=coordinator(), at=LOCKED_AT)

    assert (done.month.month, done.reopened) == (AUGUST, 1)
    assert ReportingMonth.objects.get(month=AUGUST).is_locked
    assert matter.current.verb == "reopen"
    assert [one.actor for one in Event.objects.order_by("-pk")[:2]] == [None, coordinator()]


def test_a_month_that_cannot_be_locked_opens_nothing(line):
    matter = closed(line)
    report(line, {JULY: RED, AUGUST: RED})
    ReportingMonth.objects.filter(month=AUGUST).update(locked_at=LOCKED_AT, locked_by=coordinator())

    with pytest.raises(LockedError):
        close_month(AUGUST, by=coordinator(), at=LOCKED_AT)
    with pytest.raises(NotOpenedError):
        close_month(date(2022, 12, 1), by=coordinator(), at=LOCKED_AT)
    assert matter.current.status == MatterStatus.CLOSED


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_only_the_office_locks(line, role):
    with pytest.raises(PermissionDenied):
        close_month(AUGUST, by=UserFactory(role=role), at=LOCKED_AT)


def test_figures_know_nothing_of_matters(line):
    report(line, {JULY: RED, AUGUST: RED})
    restate_all(at=LOCKED_AT)
    before = list(Assessment.objects.values()), list(Figure.objects.values())

    closed(line)
    follow_up()

    assert restate_all(at=LOCKED_AT) == 0
    assert (list(Assessment.objects.values()), list(Figure.objects.values())) == before


def test_the_number_of_questions_does_not_grow_with_what_was_closed(
    line, django_assert_num_queries
):
    for _ in range(3):
        closed(line)
    report(line, {JULY: GREEN, AUGUST: RED})

    with django_assert_num_queries(4):  # two of them open and end the transaction
        follow_up()
