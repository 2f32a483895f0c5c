"""Fills a site with large units: one that types, one that imports, some that have submitted.

Runs beside the site, in the same environment, once its reading pages are measured. Each row has
twelve approved months behind it; July, which is open, is typed and submitted through the services.
The passwords stand where those of the demo accounts do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402

from luohe_tracker.management.commands import create_demo_accounts as accounts  # noqa: E402
from strategy import clock, months  # noqa: E402
from strategy.models import Figure, Metric, Revision, Role, Series, Status, User  # noqa: E402
from strategy.services.figures import Entry, enter_figures  # noqa: E402
from strategy.services.reporting_months import open_month  # noqa: E402
from strategy.services.submissions import submit_revisions  # noqa: E402
from tests.factories import (  # noqa: E402
    MetricFactory,
    OrganisationFactory,
    SeriesFactory,
    SourceFactory,
    TargetFactory,
    TaskFactory,
)

from .work import FLAGGED, IMPORTER, REVIEWER, SUBMITTERS, TYPIST, rows_of  # noqa: E402

JULY = date(2022, 7, 1)
PAST = months.months_between(date(2021, 7, 1), date(2022, 6, 1))
AT = datetime(2022, 8, 9, 9, tzinfo=clock.SHANGHAI)
METRICS = 4
TIMES = 40
EXPLANATION = "新增两条生产线投产，已与台账核对。"


@dataclass(frozen=True)
class Unit:
    """A unit that reports: its one member of staff, and its series."""

    user: User
    series: list[Series]


@transaction.atomic
def main() -> None:
    metrics = [MetricFactory(code=f"bench-{n}", name=f"示例负荷指标{n}") for n in range(METRICS)]
    reviewer = staff(REVIEWER)
    units = {
        name: build_unit(name, number * 1000, metrics, reviewer)
        for number, name in enumerate([TYPIST, IMPORTER, *SUBMITTERS], start=1)
    }
    open_month(JULY, by=User.objects.get(username="coordinator"), at=AT)
    enter(units[TYPIST], flagged=0)
    for name in SUBMITTERS:
        submit_revisions(enter(units[name], flagged=FLAGGED), by=units[name].user, at=AT)


def staff(username: str) -> User:
    """The one member of staff of a unit of the same name."""
    unit = OrganisationFactory(code=username, name=f"示例单位{username}", position=900)
    path = settings.VAR_DIR / "demo_accounts.txt"
    password = accounts.new_password()
    accounts.write_passwords(path, accounts.read_passwords(path) | {username: password})
    fields = {"name": username, "organisation": unit, "role": Role.STAFF}
    return User.objects.create_user(username, password, **fields)


def build_unit(username: str, first: int, metrics: list[Metric], reviewer: User) -> Unit:
    """A unit with items of four metrics each, a target for every headline, and a year behind it."""
    user, source = staff(username), SourceFactory()
    lines = []
    for number in range(first, first + rows_of(username) // METRICS):
        item = TaskFactory(
            code=f"T{number}", name=f"示例负荷事项{number}", source=source, is_sample=True
        )
        for place, metric in enumerate(metrics):
            lines.append(
                SeriesFactory(
                    item=item, metric=metric, organisation=user.organisation, position=place,
                    reviewer=reviewer.organisation, is_headline=place == 0,
                )
            )  # fmt: skip
        TargetFactory(series=lines[-METRICS], value=2000, decided_by=reviewer, is_sample=True)
    write_past(lines, user, reviewer)
    return Unit(user, lines)


def write_past(lines: list[Series], user: User, reviewer: User) -> None:
    """Twelve approved months of each series, as they stand in the database after publishing."""
    figures = Figure.objects.bulk_create(past_figures(lines), batch_size=500)
    Revision.objects.bulk_create(
        [
            Revision(
                figure=figure, number=1, status=Status.APPROVED, value=figure.value, is_sample=True,
                entered_at=AT, entered_by=user, submitted_at=AT, submitted_by=user,
                decided_at=AT, decided_by=reviewer,
            )
            for figure in figures
        ],
        batch_size=500,
    )  # fmt: skip


def past_figures(lines: list[Series]) -> Iterator[Figure]:
    for number, line in enumerate(lines):
        for month in PAST:
            value = usual(number, month)
            yield Figure(series=line, month=month, value=value, published_at=AT, is_sample=True)


def usual(number: int, month: date) -> Decimal:
    """What a series reports in a month: never quite the same, never far off."""
    return Decimal(150 + number % 40 + month.month * 7 % 12)


def enter(unit: Unit, flagged: int) -> list[Revision]:
    """Type July of every row; the first ones leap, and say why."""
    figures = Figure.objects.filter(month=JULY, series__in=unit.series).select_related("series")
    entries = []
    for number, figure in enumerate(figures.order_by("series")):
        leaps = number < flagged
        value = usual(number, JULY) * (TIMES if leaps else 1)
        entries.append(Entry(figure, value, explanation=EXPLANATION if leaps else ""))
    return enter_figures(entries, by=unit.user, at=AT)


if __name__ == "__main__":
    main()
