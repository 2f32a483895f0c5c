"""What the database refuses, whoever asks."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from strategy.clock import SHANGHAI
from strategy.models import Figure, ListEntry, Organisation, RankingSwitch, Revision, Series, Source
from tests.factories import (
    EnterpriseFactory,
    FigureFactory,
    ListEntryFactory,
    MetricFactory,
    MilestoneFactory,
    OrganisationFactory,
    ProjectFactory,
    ReportingMonthFactory,
    RevisionFactory,
    RuleFactory,
    SeriesFactory,
    SourceFactory,
    TargetFactory,
    TaskFactory,
    UserFactory,
)
from tests.factories.items import StageRecordFactory
from tests.factories.pools import PoolEntryFactory, PoolFactory

pytestmark = pytest.mark.django_db

DAY = date(2022, 6, 15)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)


def twice_a_month():
    figure = FigureFactory()
    FigureFactory(series=figure.series)


def two_headlines():
    line = SeriesFactory()
    SeriesFactory(item=line.item)


def two_undecided():
    revision = RevisionFactory()
    RevisionFactory(figure=revision.figure, number=2)


def own_reviewer():
    unit = OrganisationFactory()
    SeriesFactory(organisation=unit, reviewer=unit)


def own_tier():
    pool = PoolFactory()
    pool.parent = pool
    pool.save()


def decided_by_the_submitter():
    person = UserFactory()
    RevisionFactory(
        status="approved", value=1, submitted_at=NOON, submitted_by=person, decided_at=NOON,
        decided_by=person,
    )  # fmt: skip


def numbered_twice():
    entry = ListEntryFactory()
    ListEntryFactory(number=entry.number)


REFUSED = {
    "figure_once_a_month": twice_a_month,
    "figure_first_day": lambda: FigureFactory(month=DAY),
    "figure_published_with_a_value": lambda: FigureFactory(value=Decimal(3)),
    "series_one_headline": two_headlines,
    "series_reviewed_by_another": own_reviewer,
    "series_reported_or_total": lambda: SeriesFactory(is_total=True),
    "revision_one_undecided": two_undecided,
    "revision_decided_by_another": decided_by_the_submitter,
    "revision_decided_by_status": lambda: RevisionFactory(status="approved", value=1),
    "revision_submitted_pair": lambda: RevisionFactory(submitted_by=UserFactory()),
    "revision_submitted_by_status": lambda: RevisionFactory(status="submitted", value=1),
    "revision_submitted_is_filled": lambda: RevisionFactory(
        status="submitted", submitted_at=NOON, submitted_by=UserFactory()
    ),
    "revision_value_or_none": lambda: RevisionFactory(value=1, not_applicable=True, note="无"),
    "revision_none_has_a_reason": lambda: RevisionFactory(not_applicable=True),
    "revision_correction_reason": lambda: RevisionFactory(is_correction=True),
    "target_holds_in_its_year": lambda: TargetFactory(year=2023),
    "target_change_has_a_reason": lambda: TargetFactory(version=2),
    "rule_thresholds_in_order": lambda: RuleFactory(behind_from=5),
    "milestone_outcome_unknown": lambda: MilestoneFactory(outcome_known=False, actual_on=DAY),
    "entry_number_once": numbered_twice,
    "entry_listed_before_delisted": lambda: ListEntryFactory(
        listed_on=DAY, delisted_on=DAY, reason="移出"
    ),
    "entry_delisting_reason": lambda: ListEntryFactory(delisted_on=DAY),
    "item_starts_before_it_ends": lambda: TaskFactory(starts_on=DAY, ends_on=date(2022, 1, 1)),
    "metric_ratio_names_two": lambda: MetricFactory(accumulation="ratio"),
    "organisation_group_of_areas": lambda: OrganisationFactory(area_group="zone"),
    "source_reprint_has_no_url": lambda: SourceFactory(code="S9", trust="C", url="http://a.cn"),
    "pool_floor_positive": lambda: PoolFactory(floor=0),
    "pool_not_its_own_tier": own_tier,
    "pool_entry_precision": lambda: PoolEntryFactory(entered_on=None, entered_precision="month"),
    "stage_record_precision": lambda: StageRecordFactory(
        actual_on=None, is_reached=True, actual_precision="year"
    ),
    "ranking_switch_has_a_reason": lambda: RankingSwitch.objects.create(
        is_shown=False, reason="", switched_at=NOON, switched_by=UserFactory()
    ),
    "project_investment_positive": lambda: ProjectFactory(total_investment=0),
    "reportingmonth_locked_pair": lambda: ReportingMonthFactory(locked_at=NOON),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses_what_breaks(constraint):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        REFUSED[constraint]()

    # SQLite names the columns of a unique constraint instead of the constraint.
    assert constraint in str(refusal.value) or "UNIQUE constraint failed" in str(refusal.value)


def test_what_has_history_cannot_be_deleted():
    revision = RevisionFactory()

    for thing in (revision.figure, revision.figure.series.item, revision.entered_by):
        with pytest.raises(ProtectedError):
            thing.delete()


def test_an_enterprise_needs_no_credit_code_and_two_may_lack_it():
    EnterpriseFactory()
    EnterpriseFactory()


def test_an_item_learns_its_kind_when_it_is_saved():
    project = ProjectFactory()

    assert project.kind == "projects.project"
    assert project.kind_name == "项目"


def test_an_entry_stands_from_its_first_day_until_before_its_last():
    ListEntryFactory(listed_on=date(2022, 1, 1), delisted_on=date(2022, 7, 1), reason="完成")
    ListEntryFactory()

    def standing(day):
        return ListEntry.objects.on(day).count()

    assert [standing(date(2021, 12, 31)), standing(date(2022, 6, 30))] == [1, 2]
    assert standing(date(2022, 7, 1)) == 1


def test_natural_keys_lead_back_to_the_row():
    figure = FigureFactory()
    revision = RevisionFactory(figure=figure)

    assert Figure.objects.get_by_natural_key(*figure.natural_key()) == figure
    assert Revision.objects.get_by_natural_key(*revision.natural_key()) == revision
    assert Series.objects.get_by_natural_key(*figure.series.natural_key()) == figure.series
    assert Source.objects.count() == 1
    assert Organisation.objects.count() >= 2
