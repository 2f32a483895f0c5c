"""Groups and schemes under /admin/: the office keeps them through the services."""

from datetime import date
from decimal import Decimal

import pytest

from strategy.models import AssessmentScheme, Event, RankingGroup, Role
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

JUNE = date(2022, 6, 1)


@pytest.fixture
def office(client):
    client.force_login(UserFactory(role=Role.COORDINATOR))
    return client


def filled(group: RankingGroup, weights: dict, kept=(), **typed) -> dict:
    """The form of a scheme with a row for each weight; `kept` are those that exist."""
    form = {
        "group": group.pk, "name": "考核办法", "starts_on": "2022-07-01", "ends_on": "",
        "cap": "120", "document": "", "weights-TOTAL_FORMS": len(weights),
        "weights-INITIAL_FORMS": len(kept), **typed,
    }  # fmt: skip
    for place, (metric, points) in enumerate(weights.items()):
        form |= {f"weights-{place}-metric": metric.pk, f"weights-{place}-points": points}
    for place, weight in enumerate(kept):
        form |= {f"weights-{place}-id": weight.pk, f"weights-{place}-scheme": weight.scheme_id}
    return form


def test_office_adds_a_group_with_its_units(office):
    units = [OrganisationFactory(), OrganisationFactory()]
    form = {"code": "zones", "name": "功能区", "position": 2, "members": [u.pk for u in units]}

    assert office.post("/admin/strategy/rankinggroup/add/", form).status_code == 302

    assert set(RankingGroup.objects.get().members.all()) == set(units)
    assert Event.objects.filter(subject_key="zones", verb="新增").count() == 1


def test_office_adds_a_scheme_with_its_weights_and_the_former_one_ends(office):
    former = WeightFactory().scheme
    weights = {MetricFactory(): 60, MetricFactory(): 40}

    answer = office.post("/admin/strategy/assessmentscheme/add/", filled(former.group, weights))

    assert answer.status_code == 302
    scheme = AssessmentScheme.objects.get(starts_on=date(2022, 7, 1))
    assert {one.metric: one.points for one in scheme.weights.all()} == weights
    former.refresh_from_db()
    assert former.ends_on == date(2022, 7, 1)


def test_weights_that_are_no_hundred_are_told_on_the_form(office):
    form = filled(RankingGroupFactory(), {MetricFactory(): 60})

    answer = office.post("/admin/strategy/assessmentscheme/add/", form)

    assert "各指标权重合计须为100分，现为60分" in answer.content.decode()
    assert not AssessmentScheme.objects.exists()


@pytest.fixture
def judged():
    """A weight by which the published June was ranked."""
    RuleFactory()
    ReportingMonthFactory()
    publish(SeriesFactory(), JUNE, 10)
    return WeightFactory(scheme__group__members=[OrganisationFactory()])


def test_scheme_of_a_published_month_is_told_to_be_ended_and_followed(office, judged):
    scheme = judged.scheme
    form = filled(scheme.group, {judged.metric: 100}, [judged], starts_on="2022-01-01", cap="150")

    answer = office.post(f"/admin/strategy/assessmentscheme/{scheme.pk}/change/", form)

    assert "不能改写" in answer.content.decode()
    scheme.refresh_from_db()
    assert (scheme.cap, judged.points) == (120, Decimal(100))


def test_scheme_of_a_published_month_can_be_ended(office, judged):
    scheme = judged.scheme
    typed = {"starts_on": "2022-01-01", "ends_on": "2022-07-01", "name": scheme.name}
    form = filled(scheme.group, {judged.metric: 100}, [judged], **typed)

    answer = office.post(f"/admin/strategy/assessmentscheme/{scheme.pk}/change/", form)

    assert answer.status_code == 302
    scheme.refresh_from_db()
    assert scheme.ends_on == date(2022, 7, 1)


def test_units_of_a_published_month_stay(office, judged):
    group = judged.scheme.group
    form = {"code": group.code, "name": group.name, "position": 1, "members": []}

    answer = office.post(f"/admin/strategy/rankinggroup/{group.pk}/change/", form)

    assert "单位不能改" in answer.content.decode()
    assert group.members.count() == 1


@pytest.mark.parametrize("model", ["rankinggroup", "assessmentscheme"])
def test_others_do_not_open_them(client, model):
    client.force_login(UserFactory(role=Role.SYSTEM_ADMINISTRATOR))

    assert client.get(f"/admin/strategy/{model}/").status_code == 403
