"""The passport of a number: its state, its chain, its inputs, and who may see what."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from strategy.clock import SHANGHAI
from strategy.models import Figure, Role
from strategy.queries.passports import FigureMissingError, FigureState, passport
from strategy.services.evidence import give_up_draft
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import NewTarget, return_revision, set_targets
from strategy.services.submissions import submit_revisions
from tests.factories import (
    FigureFactory,
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    TaskFactory,
    UserFactory,
    publish,
)
from tests.factories.attempts import import_line
from tests.factories.evidence import EvidenceFactory
from tests.factories.figures import EXPLANATION

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)
LATER = NOON + timedelta(days=5)


@pytest.fixture
def official():
    return UserFactory(role=Role.OFFICIAL)


@pytest.fixture
def line():
    """A flow with 3 in May and 5 in June."""
    RuleFactory()
    for month in (MAY, JUNE):
        ReportingMonthFactory(month=month)
    line = SeriesFactory()
    publish(line, MAY, 3)
    publish(line, JUNE, 5)
    return line


def draft(line, value):
    reporter = UserFactory(organisation=line.organisation)
    figure = Figure.objects.get(series=line, month=JUNE)
    entry = Entry(figure, Decimal(value), reason="补报", explanation=EXPLANATION)
    return enter_figures([entry], by=reporter, at=LATER)[0]


def test_a_published_number_has_its_result_and_its_people(line, official):
    found = passport(line.code, JUNE, official, None)

    assert found.state == FigureState.PUBLISHED
    assert (found.result.value, found.result.to_date) == (5, 8)
    assert found.approved.decided_by.organisation == line.reviewer
    assert [one.month for one in found.year] == [MAY, JUNE]


def test_an_unknown_series_is_refused_in_words(line, official):
    with pytest.raises(FigureMissingError, match="没有代码为“P9-none”的填报项"):
        passport("P9-none", JUNE, official, None)


def test_a_month_asked_of_nobody_is_not_owed(line, official):
    found = passport(line.code, date(2022, 4, 1), official, None)

    assert (found.state, found.result) == (FigureState.NOT_OWED, None)


def test_an_owed_number_is_awaited_until_it_is_approved(line, official):
    other = SeriesFactory(item=line.item, metric=line.metric, is_headline=False)
    FigureFactory(series=other, month=JUNE)

    assert passport(other.code, JUNE, official, None).state == FigureState.AWAITED


def test_what_is_said_not_to_apply_is_told_so(line, official):
    other = SeriesFactory(item=line.item, metric=line.metric, is_headline=False)
    publish(other, JUNE, None, not_applicable=True, note="停产检修", at=LATER)

    found = passport(other.code, JUNE, official, None)

    assert found.state == FigureState.NOT_APPLICABLE
    assert found.approved.note == "停产检修"


def test_a_correction_stands_on_what_it_replaced(line, official):
    publish(line, JUNE, 6, at=LATER, reason="漏报一户")

    found = passport(line.code, JUNE, official, None)

    assert (found.approved.value, found.replaced.value) == (6, 5)
    assert [one.number for one in found.revisions] == [2, 1]


def test_as_of_a_day_a_later_correction_is_not_known(line, official):
    publish(line, JUNE, 6, at=LATER, reason="漏报一户")

    found = passport(line.code, JUNE, official, LATER)

    assert (found.approved.value, found.result.value) == (5, 5)
    assert found.replaced is None
    assert {event.detail["number"] for event in found.events} == {1}


def test_a_draft_shows_to_its_reporters_and_reviewers_only(line, official):
    draft(line, 7)
    reporter = UserFactory(organisation=line.organisation)
    reviewer = UserFactory(organisation=line.reviewer)
    stranger = UserFactory(role=Role.STAFF)

    def numbers(user, at=None):
        return [one.number for one in passport(line.code, JUNE, user, at).revisions]

    assert numbers(reporter) == numbers(reviewer) == [2, 1]
    assert numbers(official) == numbers(stranger) == [1]
    assert numbers(reporter, at=LATER + timedelta(days=1)) == [1]


def test_the_log_of_a_draft_is_hidden_with_it(line, official):
    draft(line, 7)
    reporter = UserFactory(organisation=line.organisation)

    def logged(user):
        return {event.detail["number"] for event in passport(line.code, JUNE, user, None).events}

    assert (logged(reporter), logged(official)) == ({1, 2}, {1})


def test_the_target_that_holds_is_told_from_the_original(line, official):
    coordinator = UserFactory(role=Role.COORDINATOR)
    first = NewTarget(line, Decimal(100), date(2022, 1, 1), plan={MAY: Decimal(30)})
    set_targets([first], by=coordinator, at=NOON)
    set_targets([NewTarget(line, Decimal(80), JUNE, reason="年中调整")], by=coordinator, at=LATER)

    june = passport(line.code, JUNE, official, None)
    may = passport(line.code, MAY, official, None)

    assert (june.target.value, june.targets[-1].value) == (80, 100)
    assert (may.target.value, may.planned) == (100, 30)
    assert june.planned is None


def test_a_total_names_its_parts_in_official_order(official):
    RuleFactory()
    ReportingMonthFactory(month=JUNE)
    item, metric = TaskFactory(), MetricFactory()
    for place in (2, 1):
        area = OrganisationFactory(code=f"area-{place}", position=place)
        part = SeriesFactory(item=item, metric=metric, organisation=area, is_headline=False)
        publish(part, JUNE, place * 10, at=NOON - timedelta(minutes=place))
    total = SeriesFactory(item=item, metric=metric, organisation=None, reviewer=None, is_total=True)
    publish(part, JUNE, 11, at=LATER, reason="更正")

    found = passport(total.code, JUNE, official, None)

    assert found.state == FigureState.COMPUTED
    assert [row.organisation_code for row in found.inputs] == ["area-1", "area-2"]
    assert sum(row.to_date for row in found.inputs) == found.result.to_date == 31


def test_a_ratio_names_numerator_and_denominator(official):
    RuleFactory()
    ReportingMonthFactory(month=JUNE)
    above, below = MetricFactory(code="z-above"), MetricFactory(code="b-below")
    rate = MetricFactory(accumulation="ratio", unit="%", numerator=above, denominator=below)
    unit, item = OrganisationFactory(), TaskFactory()
    terms = [
        SeriesFactory(item=item, metric=metric, organisation=unit, is_headline=False)
        for metric in (above, below)
    ]
    share = SeriesFactory(item=item, metric=rate, organisation=unit)
    for line, value in zip(terms, (30, 40), strict=True):
        publish(line, JUNE, value, at=NOON + timedelta(minutes=value))

    found = passport(share.code, JUNE, official, None)

    assert found.state == FigureState.COMPUTED
    assert [row.metric_code for row in found.inputs] == ["z-above", "b-below"]
    assert found.result.value == 75


def test_the_number_of_queries_does_not_grow(line, official, django_assert_max_num_queries):
    for turn in range(1, 11):
        publish(line, JUNE, 5 + turn, at=LATER + timedelta(days=turn), reason="更正")

    with django_assert_max_num_queries(10):
        found = passport(line.code, JUNE, official, None)
        people = [one.decided_by.organisation.short_name for one in found.revisions]

    assert len(people) == 11


def send_back(line, value, reason="缺名单"):
    reporter = UserFactory(organisation=line.organisation)
    (submitted,) = submit_revisions([draft(line, value)], by=reporter, at=LATER)
    return return_revision(submitted, reason, by=UserFactory(organisation=line.reviewer), at=LATER)


def test_what_came_back_is_for_its_reporters_and_reviewers_only(line, official):
    send_back(line, 7)
    reporter = UserFactory(organisation=line.organisation)

    def numbers(user, at=None):
        return [one.number for one in passport(line.code, JUNE, user, at).revisions]

    assert numbers(reporter) == [2, 1]
    assert numbers(official) == [1]
    assert numbers(reporter, at=LATER) == [1]
    assert numbers(reporter, at=LATER + timedelta(days=1)) == [2, 1]


def test_a_correction_given_up_is_no_revision(line, official):
    correction = draft(line, 7)
    reporter = UserFactory(organisation=line.organisation)
    give_up_draft(correction.figure, version=correction.version, by=reporter, at=LATER)

    found = passport(line.code, JUNE, reporter, None)

    assert [one.number for one in found.revisions] == [1]
    assert {event.detail["number"] for event in found.events} == {1}


def test_each_revision_has_its_own_files_and_batch(line, official, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first = passport(line.code, JUNE, official, None).approved
    kept = EvidenceFactory(revision=first)
    batch = import_line(first, version=first.version).batch
    correction = draft(line, 7)
    reporter = correction.entered_by
    EvidenceFactory(revision=correction, checksum="c" * 64)
    import_line(correction, number=13)

    hidden = passport(line.code, JUNE, official, None)
    shown = passport(line.code, JUNE, reporter, None)
    before = passport(line.code, JUNE, reporter, LATER)

    for found in (hidden, before):
        (attempt,) = found.attempts
        assert (attempt.evidence, attempt.line.batch) == ((kept,), batch)
    assert [len(one.evidence) for one in shown.attempts] == [1, 1]
    assert [one.line.batch.number for one in shown.attempts] == [13, 12]
