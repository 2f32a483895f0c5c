"""`open_month`, `lock_month`, `open_year`: what was done is printed, in English alone."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from strategy.clock import SHANGHAI
from strategy.models import Figure, MatterStatus, ReportingMonth, ReportingYear, Role
from tests.factories import (
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TimeLimitFactory,
    UserFactory,
    publish,
)
from tests.factories.due_rules import DueRuleFactory
from tests.factories.matters import problem, stood

NOTHING = "nothing was changed"


@pytest.fixture(autouse=True)
def office(db, settings):
    settings.DEMO = True  # today is 2022-08-10
    RuleFactory()
    UserFactory(username="office", role=Role.COORDINATOR)


def run(*arguments: str, by: str = "office") -> list[str]:
    out = StringIO()
    call_command(*arguments, "--by", by, stdout=out)
    assert out.getvalue().isascii()
    return out.getvalue().splitlines()


def test_month_is_opened_once():
    DueRuleFactory()
    DueRuleFactory(kind="department", day=8)
    SeriesFactory()

    assert run("open_month", "2022-07") == [
        "Opened 2022-07: 1 figures owed anew.",
        "Due: 2022-08-12 17:00",
        "Due for units of kind department: 2022-08-08 17:00",
    ]
    assert run("open_month", "2022-07") == [f"2022-07 is open already; {NOTHING}."]
    SeriesFactory()
    assert run("open_month", "2022-07")[0] == "Completed 2022-07: 1 figures owed anew."


def test_month_is_due_at_the_moment_that_is_given():
    assert run("open_month", "2022-07", "--due", "2022-08-31 12:00")[1] == "Due: 2022-08-31 12:00"


def test_year_that_the_calendar_does_not_know_is_named(settings):
    settings.DEMO_TODAY = date(2098, 8, 10)
    DueRuleFactory()

    assert run("open_month", "2098-07")[-1] == (
        "The holidays of 2098 are not published yet: Monday to Friday were taken as its work days."
    )


@pytest.mark.parametrize(
    ("month", "reason"), [("2022-09", "has not begun"), ("2022-07", "No due rule")]
)
def test_month_that_cannot_be_opened_is_refused(month, reason):
    with pytest.raises(CommandError, match=reason):
        run("open_month", month)

    assert not ReportingMonth.objects.exists()


@pytest.mark.parametrize("by", ["nobody", "reporter", "left"])
def test_only_an_active_coordinator_acts(by):
    UserFactory(username="reporter")
    UserFactory(username="left", role=Role.COORDINATOR, is_active=False)
    DueRuleFactory()

    for command in (["open_month", "2022-07"], ["lock_month", "2022-07"], ["open_year", "2023"]):
        with pytest.raises(CommandError, match="Nothing was changed"):
            run(*command, by=by)
    assert not Figure.objects.exists()


@pytest.mark.parametrize("command", [["open_month", "2022-7"], ["open_year", "23"]])
def test_what_is_no_month_or_year_is_refused(command):
    with pytest.raises(CommandError, match="is no"):
        run(*command)


def test_month_is_locked_once():
    ReportingMonthFactory(month=date(2022, 6, 1))

    assert run("lock_month", "2022-06") == [
        "Locked 2022-06 with 0 figures not reported and 0 waiting for review."
    ]
    assert run("lock_month", "2022-06") == [f"2022-06 is locked already; {NOTHING}."]
    with pytest.raises(CommandError, match="never opened"):
        run("lock_month", "2022-05")


def test_what_the_lock_opens_again_is_counted():
    april = datetime(2022, 4, 20, 9, tzinfo=SHANGHAI)
    TimeLimitFactory()
    line = TargetFactory(series__metric__accumulation="stock", value=1200, start=0).series
    for month in (date(2022, 5, 1), date(2022, 6, 1)):
        ReportingMonthFactory(month=month)
        publish(line, month, 1)
    stood(problem(series=line, due_on=april.date(), at=april), MatterStatus.CLOSED, at=april)

    assert run("lock_month", "2022-06")[1:] == ["Matters opened again, still far behind: 1."]


def test_year_is_opened_once_and_listed():
    DueRuleFactory()
    lapsing = SeriesFactory(ends_in=date(2022, 12, 1))
    lacking = TargetFactory(series=SeriesFactory()).series

    lines = run("open_year", "2023")

    assert lines == [
        "Opened 2023.",
        "Series carried over: 1, of 1 metrics.",
        "Rules carried over: R1, due rule for all units.",
        "Series that lapse: 1.",
        f"  {lapsing.code} ended in 2022-12",
        "Series without a target for 2023: 1.",
        f"  {lacking.code}",
    ]
    assert run("open_year", "2023")[0] == f"2023 is open already; {NOTHING}. It stands so:"
    assert ReportingYear.objects.count() == 1
    with pytest.raises(CommandError, match="too far ahead"):
        run("open_year", "2024")
