"""Removing the sample year: what is left is what was there before it, and what people did."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from luohe_tracker.services.data_checks import find_problems
from luohe_tracker.services.recomputation import recompute
from luohe_tracker.services.sample_actors import sample_actors
from luohe_tracker.services.sample_removal import remove_sample_year
from strategy import clock
from strategy.models import Event, Figure, ReportingMonth, Revision, Series, User
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions
from strategy.services.submissions import submit_revisions
from tests.data import contents, take_snapshot
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_year")]

JULY = date(2022, 7, 1)
NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)


def test_everything_is_again_as_after_loading_the_fixtures(fixtures_snapshot):
    remove_sample_year(at=NOW)

    now, before = contents(take_snapshot()), contents(fixtures_snapshot)
    assert [table for table in before if now[table] != before[table]] == []
    assert find_problems(on=NOW.date(), at=NOW) == []


def test_it_is_recorded_and_a_second_time_finds_nothing():
    gone = remove_sample_year(at=NOW)

    assert gone["series"] == 123
    assert Event.objects.filter(verb="移除示例", actor=None).count() == 1
    assert not remove_sample_year(at=NOW)


def test_a_real_figure_of_the_open_month_stays():
    series = Series.objects.get(code="A1-technology-loans-industry")
    reporter = UserFactory(organisation=series.organisation)
    reviewer = UserFactory(organisation=series.reviewer)
    figure = Figure.objects.select_related("series").get(series=series, month=JULY)
    drafts = enter_figures([Entry(figure, Decimal(6000))], by=reporter, at=NOW)
    sent = submit_revisions(drafts, by=reporter, at=NOW)
    approve_revisions(sent, by=reviewer, at=NOW)

    remove_sample_year(at=NOW)

    figure.refresh_from_db()
    assert (figure.value, figure.is_sample) == (6000, False)
    assert [one.figure for one in Revision.objects.filter(figure__month=JULY)] == [figure]
    assert ReportingMonth.objects.get(month=JULY).opened_at is None
    assert not sample_actors().exists()
    assert recompute(at=NOW) == 0


def test_what_people_typed_for_a_sample_goes_with_it():
    line = Series.objects.get(code="E049-sample-revenue-zhaoling")
    reporter = UserFactory(organisation=line.organisation)
    figure = Figure.objects.select_related("series").get(series=line, month=JULY)

    (draft,) = enter_figures([Entry(figure, Decimal(4000))], by=reporter, at=NOW)
    remove_sample_year(at=NOW)

    assert draft.is_sample
    assert not Revision.objects.filter(pk=draft.pk).exists()
    assert User.objects.filter(pk=reporter.pk).exists()
