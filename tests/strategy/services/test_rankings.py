"""The switch, and schemes and groups: what has judged a published month stays as it was."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from strategy.clock import SHANGHAI
from strategy.models import AssessmentScheme, Event, PageCounter, RankingSwitch, Role
from strategy.queries.ranking_switch import rankings_are_shown
from strategy.services.rankings import (
    RankingError,
    keep_ranking_group,
    keep_scheme,
    switch_rankings,
)
from tests.factories import (
    MetricFactory,
    OrganisationFactory,
    ReportingMonthFactory,
    RuleFactory,
    SeriesFactory,
    UserFactory,
    publish,
)
from tests.factories.rankings import RankingGroupFactory, WeightFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 8, 10, 9, tzinfo=SHANGHAI)
JUNE = date(2022, 6, 1)


@pytest.fixture
def office():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def published():
    """June is published."""
    RuleFactory()
    ReportingMonthFactory()
    publish(SeriesFactory(), JUNE, 10)


@pytest.fixture
def scheme():
    """In force since January, with one weight."""
    return WeightFactory(points=100).scheme


def weights_of(scheme: AssessmentScheme) -> dict:
    return {one.metric: one.points for one in scheme.weights.all()}


def new_scheme(group, starts_on: date, **named) -> AssessmentScheme:
    return AssessmentScheme(group=group, name="新办法", starts_on=starts_on, **named)


def in_force(month: date) -> list[AssessmentScheme]:
    return [one for one in AssessmentScheme.objects.all() if one.is_in_force(month)]


def whole() -> dict:
    return {MetricFactory(): Decimal(60), MetricFactory(): Decimal(40)}


# The switch


def test_rankings_show_until_somebody_hides_them(office):
    assert rankings_are_shown()

    switch_rankings(False, "另行研究", by=office, at=NOW)
    assert not rankings_are_shown()

    switch_rankings(True, "恢复", by=office, at=NOW)
    assert rankings_are_shown()
    turns = RankingSwitch.objects.order_by("pk").values_list("is_shown", "reason", "switched_by")
    assert list(turns) == [(False, "另行研究", office.pk), (True, "恢复", office.pk)]


def test_each_turn_is_logged_and_makes_pages_anew(office):
    before = PageCounter.objects.values_list("value", flat=True).first() or 0

    switch_rankings(False, " 另行研究 ", by=office, at=NOW)

    event = Event.objects.latest("pk")
    assert (event.verb, event.actor, event.detail) == (
        "停止公开排名", office, {"reason": "另行研究"},
    )  # fmt: skip
    assert PageCounter.objects.get().value == before + 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_turn_without_a_reason(office, reason):
    with pytest.raises(RankingError, match="须说明原因"):
        switch_rankings(False, reason, by=office, at=NOW)

    assert not RankingSwitch.objects.exists()


def test_turn_to_where_it_stands_is_refused(office):
    with pytest.raises(RankingError, match="已经公开"):
        switch_rankings(True, "公开", by=office, at=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_the_office_alone_turns_the_switch_and_keeps_the_rules(role, scheme):
    person = UserFactory(role=role)

    with pytest.raises(PermissionDenied):
        switch_rankings(False, "原因", by=person, at=NOW)
    with pytest.raises(PermissionDenied):
        keep_scheme(scheme, weights_of(scheme), by=person, at=NOW)
    with pytest.raises(PermissionDenied):
        keep_ranking_group(scheme.group, [], by=person, at=NOW)


# Schemes


def test_weights_sum_to_a_hundred(office, scheme):
    with pytest.raises(RankingError, match="合计须为100分，现为90分"):
        keep_scheme(scheme, {MetricFactory(): Decimal(90)}, by=office, at=NOW)


def test_scheme_that_judged_no_published_month_can_be_changed(office, scheme):
    weights = whole()
    scheme.cap = 150

    keep_scheme(scheme, weights, by=office, at=NOW)

    scheme.refresh_from_db()
    assert (scheme.cap, weights_of(scheme)) == (150, weights)


@pytest.mark.parametrize("change", ["weights", "cap", "starts_on", "name"])
def test_scheme_that_judged_a_published_month_is_not_changed(office, scheme, published, change):
    weights = whole() if change == "weights" else weights_of(scheme)
    scheme.cap = 150 if change == "cap" else scheme.cap
    scheme.starts_on = date(2022, 2, 1) if change == "starts_on" else scheme.starts_on
    scheme.name = "别的" if change == "name" else scheme.name

    with pytest.raises(RankingError, match="已用于2022年6月等已发布报告期，不能改写"):
        keep_scheme(scheme, weights, by=office, at=NOW)


def test_it_can_be_ended_after_the_last_published_month(office, scheme, published):
    scheme.ends_on = JUNE
    with pytest.raises(RankingError, match="止月须晚于已发布的2022年6月") as refused:
        keep_scheme(scheme, weights_of(scheme), by=office, at=NOW)
    assert refused.value.field == "ends_on"

    scheme.ends_on = date(2022, 7, 1)
    keep_scheme(scheme, weights_of(scheme), by=office, at=NOW)

    assert AssessmentScheme.objects.get().ends_on == date(2022, 7, 1)


def test_new_scheme_closes_the_one_in_force(office, scheme, published):
    follower = new_scheme(scheme.group, date(2022, 7, 1))

    keep_scheme(follower, whole(), by=office, at=NOW)

    scheme.refresh_from_db()
    assert (scheme.ends_on, follower.ends_on) == (date(2022, 7, 1), None)
    assert in_force(JUNE) == [scheme]


def test_new_scheme_does_not_reach_into_a_published_month(office, scheme, published):
    with pytest.raises(RankingError, match="2022年6月已按") as refused:
        keep_scheme(new_scheme(scheme.group, JUNE), whole(), by=office, at=NOW)

    assert refused.value.field == "starts_on"
    assert AssessmentScheme.objects.get() == scheme


def test_schemes_of_a_group_do_not_overlap(office, scheme):
    with pytest.raises(RankingError, match="重叠"):
        keep_scheme(new_scheme(scheme.group, date(2021, 1, 1)), whole(), by=office, at=NOW)


def test_scheme_of_former_months_may_end_where_the_next_begins(office, scheme):
    former = new_scheme(scheme.group, date(2021, 1, 1), ends_on=scheme.starts_on)

    keep_scheme(former, whole(), by=office, at=NOW)

    assert in_force(date(2021, 12, 1)) == [former]


def test_reopening_an_ended_scheme_into_the_next_one_is_refused(office, scheme, published):
    keep_scheme(new_scheme(scheme.group, date(2022, 8, 1)), whole(), by=office, at=NOW)
    scheme.ends_on = date(2022, 9, 1)

    with pytest.raises(RankingError, match="重叠"):
        keep_scheme(scheme, weights_of(scheme), by=office, at=NOW)


def test_months_are_first_days(office):
    group = RankingGroupFactory()

    with pytest.raises(RankingError, match="该月1日"):
        keep_scheme(new_scheme(group, date(2022, 7, 2)), whole(), by=office, at=NOW)


# Groups


def test_units_of_a_group_are_kept_with_it(office):
    units = [OrganisationFactory(), OrganisationFactory()]
    group = RankingGroupFactory()

    keep_ranking_group(group, units, by=office, at=NOW)

    assert set(group.members.all()) == set(units)
    assert Event.objects.latest("pk").detail == {"members": [one.code for one in units]}


def test_units_that_were_ranked_in_a_published_month_stay(office, scheme, published):
    group = scheme.group
    group.name = "改名"

    with pytest.raises(RankingError, match="单位不能改"):
        keep_ranking_group(group, [OrganisationFactory()], by=office, at=NOW)

    keep_ranking_group(group, [], by=office, at=NOW)  # as they are
    group.refresh_from_db()
    assert group.name == "改名"


def test_group_without_a_scheme_may_get_other_units(office, published):
    group = RankingGroupFactory(members=[OrganisationFactory()])
    other = OrganisationFactory()

    keep_ranking_group(group, [other], by=office, at=NOW)

    assert list(group.members.all()) == [other]


def test_two_groups_may_have_schemes_of_the_same_month(office, scheme):
    other = keep_scheme(
        new_scheme(RankingGroupFactory(), date(2022, 1, 1)), whole(), by=office, at=NOW
    )

    assert len(in_force(JUNE)) == 2
    assert other.weights.count() == 2
