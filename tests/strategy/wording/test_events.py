"""Lines of a history."""

from datetime import datetime

import pytest

from strategy.clock import SHANGHAI
from strategy.models import Event
from strategy.wording.events import event_entries
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)


@pytest.fixture
def clerk():
    return UserFactory(name="王某", organisation=OrganisationFactory(name="市工信局"))


def approved(key, actor, **detail):
    return Event(
        verb="审核通过", actor=actor, at=NOON, subject_kind="strategy.figure", subject_key=key,
        detail=detail,
    )  # fmt: skip


def test_a_line_says_when_what_and_who(clerk):
    event = approved("A1-loans 2022-06", clerk, number=2, value="5700.0000")

    (entry,) = event_entries([event], {"A1-loans": "省级“科技贷”资金"})

    assert entry.when == "2022-07-10 12:00"
    assert entry.title == "审核通过：省级“科技贷”资金"
    assert entry.note == "市工信局 王某，第2版，数值5,700"


def test_what_one_person_did_at_once_is_one_line(clerk):
    events = [approved(f"A1-{name} 2022-06", clerk, number=1) for name in ("a", "b")]

    (entry,) = event_entries(events, {"A1-a": "甲", "A1-b": "乙"})

    assert entry.title == "审核通过：甲等2项"


def test_the_machine_has_a_name_too():
    (entry,) = event_entries([approved("A1-a 2022-06", None)])

    assert entry.note == "系统"


def test_a_changed_contact_tells_which_fields(clerk):
    event = approved("zhaoling", clerk, contact="李某", changes={"phone": ["--", "186****1402"]})

    assert event_entries([event])[0].note == "市工信局 王某，联系人李某，电话"
