"""What the office has said of months, in the admin: to look at, in Chinese, and for it alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from strategy.models import (
    DueRule,
    KindDue,
    LockException,
    Notice,
    ReportingMonth,
    ReportingYear,
    Role,
)
from tests.factories import OrganisationFactory, ReportingMonthFactory, UserFactory
from tests.factories.figures import NOON

pytestmark = pytest.mark.django_db

KINDS = {
    DueRule: "截止规则",
    KindDue: "分类截止时间",
    LockException: "锁定例外",
    Notice: "通知公告",
    ReportingMonth: "报告期",
    ReportingYear: "报告年度",
}
ADMINISTRATORS = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR]


@pytest.fixture
def office(client):
    user = UserFactory(role=Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def records(office):
    """One of each."""
    month, unit = ReportingMonthFactory(), OrganisationFactory()
    given = {"granted_at": NOON, "granted_by": office, "until": NOON + timedelta(days=1)}
    return [
        month,
        DueRule.objects.create(from_month=date(2022, 1, 1)),
        KindDue.objects.create(reporting_month=month, kind="area", due_at=NOON),
        LockException.objects.create(
            reporting_month=month, organisation=unit, reason="停电", **given
        ),
        ReportingYear.objects.create(year=2022, opened_at=NOON, opened_by=office),
        Notice.objects.create(
            title="通知", text="请按时填报", from_on=NOON.date(), posted_at=NOON, posted_by=office
        ),
    ]


def address(record, page, *args):
    return reverse(f"admin:strategy_{record._meta.model_name}_{page}", args=args)


def test_they_are_listed_and_opened_but_not_changed(client, records):
    assert {type(one) for one in records} == set(KINDS)
    for one in records:
        listed = client.get(address(one, "changelist")).content.decode()
        opened = client.get(address(one, "change", one.pk))

        assert KINDS[type(one)] in listed
        assert opened.status_code == 200
        assert 'name="_save"' not in opened.content.decode()
        assert client.post(address(one, "change", one.pk)).status_code == 403
        assert client.get(address(one, "add")).status_code == 403
        assert client.get(address(one, "delete", one.pk)).status_code == 403


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_the_three_administrators_see_none_of_them(client, role):
    client.force_login(UserFactory(role=role))

    for kind in KINDS:
        assert client.get(address(kind, "changelist")).status_code == 403
