"""The agenda of the chair: proposed, taken off, counted, added to, until the minutes are out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy.models import (
    AgendaItem,
    AgendaOutcome,
    AgendaReason,
    Event,
    Meeting,
    PageCounter,
    Role,
)
from strategy.progress import Standing
from strategy.services.agendas import (
    NewItem,
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    propose_agenda,
    remove_agenda_item,
    restore_agenda_item,
)
from strategy.services.meetings import (
    MeetingError,
    hold_meeting,
    issue_minutes,
    keep_item_record,
)
from tests.factories import MeetingFactory, OrganisationFactory, TaskFactory, UserFactory
from tests.factories.agendas import (
    TODAY,
    handled,
    listed,
    noon,
    publish_months,
    stands,
)
from tests.factories.matters import coordinator, problem

WEEK = timedelta(days=7)
NOW = noon(TODAY)
FAR = Standing.FAR_BEHIND


@pytest.fixture
def office(db):
    return coordinator()


@pytest.fixture
def meeting(db) -> Meeting:
    return MeetingFactory(number=1, meets_on=TODAY)


def add(meeting: Meeting, *titles: str, **named) -> list[AgendaItem]:
    new = [NewItem(title, **named) for title in titles]
    return [add_agenda_item(meeting, one, by=coordinator(), at=NOW) for one in new]


def propose(meeting: Meeting, at=NOW) -> list[str]:
    return [one.title for one in propose_agenda(meeting, by=coordinator(), at=at).added]


def titles(meeting: Meeting) -> list[str]:
    standing = meeting.agenda.filter(removed_at__isnull=True)
    return list(standing.order_by("position", "pk").values_list("title", flat=True))


def issue(meeting: Meeting, at=NOW) -> None:
    hold_meeting(meeting, by=coordinator(), at=at)
    issue_minutes(meeting, by=coordinator(), at=at, carries=True)


def test_proposals_are_written_with_their_evidence(office, meeting):
    matter = handled("用地", date(2022, 8, 6))

    (row,) = propose_agenda(meeting, by=office, at=NOW).added

    row = AgendaItem.objects.get(pk=row.pk)
    assert (row.position, row.reason, row.title) == (1, AgendaReason.OVERDUE, "用地")
    assert row.sentence == f"{matter}，办理时限2022年8月6日，已逾期9天，办理中"
    assert (row.owner.name, row.matter, row.minutes) == ("用地局", matter, 5)
    assert (row.added_at, row.added_by, row.outcome) == (NOW, office, AgendaOutcome.PENDING)
    event = Event.objects.get(verb="生成议程")
    assert (event.subject_key, event.detail) == ("weekly 1", {"added": ["用地"]})


def test_proposing_again_adds_nothing_and_says_nothing(meeting):
    handled("用地", date(2022, 8, 6))
    propose(meeting)
    told, counter = Event.objects.count(), PageCounter.objects.get().value

    assert propose(meeting) == []

    assert titles(meeting) == ["用地"]
    assert (Event.objects.count(), PageCounter.objects.get().value) == (told, counter)


def test_what_is_new_stands_at_the_end_and_the_order_of_the_chair_stays(meeting):
    publish_months()
    handled("用地", date(2022, 8, 6))
    handled("环评", TODAY)
    propose(meeting)
    add(meeting, "展会筹备")
    move_agenda_item(meeting.agenda.get(title="展会筹备"), by=coordinator(), at=NOW, place=1)
    move_agenda_item(meeting.agenda.get(title="环评"), by=coordinator(), at=NOW, up=True)
    handled("用工", date(2022, 8, 12))
    stands(listed(TaskFactory, "T901", "招商"), FAR, gap=-12)

    assert propose(meeting) == ["招商", "用工"]

    assert titles(meeting) == ["展会筹备", "环评", "用地", "招商", "用工"]


def test_what_the_chair_took_off_is_kept_with_the_reason_and_not_proposed_again(office, meeting):
    handled("用地", date(2022, 8, 6))
    (row,) = propose_agenda(meeting, by=office, at=NOW).added

    remove_agenda_item(row, " 已另行调度 ", by=office, at=NOW)

    assert propose(meeting) == []
    assert titles(meeting) == []
    row.refresh_from_db()
    assert (row.removal_reason, row.removed_by, row.removed_at) == ("已另行调度", office, NOW)
    assert Event.objects.get(verb="撤下议题").detail == {"item": "用地", "note": "已另行调度"}


def test_third_time_that_something_comes_up_is_counted(office, meeting):
    handled("用地", date(2022, 8, 6))
    add(meeting, "展会筹备")
    propose(meeting)
    issue(meeting)
    second = MeetingFactory(number=2, meets_on=TODAY + WEEK)
    propose(second, NOW + WEEK)
    assert titles(second) == ["展会筹备", "用地"]
    gone = second.agenda.get(title="展会筹备")
    kept = remove_agenda_item(gone, "另行研究", by=office, at=NOW + WEEK)
    restore_agenda_item(kept, by=office, at=NOW + WEEK)
    done = second.agenda.get(title="用地")
    hold_meeting(second, by=office, at=NOW + WEEK)
    keep_item_record(done, "已研究", "concluded", by=office, at=NOW + WEEK, version=1)
    issue_minutes(second, by=office, at=NOW + WEEK, carries=True)
    third = MeetingFactory(number=3, meets_on=TODAY + 2 * WEEK)

    rows = propose_agenda(third, by=office, at=NOW + 2 * WEEK).added

    assert [(row.title, row.reason, row.appearance) for row in rows] == [
        ("展会筹备", AgendaReason.LEFT_OPEN, 3),
        ("用地", AgendaReason.OVERDUE, 3),
    ]


def test_agenda_of_an_earlier_day_knows_no_more_than_that_day(meeting):
    publish_months()
    stands(listed(TaskFactory, "T901", "招商"), Standing.BEHIND, FAR, gap=-12)
    early = noon(date(2022, 8, 1))

    assert propose_agenda(meeting, by=coordinator(), at=early, known_at=early) == ([], [])
    assert propose(meeting) == ["招商"]


def test_only_a_meeting_in_preparation_is_proposed_for(office, meeting):
    add(meeting, "展会筹备")
    hold_meeting(meeting, by=office, at=NOW)
    handled("用地", date(2022, 8, 6))

    with pytest.raises(MeetingError, match="第1次服务企业周例会已召开，不能再生成议程。"):
        propose(meeting)


def test_added_item_stands_last_with_what_it_is_about(office, meeting):
    item, unit = listed(TaskFactory, "T901", "招商", is_sample=True), OrganisationFactory()
    matter = problem(title="用地")
    add(meeting, "展会筹备")

    about = {"owner": unit, "presenter": " 主要负责同志 ", "minutes": 15}
    (of_item,) = add(meeting, " 招商 ", item=item, **about)
    (of_matter,) = add(meeting, "用地", matter=matter)

    assert (of_item.position, of_item.title, of_item.reason) == (2, "招商", AgendaReason.ADDED)
    assert (of_item.owner, of_item.presenter, of_item.minutes) == (unit, "主要负责同志", 15)
    assert (of_item.subject, of_item.is_sample) == ("item:T901", True)
    assert (of_matter.subject, of_matter.is_sample) == (f"matter:{matter.pk}", False)


def test_added_item_counts_how_often_it_has_come_up(office, meeting):
    item = listed(TaskFactory, "T901", "招商")
    add(meeting, "招商", item=item)
    issue(meeting)

    (row,) = add(MeetingFactory(number=2, meets_on=TODAY + WEEK), "招商", item=item)

    assert row.appearance == 2


def test_what_is_added_to_a_sample_meeting_is_a_sample(office):
    (row,) = add(MeetingFactory(number=1, is_sample=True), "展会筹备")

    assert row.is_sample


def test_added_item_is_not_proposed_once_more(meeting):
    matter = handled("用地", date(2022, 8, 6))
    add(meeting, "用地问题", matter=matter)

    assert propose(meeting) == []


def test_same_thing_is_not_added_twice(office, meeting):
    item = listed(TaskFactory, "T901", "招商")
    (row,) = add(meeting, "招商", item=item)
    with pytest.raises(MeetingError, match="该事项已在议程中：招商。"):
        add(meeting, "招商再议", item=item)

    remove_agenda_item(row, "另议", by=office, at=NOW)

    with pytest.raises(MeetingError, match="已撤下，如需重新列入，请予以恢复"):
        add(meeting, "招商再议", item=item)


def test_taking_off_needs_a_reason_and_happens_once(office, meeting):
    (row,) = add(meeting, "招商")
    with pytest.raises(MeetingError, match="请填写撤下原因。"):
        remove_agenda_item(row, "  ", by=office, at=NOW)
    with pytest.raises(MeetingError, match="未撤下"):
        restore_agenda_item(row, by=office, at=NOW)

    remove_agenda_item(row, "另议", by=office, at=NOW)

    for verb in VERBS[1:4]:
        with pytest.raises(MeetingError, match="议题“招商”已撤下"):
            verb(row, office)


VERBS = [
    lambda row, by: add_agenda_item(row.meeting, NewItem("议题"), by=by, at=NOW),
    lambda row, by: change_agenda_item(row, "议题", None, "", 5, by=by, at=NOW, version=1),
    lambda row, by: remove_agenda_item(row, "另议", by=by, at=NOW),
    lambda row, by: move_agenda_item(row, by=by, at=NOW, up=False),
    lambda row, by: restore_agenda_item(row, by=by, at=NOW),
    lambda row, by: propose_agenda(row.meeting, by=by, at=NOW),
]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_nobody_but_the_office_keeps_an_agenda(meeting, verb, role):
    (row,) = add(meeting, "招商")

    with pytest.raises(PermissionDenied):
        verb(row, UserFactory(role=role))


@pytest.mark.parametrize("verb", VERBS)
def test_agenda_stands_once_the_minutes_are_out(office, meeting, verb):
    (row,) = add(meeting, "招商")
    issue(meeting)

    with pytest.raises(MeetingError):
        verb(row, office)

    assert titles(meeting) == ["招商"]


@pytest.mark.parametrize("verb", VERBS[:4])
def test_office_keeps_the_agenda_of_a_held_meeting_until_the_minutes(office, meeting, verb):
    row, _ = add(meeting, "招商", "外贸")
    hold_meeting(meeting, by=office, at=NOW)
    counter = PageCounter.objects.get().value

    verb(row, office)

    assert PageCounter.objects.get().value == counter + 1
