"""What a leaver keeps goes to a colleague of the same unit; drafts keep their author."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from strategy import clock
from strategy.models import Event, Role, Series
from strategy.queries.handovers import kept_unit, units_that_report
from strategy.services.handovers import HandoverError, assign_keeper, hand_over
from tests.factories import (
    FigureFactory,
    OrganisationFactory,
    RevisionFactory,
    SeriesFactory,
    UserFactory,
)

NOW = datetime(2022, 8, 10, 9, tzinfo=clock.SHANGHAI)


@pytest.fixture
def coordinator(db):
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def unit(db):
    return OrganisationFactory()


@pytest.fixture
def leaver(unit):
    return UserFactory(organisation=unit, is_active=False)


@pytest.fixture
def colleague(unit):
    return UserFactory(organisation=unit)


def test_all_that_a_leaver_keeps_moves(unit, leaver, colleague, coordinator):
    moved = [SeriesFactory(organisation=unit, keeper=leaver) for _ in range(2)]
    other = SeriesFactory(organisation=unit)
    draft = RevisionFactory(figure=FigureFactory(series=moved[0]), value=1, entered_by=leaver)

    assert hand_over(leaver, colleague, by=coordinator, at=NOW) == 2

    assert set(colleague.kept_series.all()) == set(moved)
    other.refresh_from_db()
    draft.refresh_from_db()
    assert (other.keeper, draft.entered_by) == (None, leaver)
    told = {"to": colleague.username, "series": [series.code for series in moved]}
    assert Event.objects.get().detail == told


def test_leaver_who_keeps_nothing_changes_nothing(leaver, colleague, coordinator):
    assert hand_over(leaver, colleague, by=coordinator, at=NOW) == 0
    assert not Event.objects.exists()


def test_series_go_to_an_active_reporter_of_the_same_unit(unit, leaver, coordinator):
    SeriesFactory(organisation=unit, keeper=leaver)
    wrong = [
        leaver,
        UserFactory(),
        UserFactory(organisation=unit, is_active=False),
        UserFactory(organisation=unit, role=Role.OFFICIAL),
    ]

    for receiver in wrong:
        with pytest.raises(HandoverError):
            hand_over(leaver, receiver, by=coordinator, at=NOW)
    assert leaver.kept_series.count() == 1


def test_keeper_of_several_series_is_set_and_taken_away(unit, colleague, coordinator):
    lines = [SeriesFactory(organisation=unit, keeper=colleague), SeriesFactory(organisation=unit)]

    assert assign_keeper(lines, colleague, by=coordinator, at=NOW) == 1
    assert assign_keeper(lines, colleague, by=coordinator, at=NOW) == 0
    assert colleague.kept_series.count() == 2
    assert assign_keeper(lines, None, by=coordinator, at=NOW) == 2
    assert not Series.objects.filter(keeper__isnull=False).exists()


def test_keeper_is_of_the_reporting_unit(colleague, coordinator):
    foreign = SeriesFactory()

    with pytest.raises(HandoverError):
        assign_keeper([foreign], colleague, by=coordinator, at=NOW)


def test_only_a_coordinator_hands_over(leaver, colleague):
    with pytest.raises(PermissionDenied):
        hand_over(leaver, colleague, by=colleague, at=NOW)
    with pytest.raises(PermissionDenied):
        assign_keeper([], colleague, by=colleague, at=NOW)


def test_unit_shows_what_each_person_keeps_and_has_open(unit, leaver, colleague):
    kept = SeriesFactory(organisation=unit, keeper=leaver)
    FigureFactory(series=kept)
    free = SeriesFactory(organisation=unit)
    UserFactory(organisation=unit, role=Role.OFFICIAL)

    found = kept_unit(unit)

    told = [(one.user, one.series, one.open_rows, one.may_receive) for one in found.people]
    assert told == [(colleague, 0, 0, True), (leaver, 1, 1, False)]
    assert set(found.series) == {kept, free}
    assert found.unassigned == 1
    assert units_that_report() == [unit]
