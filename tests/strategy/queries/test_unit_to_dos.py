"""The page of work of a unit: every owed row once, what came back with its reason, what waits."""

from datetime import timedelta
from decimal import Decimal

import pytest

from strategy.models import Figure, KindDue, Organisation, Revision, Series, User
from strategy.queries.to_dos import to_do_counts
from strategy.queries.unit_to_dos import MonthDuty, UnitToDos, shares_its_rows, unit_to_dos
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.submissions import submit_revisions
from tests.factories import (
    FigureFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    SeriesFactory,
    UserFactory,
)
from tests.factories.figures import EXPLANATION

from .test_to_dos import AT, DAY, JULY, except_from_lock, lock


@pytest.fixture
def unit(db) -> Organisation:
    return OrganisationFactory(code="zhaoling", kind="area")


@pytest.fixture
def reporter(unit) -> User:
    return UserFactory(organisation=unit, name="李某")


@pytest.fixture
def figures(unit) -> list[Figure]:
    """Six rows that the unit owes in July."""
    ReportingMonthFactory(month=JULY, due_at=AT + 2 * DAY)
    reviewer = OrganisationFactory(short_name="市工信局")
    lines = [SeriesFactory(organisation=unit, reviewer=reviewer) for _ in range(6)]
    return [FigureFactory(series=line, month=JULY) for line in lines]


@pytest.fixture
def stages(figures, reporter) -> UserFactory:
    """Of the six one is blank, one a draft, one emptied, one sent back, one waits, one approved."""
    reviewer = UserFactory(organisation=figures[0].series.reviewer, name="赵某")
    _, begun, emptied, back, waiting, done = figures
    enter(begun, reporter)
    enter(emptied, reporter)
    enter(emptied, reporter, value=None, explanation="")
    (sent,) = submit_revisions(enter(back, reporter), by=reporter, at=AT - 2 * DAY)
    return_revision(sent, "与名单不符", by=reviewer, at=AT - DAY)
    enter(back, reporter, note="已核对")
    submit_revisions(enter(waiting, reporter), by=reporter, at=AT - 3 * DAY)
    approve_revisions(
        submit_revisions(enter(done, reporter), by=reporter, at=AT), by=reviewer, at=AT
    )
    return reviewer


def enter(figure, by, value=5, explanation=EXPLANATION, **typed) -> list[Revision]:
    value = None if value is None else Decimal(value)
    entry = Entry(figure, value, explanation=explanation, **typed)
    return enter_figures([entry], by=by, at=AT)


def to_dos(user, *, whole=True) -> UnitToDos:
    return unit_to_dos(user, AT, whole=whole)


def numbers(duty: MonthDuty) -> dict[str, int]:
    names = ("owed", "blank", "drafts", "returned", "submitted", "approved")
    return {name: getattr(duty, name) for name in names}


def test_every_owed_row_is_counted_once(stages, reporter):
    (july,) = to_dos(reporter).months

    counts = numbers(july)

    assert counts == {
        "owed": 6, "blank": 2, "drafts": 1, "returned": 1, "submitted": 1, "approved": 1,
    }  # fmt: skip
    assert july.unreported == to_do_counts(reporter, AT).to_report == 4


def test_returned_row_tells_why_who_and_when(stages, reporter):
    (back,) = to_dos(reporter).returned

    assert (back.return_reason, back.decided_by, back.decided_at) == (
        "与名单不符", "赵某", AT - DAY,
    )  # fmt: skip


def test_waiting_rows_are_told_by_reviewer_with_the_oldest_moment(stages, reporter):
    (waiting,) = to_dos(reporter).waiting

    assert (waiting.reviewer, waiting.count) == ("市工信局", 1)
    assert waiting.since == AT - 3 * DAY


def test_correction_under_way_stands_apart_from_what_is_owed(stages, figures, reporter):
    enter(figures[-1], reporter, value=6, reason="统计口径更正")

    found = to_dos(reporter)

    assert [one.reason for one in found.corrections] == ["统计口径更正"]
    assert found.months[0].drafts == 1


def test_returned_correction_came_back_too(stages, figures, reporter):
    done = figures[-1]
    sent = submit_revisions(enter(done, reporter, value=6, reason="更正"), by=reporter, at=AT)
    return_revision(sent[0], "依据不足", by=stages, at=AT)

    found = to_dos(reporter)

    assert [one.return_reason for one in found.returned] == ["与名单不符", "依据不足"]
    assert found.months[0].returned == 1


def test_month_in_which_all_is_approved_is_no_work_unless_it_is_the_newest(stages, reporter):
    june = ReportingMonthFactory()
    line = Series.objects.filter(organisation=reporter.organisation).first()
    figure = FigureFactory(series=line, month=june.month)
    assert [one.open.month for one in to_dos(reporter).months] == [june.month, JULY]

    sent = submit_revisions(enter(figure, reporter), by=reporter, at=AT)
    approve_revisions(sent, by=stages, at=AT)

    assert [one.open.month for one in to_dos(reporter).months] == [JULY]


def test_locked_month_is_shown_to_an_excepted_unit_until_then(figures, reporter):
    month = lock()
    assert to_dos(reporter).months == ()

    except_from_lock(month, reporter.organisation, until=AT + DAY)

    (july,) = to_dos(reporter).months
    assert july.open.until == july.open.ends_at == AT + DAY


def test_kind_of_unit_has_its_own_due_moment(figures, reporter):
    month = ReportingMonthFactory(month=JULY)
    KindDue.objects.create(reporting_month=month, kind="department", due_at=AT + 9 * DAY)
    assert to_dos(reporter).months[0].open.due_at == AT + 2 * DAY

    KindDue.objects.create(reporting_month=month, kind="area", due_at=AT + DAY)

    assert to_dos(reporter).months[0].open.due_at == AT + DAY


def test_own_rows_can_be_seen_alone_and_come_first(stages, figures, reporter):
    colleague = UserFactory(organisation=reporter.organisation)
    assert not shares_its_rows(reporter)
    keep(figures[1], colleague)
    keep(figures[3], reporter)

    assert shares_its_rows(reporter)
    assert to_dos(reporter).months[0].owed == 6
    assert to_dos(reporter, whole=False).months[0].owed == 5
    assert to_dos(colleague, whole=False).returned == ()


def keep(figure, keeper):
    figure.series.keeper = keeper
    figure.series.save()


def test_another_unit_sees_nothing_of_it(stages):
    assert to_dos(stages) == UnitToDos((), (), (), (), ())


def test_queries_do_not_grow_with_rows(stages, figures, reporter, django_assert_num_queries):
    with django_assert_num_queries(4):
        to_dos(reporter)

    for line in (SeriesFactory(organisation=reporter.organisation) for _ in range(5)):
        submit_revisions(
            enter(FigureFactory(series=line, month=JULY), reporter), by=reporter, at=AT
        )

    with django_assert_num_queries(4):
        assert len(to_dos(reporter).waiting) == 6


def test_age_is_that_of_the_last_step(stages, reporter):
    (back,) = to_dos(reporter).returned

    assert AT - back.moment == timedelta(days=1)
