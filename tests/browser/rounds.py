"""A unit with forty rows for the whole round: who takes part, and what each row stands at."""

from dataclasses import dataclass
from datetime import date, datetime

from strategy import clock
from strategy.clock import SHANGHAI
from strategy.models import Figure, Role, Series, User
from strategy.progress import Accumulation
from strategy.services.assessments import restate_all
from tests.factories import (
    ActionFactory,
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    TaskFactory,
    UserFactory,
    publish,
)
from tests.factories.due_rules import DueRuleFactory

LAST_JULY, JUNE = date(2021, 7, 1), date(2022, 6, 1)
IN_JULY = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
ROWS = 40
LEAPING = ("T001", "T002")
"""The tasks whose July is five times that of last year."""


@dataclass(frozen=True)
class Round:
    """Who takes part, and the series of the unit by the code of its item."""

    clerk: User
    reviewer: User
    coordinator: User
    series: dict[str, Series]

    def code(self, item: str) -> str:
        return self.series[item].code

    def block(self, **values: int) -> str:
        """What is copied out of Excel: a code and a value each, 100 unless said otherwise."""
        rows = [f"{line.code}\t{values.get(item, 100)}" for item, line in self.series.items()]
        return "\n".join(["代码\t7月", *rows])


def build_round() -> Round:
    """One action, which stood at 50 in June, and 39 tasks; July is not opened yet."""
    RuleFactory()
    DueRuleFactory()
    office = OrganisationFactory(code="office", kind="headquarters", position=0)
    industry = OrganisationFactory(code="industry", name="市工信局", position=1)
    zhaoling = OrganisationFactory(code="zhaoling", name="召陵区", kind="area", position=10)
    for month in (LAST_JULY, JUNE):
        ReportingMonthFactory(month=month, due_at=clock.end_of_day(month))
    shared = {"organisation": zhaoling, "reviewer": industry}
    action = SeriesFactory(
        item=ActionFactory(code="A1"),
        metric=MetricFactory(code="invested", accumulation=Accumulation.TO_DATE),
        **shared,
    )
    output = MetricFactory(code="output")
    items = [TaskFactory(code=f"T{number:03}") for number in range(1, ROWS)]
    tasks = [SeriesFactory(item=item, metric=output, **shared) for item in items]
    TargetFactory(series=action, value=100)
    publish(action, JUNE, 50, at=IN_JULY)
    series = {line.item.code: line for line in [action, *tasks]}
    for item in LEAPING:
        publish(series[item], LAST_JULY, 20, at=IN_JULY)
    restate_all(at=IN_JULY)
    return Round(
        clerk=UserFactory(organisation=zhaoling, name="经办王某"),
        reviewer=UserFactory(organisation=industry, name="审核李某"),
        coordinator=UserFactory(organisation=office, role=Role.COORDINATOR),
        series=series,
    )


def published(item: str, month: date) -> object:
    """The published value of a month of an item."""
    return Figure.objects.get(series__item__code=item, month=month).value
