"""Publishing: what one approval writes, and what it leaves alone."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import Assessment, Event, Figure, Revision, Status, StepError
from strategy.progress import Standing
from strategy.queries.events import page_counter
from strategy.services.assessments import restate_all
from strategy.services.figures import Entry, EntryError, enter_figures
from strategy.services.publications import (
    NewTarget,
    approve_revisions,
    return_revision,
    set_targets,
)
from strategy.services.submissions import ChangedError, submit_revisions
from tests.factories import (
    FigureFactory,
    MetricFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TargetFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 1)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
LATER = NOON + timedelta(days=5)


@pytest.fixture
def line():
    """A stock series with a target of 100, in an opened June."""
    ReportingMonthFactory()
    RuleFactory()
    line = SeriesFactory(metric__accumulation="stock")
    TargetFactory(series=line, start=0)
    return line


def current(line, subject="series") -> Assessment:
    return Assessment.objects.get(item=line.item, subject=subject, superseded_at=None)


def submitted(line, value, *, at=NOON, **typed) -> Revision:
    figure, _ = Figure.objects.get_or_create(series=line, month=JUNE)
    reporter = UserFactory(organisation=line.organisation)
    drafts = enter_figures([Entry(figure, Decimal(value), **typed)], by=reporter, at=at)
    return submit_revisions(drafts, by=reporter, at=at)[0]


def test_an_approved_value_becomes_the_figure_and_its_assessments(line):
    publish(line, JUNE, 39)

    figure = Figure.objects.get()
    assert (figure.value, figure.published_at) == (39, NOON)
    assert current(line).standing == Standing.FAR_BEHIND
    assert current(line).sentence == "6月底应完成50.0%，实际39.0%，差11.0个百分点（规则R1）"
    assert current(line, "item").standing == Standing.FAR_BEHIND


def test_every_step_is_in_the_audit_log_and_raises_the_page_counter(line):
    before = page_counter()

    publish(line, JUNE, 50)

    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "录入",
        "上报",
        "审核通过",
    ]
    assert page_counter() == before + 3


def test_a_correction_supersedes_what_stood_before(line):
    publish(line, JUNE, 39)

    publish(line, JUNE, 52, at=LATER, reason="漏报一户")

    then = Assessment.objects.known_at(LATER).get(subject="series")
    now = Assessment.objects.known_at(None).get(subject="series")
    assert (then.to_date, now.to_date) == (39, 52)
    assert then.superseded_at == now.recorded_at == LATER


def test_a_correction_names_the_revision_that_stood_and_no_other(line):
    first = publish(line, JUNE, 39)
    second = publish(line, JUNE, 52, at=LATER, reason="漏报一户")
    returned = submitted(line, 50, at=LATER, reason="又漏报一户")
    return_revision(
        returned, "请附名单后重报", by=UserFactory(organisation=line.reviewer), at=LATER
    )

    third = publish(line, JUNE, 53, at=LATER, reason="又漏报一户")

    assert first.replaces is None
    assert (second.replaces, third.replaces) == (first, second)


def test_what_is_approved_is_what_was_seen(line):
    revision = submitted(line, 39)
    reviewer = UserFactory(organisation=line.reviewer)

    with pytest.raises(ChangedError) as refused:
        approve_revisions([revision], by=reviewer, at=LATER, seen={revision.pk: 7})

    assert refused.value.revisions == [revision]
    assert Revision.objects.get().status == Status.SUBMITTED


def test_whoever_submitted_does_not_decide_after_changing_the_unit(line):
    revision = submitted(line, 39)
    turncoat = revision.submitted_by
    turncoat.organisation = line.reviewer
    turncoat.save()

    with pytest.raises(PermissionDenied):
        approve_revisions([revision], by=turncoat, at=LATER)


def test_an_approved_figure_is_not_corrected_without_a_reason(line):
    publish(line, JUNE, 39)
    reporter = UserFactory(organisation=line.organisation)

    with pytest.raises(EntryError, match="修正须说明原因"):
        enter_figures([Entry(Figure.objects.get(), Decimal(52))], by=reporter, at=LATER)


def test_a_figure_published_in_the_meantime_is_not_corrected_without_a_reason(line):
    figure = FigureFactory(series=line)
    publish(line, JUNE, 39)
    reporter = UserFactory(organisation=line.organisation)

    with pytest.raises(EntryError, match="修正须说明原因"):
        enter_figures([Entry(figure, Decimal(52))], by=reporter, at=LATER)


def test_a_value_under_review_cannot_be_typed_over(line):
    revision = submitted(line, 39)

    with pytest.raises(EntryError, match="正在审核"):
        enter_figures([Entry(revision.figure, Decimal(50))], by=revision.submitted_by, at=LATER)


def test_a_returned_figure_keeps_its_reason_and_publishes_nothing(line):
    revision = submitted(line, 39)
    reviewer = UserFactory(organisation=line.reviewer)

    returned = return_revision(revision, "与名单不符", by=reviewer, at=LATER)

    assert (returned.status, returned.return_reason) == (Status.RETURNED, "与名单不符")
    assert Figure.objects.get().published_at is None


def test_the_second_of_two_reviewers_is_refused(line):
    revision = submitted(line, 39)
    one, other = (UserFactory(organisation=line.reviewer) for _ in range(2))
    approve_revisions([revision], by=one, at=LATER)

    with pytest.raises(StepError):
        return_revision(revision, "晚了一步", by=other, at=LATER)


def test_nobody_decides_on_the_rows_of_the_own_organisation(line):
    revision = submitted(line, 39)
    colleague = UserFactory(organisation=line.organisation)

    with pytest.raises(PermissionDenied):
        approve_revisions([revision], by=colleague, at=LATER)

    assert Revision.objects.get().status == Status.SUBMITTED


def test_a_new_target_holds_from_its_month_on(line):
    publish(line, JUNE, 39)
    ReportingMonthFactory(month=date(2022, 7, 1), opened_at=NOON, opened_by=UserFactory())
    publish(line, date(2022, 7, 1), 39, at=LATER)
    coordinator = UserFactory(role="coordinator")
    change = NewTarget(line, Decimal(60), date(2022, 7, 1), start=Decimal(0), reason="年中调整")

    set_targets([change], by=coordinator, at=LATER + timedelta(days=1))

    results = Assessment.objects.known_at(None).of_series().order_by("month")
    assert [result.target for result in results] == [100, 60]


def test_assessing_everything_again_changes_nothing(line):
    publish(line, JUNE, 39)

    assert restate_all(at=LATER) == 0


def test_a_sample_target_makes_the_judgement_a_sample_and_leaves_the_number_real(line):
    line.targets.update(is_sample=True)

    publish(line, JUNE, 39)

    assert current(line).is_sample
    assert not current(line).to_date_is_sample


def test_a_ratio_is_computed_from_the_sums_of_its_terms():
    ReportingMonthFactory()
    RuleFactory()
    above = SeriesFactory(is_headline=False)
    unit, item = above.organisation, above.item
    below = SeriesFactory(item=item, organisation=unit, is_headline=False)
    metric = MetricFactory(
        accumulation="ratio", unit="%", numerator=above.metric, denominator=below.metric
    )
    share = SeriesFactory(item=item, organisation=unit, metric=metric, is_headline=True)
    for month, values in {date(2022, 5, 1): (1, 2), JUNE: (2, 10)}.items():
        publish(above, month, values[0])
        publish(below, month, values[1])

    result = Assessment.objects.known_at(None).of_series().get(series=share, month=JUNE)
    assert result.to_date == 25


def test_a_total_counts_the_parts_that_have_not_reported(line):
    metric = MetricFactory(accumulation="stock")
    parts = [SeriesFactory(item=line.item, metric=metric, is_headline=False) for _ in range(2)]
    whole = SeriesFactory(
        item=line.item, metric=metric, organisation=None, reviewer=None, is_total=True,
        is_headline=False,
    )  # fmt: skip
    FigureFactory(series=parts[1])

    publish(parts[0], JUNE, 7)

    total = Assessment.objects.known_at(None).of_series().get(series=whole)
    assert (total.to_date, total.reported, total.owed) == (7, 1, 2)
    assert total.standing == Standing.NOT_REPORTED
