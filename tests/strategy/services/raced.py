"""What is raced for: figures of a unit on their way, and what must be whole afterwards."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from strategy.clock import SHANGHAI
from strategy.models import Assessment, Event, Figure, Revision, Series, Status
from strategy.services.assessments import restate_all
from strategy.services.figures import Entry, enter_figures
from strategy.services.submissions import submit_revisions
from tests.factories import SeriesFactory, UserFactory

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
LATER = NOON + timedelta(hours=1)


def alike(line: Series, number: int) -> list[Series]:
    """More series of the same metric and units."""
    same = {"organisation": line.organisation, "reviewer": line.reviewer}
    return [SeriesFactory(metric=line.metric, **same) for _ in range(number)]


def figure_of(line: Series, month=JUNE) -> Figure:
    figures = Figure.objects.select_related("series__metric")
    return figures.get_or_create(series=line, month=month)[0]


def drafted(line: Series, value=39, month=JUNE) -> Revision:
    by = UserFactory(organisation=line.organisation)
    return enter_figures([Entry(figure_of(line, month), Decimal(value))], by=by, at=NOON)[0]


def submitted(line: Series, value=39, month=JUNE) -> Revision:
    by = UserFactory(organisation=line.organisation)
    return submit_revisions([drafted(line, value, month)], by=by, at=NOON)[0]


def told(verb: str) -> int:
    """How often something stands in the audit log."""
    return Event.objects.filter(verb=verb).count()


def assert_whole(*lines: Series) -> None:
    """What is published is the approved revision, and the assessments are those of it."""
    for figure in Figure.objects.filter(series__in=lines):
        approved = figure.revisions.approved().last()
        assert figure.value == (approved.value if approved else None)
        assert (figure.published_at is None) == (approved is None)
    assert told("审核通过") == Revision.objects.approved().count()
    assert told("退回") == Revision.objects.filter(status=Status.RETURNED).count()
    published = Figure.objects.published().values_list("series__item", flat=True)
    results = Assessment.objects.filter(superseded_at=None, subject="series", item__in=published)
    assert {one.value for one in results} >= {one.value for one in Figure.objects.published()}
    assert restate_all(published, at=LATER) == 0
