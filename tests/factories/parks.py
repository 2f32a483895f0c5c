"""A park with an inner park, enterprises and projects that report one metric each month."""

from dataclasses import dataclass, field
from datetime import date

from enterprises.models import Park
from strategy.models import Metric, Organisation, Series, TrackedItem
from strategy.services.assessments import restate_all

from .figures import NOON, publish
from .items import EnterpriseFactory, ParkFactory, ProjectFactory
from .metrics import MetricFactory, RuleFactory, SeriesFactory
from .organisations import OrganisationFactory
from .reporting_months import ReportingMonthFactory

JUNE = date(2022, 6, 1)


@dataclass
class ParkSite:
    """The park, the one inside it, and the metric; each publication takes a minute of its own."""

    park: Park
    inner: Park
    metric: Metric
    reporting: Organisation
    reviewing: Organisation
    lines: dict[str, Series] = field(default_factory=dict)
    minute: int = 0

    def enterprise(self, code: str, park: Park | None, value, **typed) -> TrackedItem:
        """An enterprise in a park that reports June; None is owed and missing."""
        return self._reporting(EnterpriseFactory(code=code, park=park), value, **typed)

    def project(self, code: str, park: Park | None, value, bundle=None, **typed) -> TrackedItem:
        """A project in a park, perhaps a part of a bundle, that reports June."""
        return self._reporting(ProjectFactory(code=code, park=park, bundle=bundle), value, **typed)

    def line(self, item: TrackedItem, value, metric: Metric | None = None, **typed) -> Series:
        """A series of an item with what it reports for June."""
        metric = metric or self.metric
        line = SeriesFactory(
            item=item, metric=metric, organisation=self.reporting, reviewer=self.reviewing,
            is_headline=metric == self.metric,
        )  # fmt: skip
        self.lines[line.code] = line
        if value is None:
            line.figures.create(month=JUNE)
            restate_all([item.pk], at=NOON)
        else:
            self.publish(line, value, **typed)
        return line

    def publish(self, line: Series, value, **typed) -> None:
        """Report and approve June."""
        self.minute += 1
        publish(line, JUNE, value, **{"at": NOON.replace(minute=self.minute)} | typed)

    def _reporting(self, item: TrackedItem, value, **typed) -> TrackedItem:
        self.line(item, value, **typed)
        return item


def build_park() -> ParkSite:
    """A park K001 with K002 inside it, an opened June, and nothing that lies in them."""
    RuleFactory()
    ReportingMonthFactory(month=JUNE)
    park = ParkFactory(code="K001", name="经开区", level="provincial")
    inner = ParkFactory(code="K002", name="冷链园", level="special", within=park)
    metric = MetricFactory(code="investment", name="完成投资", accumulation="to_date")
    return ParkSite(park, inner, metric, OrganisationFactory(), OrganisationFactory())
