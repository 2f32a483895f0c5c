"""Removing the sample year after people have worked with it in every way that there is."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from luohe_tracker.services.data_checks import find_problems
from luohe_tracker.services.sample_actors import sample_actors
from luohe_tracker.services.sample_removal import remove_sample_year
from strategy import clock
from strategy.models import (
    Batch,
    DueRule,
    Evidence,
    Figure,
    LockException,
    Notice,
    ReportingMonth,
    ReportingYear,
    Revision,
    Series,
    Status,
    Target,
    User,
)
from strategy.services.batches import LineEntry, begin_batch, commit_batch, undo_batch
from strategy.services.due_rules import keep_due_rule
from strategy.services.evidence import add_evidence, give_up_draft
from strategy.services.figures import Entry, enter_figures
from strategy.services.handovers import assign_keeper
from strategy.services.locks import grant_exception
from strategy.services.notices import post_notice
from strategy.services.publications import (
    NewTarget,
    approve_revisions,
    return_revision,
    set_targets,
)
from strategy.services.reporting_months import change_due, lock_month, open_month
from strategy.services.reporting_years import open_year
from strategy.services.submissions import submit_revisions
from tests.data import contents, take_snapshot
from tests.factories import UserFactory
from tests.factories.evidence import PDF
from tests.factories.figures import EXPLANATION

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_year")]

MARCH, MAY, JULY = date(2021, 3, 1), date(2022, 5, 1), date(2022, 7, 1)
AUGUST = date(2022, 8, 1)
NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)
REAL, SAMPLE = "A1-technology-loans-industry", "E049-sample-revenue-zhaoling"
TYPED = {"explanation": EXPLANATION, "reason": "漏报一户企业"}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office() -> User:
    return UserFactory(role="coordinator")


def figure_of(line: Series, month: date) -> Figure:
    return Figure.objects.select_related("series__metric").get(series=line, month=month)


class Worker:
    """Who reports a series and who reviews it, and what they do."""

    def __init__(self, code: str):
        self.line = Series.objects.get(code=code)
        self.by = UserFactory(organisation=self.line.organisation)
        self.decider = UserFactory(organisation=self.line.reviewer)

    def enter(self, month: date, value, **typed) -> Revision:
        entry = Entry(figure_of(self.line, month), Decimal(value), **(TYPED | typed))
        return enter_figures([entry], by=self.by, at=NOW)[0]

    def send(self, month: date, value, **typed) -> Revision:
        draft = self.enter(month, value, **typed)
        add_evidence(draft, "台账.pdf", PDF, by=self.by, at=NOW)
        return submit_revisions([draft], by=self.by, at=NOW)[0]

    def publish(self, month: date, value) -> Revision:
        return approve_revisions([self.send(month, value)], by=self.decider, at=NOW)[0]

    def paste(self, month: date, value) -> Batch:
        unit = self.line.organisation
        batch = begin_batch(unit, month, Batch.Kind.PASTE, b"5", by=self.by, at=NOW)
        entry = Entry(figure_of(self.line, month), Decimal(value), **TYPED)
        return commit_batch(batch, [LineEntry(entry, "", "B2", "5")], by=self.by, at=NOW)


def current(line: Series, month: date) -> Decimal:
    return Figure.objects.get(series=line, month=month).value


def assert_sound() -> None:
    assert find_problems(on=NOW.date(), at=NOW) == []
    assert not Revision.objects.filter(is_sample=True).exists()


def test_real_correction_of_a_sample_figure_stays_alone():
    worker = Worker(REAL)
    former = figure_of(worker.line, MAY).value
    correction = worker.publish(MAY, former + 1)
    assert correction.replaces.is_sample

    remove_sample_year(at=NOW)

    kept = Revision.objects.get(pk=correction.pk)
    assert (kept.replaces, current(worker.line, MAY)) == (None, former + 1)
    assert_sound()


def test_work_on_samples_goes_with_its_files_and_batches():
    worker = Worker(SAMPLE)
    worker.publish(MAY, 4000)
    undo_batch(worker.paste(JULY, 4100), by=worker.by, at=NOW)
    worker.paste(JULY, 4200)
    return_revision(worker.send(JULY, 4300), "与名单不符，请核对", by=worker.decider, at=NOW)
    worker.enter(JULY, 4400)
    real = Worker(REAL)
    kept = real.paste(JULY, 6000)
    preview = begin_batch(
        worker.line.organisation, JULY, Batch.Kind.PASTE, b"9", by=worker.by, at=NOW
    )

    remove_sample_year(at=NOW)

    assert set(Batch.objects.all()) == {kept, preview}
    assert not Evidence.objects.exists()
    assert [one.figure.series for one in Revision.objects.filter(status=Status.DRAFT)] == [
        real.line
    ]
    assert_sound()


def test_what_the_office_has_done_stays_or_goes_with_its_month(office):
    real = Worker(REAL)
    real.publish(JULY, 6000)
    assign_keeper([real.line, Worker(SAMPLE).line], None, by=office, at=NOW)
    assign_keeper([real.line], real.by, by=office, at=NOW)
    change_due(JULY, NOW + timedelta(days=9), reason="假期", by=office, at=NOW, kind="area")
    lock_month(JULY, by=office, at=NOW)
    for month in (MARCH, JULY):
        until = NOW + timedelta(days=3)
        grant_exception(
            month, real.line.organisation, until=until, reason="停电", by=office, at=NOW
        )
    open_year(2023, by=office, at=NOW)
    keep_due_rule(DueRule(from_month=date(2022, 10, 1), day=9), by=office, at=NOW)
    day = NOW.date()
    post_notice(Notice(title="通知", text="请按时填报", from_on=day), by=office, at=NOW)

    remove_sample_year(at=NOW)

    july = ReportingMonth.objects.get(month=JULY)
    assert (july.is_locked, july.opened_at, july.kind_dues.count()) == (True, None, 1)
    assert not ReportingMonth.objects.filter(month=MARCH).exists()
    assert [one.reporting_month for one in LockException.objects.all()] == [july]
    assert Series.objects.get(pk=real.line.pk).keeper == real.by
    assert (ReportingYear.objects.count(), Notice.objects.count()) == (1, 1)
    assert not sample_actors().exists()
    assert_sound()


def test_month_opened_since_goes_with_all_that_is_nothing_in_it(office, fixtures_snapshot):
    open_month(AUGUST, by=office, at=NOW)
    real, sample = Worker(REAL), Worker(SAMPLE)
    sample.send(AUGUST, 4100)
    draft = real.enter(AUGUST, 6000)
    add_evidence(draft, "台账.pdf", PDF, by=real.by, at=NOW)
    give_up_draft(draft.figure, version=draft.version, by=real.by, at=NOW)
    begin_batch(sample.line.organisation, AUGUST, Batch.Kind.PASTE, b"9", by=sample.by, at=NOW)
    change_due(AUGUST, NOW + timedelta(days=40), reason="假期", by=office, at=NOW, kind="area")

    remove_sample_year(at=NOW)

    left = contents(take_snapshot())
    before = contents(fixtures_snapshot)
    people = ["strategy_organisation", "strategy_user"]
    assert [table for table in before if left[table] != before[table]] == people
    assert_sound()


def test_month_opened_since_stays_with_what_is_real_in_it(office):
    open_month(AUGUST, by=office, at=NOW)
    real = Worker(REAL)
    kept = real.enter(AUGUST, 6000)
    Worker(SAMPLE).enter(AUGUST, 4100)

    remove_sample_year(at=NOW)

    month = ReportingMonth.objects.get(month=AUGUST)
    assert (month.opened_by, list(Figure.objects.filter(month=AUGUST))) == (office, [kept.figure])
    assert list(Revision.objects.filter(figure__month=AUGUST)) == [kept]
    assert_sound()


def test_month_opened_before_the_samples_stays(office):
    ReportingMonth.objects.create(month=AUGUST, due_at=NOW, opened_at=NOW, opened_by=office)

    remove_sample_year(at=NOW)

    assert ReportingMonth.objects.filter(month=AUGUST).exists()


def test_real_target_after_a_sample_one_stays(office):
    real = Worker(REAL)
    new = NewTarget(real.line, Decimal(77777), date(2022, 8, 1), reason="年中调整")
    (kept,) = set_targets([new], by=office, at=NOW)

    remove_sample_year(at=NOW)

    assert list(Target.objects.filter(series=real.line)) == [kept]
    assert_sound()
