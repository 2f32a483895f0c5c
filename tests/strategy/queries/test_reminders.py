"""Who owes what: drafts and what was sent back are owed, what waits for its reviewer is not."""

from datetime import datetime, timedelta

import pytest

from strategy import clock
from strategy.models import Contact, KindDue, LockException, ReportingMonth, Role
from strategy.queries.reminders import Lack, reminders
from tests.factories import (
    FigureFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RevisionFactory,
    SeriesFactory,
    UserFactory,
    publish,
)

NOW = datetime(2022, 7, 11, 9, tzinfo=clock.SHANGHAI)
DAY = timedelta(days=1)


@pytest.fixture
def month(db) -> ReportingMonth:
    return ReportingMonthFactory()


@pytest.fixture
def unit(db):
    return OrganisationFactory()


def owe(unit, *revisions, **series):
    figure = FigureFactory(series=SeriesFactory(organisation=unit, **series))
    for number, fields in enumerate(revisions, start=1):
        RevisionFactory(figure=figure, number=number, **fields)
    return figure


def moves(status: str, **fields) -> dict:
    """A revision that was submitted, and decided where its status says so."""
    step = {"status": status, "value": 1, "submitted_at": NOW, "submitted_by": UserFactory()}
    if status == "returned":
        step |= {"return_reason": "有误", "decided_at": NOW, "decided_by": UserFactory()}
    return step | fields


def found(month, at=NOW):
    return reminders(month, UserFactory(role=Role.COORDINATOR), at)


def test_what_is_missing_says_how_far_it_is(month, unit):
    owe(unit)
    owe(unit, {"value": 3})
    owe(unit, {"value": None})
    owe(unit, moves("returned"))
    owe(unit, moves("returned"), {"value": 4})
    owe(unit, moves("submitted"))

    (one,) = found(month)

    lacks = [missing.lack for missing in one.missing]
    assert sorted(lacks) == sorted([Lack.EMPTY, Lack.DRAFT, Lack.EMPTY, Lack.RETURNED, Lack.DRAFT])
    assert one.owed == 6


def test_published_figure_that_is_corrected_is_not_owed(month):
    series = SeriesFactory()
    revision = publish(series, month.month, 5)
    RevisionFactory(figure=revision.figure, number=2, value=6, reason="笔误")

    assert found(month) == []


def test_units_stand_in_official_order_with_their_own_due_moment(month):
    area = OrganisationFactory(kind="area", position=1)
    department = OrganisationFactory(position=2)
    owe(department)
    owe(area)
    KindDue.objects.create(reporting_month=month, kind="area", due_at=NOW)

    told = [(one.organisation, one.due_at) for one in found(month)]

    assert told == [(area, NOW), (department, month.due_at)]


def test_unit_has_its_contacts_and_the_keeper_of_each_line(month, unit):
    keeper = UserFactory(organisation=unit, name="张某")
    owe(unit, keeper=keeper)
    Contact.objects.create(organisation=unit, name="李某", post="科长", phone="0395-3100001")
    Contact.objects.create(organisation=unit, name="赵某", post="科长", is_active=False)

    (one,) = found(month)

    assert one.missing[0].keeper == "张某"
    assert [(shown.contact.name, shown.shows_phone) for shown in one.contacts] == [("李某", True)]
    (foreign,) = reminders(month, UserFactory(), NOW)
    assert not foreign.contacts[0].shows_phone


def test_excepted_unit_may_report_until_the_end_of_its_exception(month, unit):
    owe(unit)
    granted = {"granted_at": NOW, "granted_by": UserFactory(), "reason": "系统迁移"}
    LockException.objects.create(
        reporting_month=month, organisation=unit, until=NOW + DAY, **granted
    )

    assert [one.until for one in found(month)] == [NOW + DAY]
    assert [one.ends_at for one in found(month, NOW + 2 * DAY)] == [month.due_at]


def test_queries_do_not_grow_with_rows(month, django_assert_num_queries):
    reader = UserFactory(role=Role.COORDINATOR)
    for _ in range(3):
        owe(OrganisationFactory(), moves("returned"))

    with django_assert_num_queries(7):
        reminders(month, reader, NOW)
