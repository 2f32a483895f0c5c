"""The sample year's meetings and matters: marked, on samples alone, and in every state there is."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.db.models import F, Q

from luohe_tracker.services.data_checks import find_problems
from luohe_tracker.services.matter_checks import matter_problems
from luohe_tracker.services.sample_removal import remove_sample_year
from strategy import clock, kept_files
from strategy.models import (
    AgendaItem,
    AgendaReason,
    Attachment,
    Matter,
    MatterRequest,
    MatterStatus,
    MatterStep,
    Meeting,
    MeetingSeries,
    MeetingStage,
    Organisation,
    ReturnVisit,
    Slip,
    TrackedItem,
    User,
    Verb,
)
from strategy.progress.ladder import Rung, rung_on
from strategy.queries.meetings import follow_up, next_meeting
from strategy.services.matters import register_matter
from strategy.services.meetings import NewMeeting, open_meeting
from strategy.services.new_matters import NewMatter
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_year")]

TODAY = date(2022, 8, 10)
NOW = datetime(2022, 8, 10, 12, tzinfo=clock.SHANGHAI)
BEGINNING = datetime(2022, 8, 10, tzinfo=clock.SHANGHAI)


def samples():
    return Meeting.objects.filter(series__code="sample-weekly").order_by("number")


def test_eighteen_meetings_are_issued_and_the_next_is_prepared():
    stages = Counter(meeting.stage for meeting in samples())

    assert stages == {MeetingStage.ISSUED: 18, MeetingStage.PREPARING: 1}
    assert [one.number for one in samples()] == list(range(1, 20))
    assert next_meeting(TODAY).meets_on == date(2022, 8, 12)


def test_all_of_it_is_marked_and_the_real_series_keeps_its_two_meetings():
    assert not Matter.objects.filter(is_sample=False).exists()
    assert not samples().filter(is_sample=False).exists()
    assert not AgendaItem.objects.filter(meeting__in=samples(), is_sample=False).exists()
    assert not Matter.objects.exclude(title__startswith="示例：").exists()
    assert Meeting.objects.filter(is_sample=False).count() == 2


def test_matters_are_about_sample_items_alone():
    assert not Matter.objects.filter(item__is_sample=False).exists()
    added = AgendaItem.objects.filter(meeting__in=samples(), reason=AgendaReason.ADDED)
    assert not added.filter(item__is_sample=False).exists()


def test_every_state_and_every_rung_is_there_on_the_day_of_the_demonstration():
    steps = MatterStep.objects.known_at(None)

    assert {step.status for step in steps} == set(MatterStatus)
    assert {rung_on(step.due_on, TODAY) for step in steps.with_unit()} == set(Rung)
    assert set(MatterStep.objects.values_list("verb", flat=True)) == set(Verb)
    assert 55 <= Matter.objects.count() <= 70


def test_one_matter_has_no_lead_and_is_on_the_next_agenda():
    (step,) = MatterStep.objects.known_at(None).filter(lead=None)

    assert step.verb == Verb.RELEASE
    agenda = next_meeting(TODAY).agenda.filter(reason=AgendaReason.OWNERLESS)
    assert agenda.get().matter == step.matter


def test_slips_requests_and_return_visits_are_there_in_their_kinds():
    assert set(Slip.objects.values_list("rung", flat=True)) == {"blue", "yellow", "red"}
    assert set(MatterRequest.objects.values_list("kind", "is_granted")) >= {
        ("extension", True), ("extension", False), ("extension", None),
        ("objection", True), ("objection", False),
    }  # fmt: skip
    assert set(ReturnVisit.objects.values_list("is_satisfied", flat=True)) == {True, False}


def test_nobody_closes_what_a_person_of_the_same_unit_handled():
    closed = MatterStep.objects.filter(verb__in=[Verb.VERIFY, Verb.CLOSE])

    assert not closed.filter(organisation=F("lead")).exists()
    assert closed.filter(verb=Verb.CLOSE, lead__code="office").exists()


def test_the_next_meeting_begins_with_what_came_of_the_last():
    found = follow_up(next_meeting(TODAY), TODAY)

    assert found.last.number == 18
    assert all([found.closed, found.open, found.overdue])


def test_every_moment_lies_before_the_day_of_the_demonstration():
    assert not MatterStep.objects.filter(at__gte=BEGINNING).exists()
    assert not Meeting.objects.filter(Q(opened_at__gte=BEGINNING) | Q(held_at__gte=BEGINNING))
    assert not User.objects.filter(is_active=True).exists()


def test_the_evidence_of_a_close_can_be_opened():
    for checksum in set(Attachment.objects.values_list("checksum", flat=True)):
        assert kept_files.path_of(checksum).read_bytes().startswith(b"%PDF")


def test_a_step_that_is_missing_or_current_twice_is_found():
    first, second = Matter.objects.filter(steps__number=3).order_by("pk")[:2]
    MatterStep.objects.filter(matter=first, superseded_at=None).update(superseded_at=NOW)
    second.steps.filter(number=2).delete()

    wrong = {what: names for what, names in matter_problems() if names}

    assert wrong["matters have not exactly one current step"] == [first.label]
    assert wrong["matters have holes in the numbers of their steps"] == [second.label]
    assert wrong["matters have steps that do not follow one another in time"] == [second.label]


def test_a_gap_without_reason_and_a_position_given_twice_are_found():
    samples().filter(number=7).update(number=70)
    Meeting.objects.filter(number=147).update(gap_reason="")
    upcoming = next_meeting(TODAY)
    upcoming.agenda.filter(position=2).update(position=1)

    problems = " ".join(find_problems(on=TODAY, at=NOW))

    gaps = "第147次服务企业周例会, 第8次示例周例会, 第70次示例周例会"
    assert f"leave a gap in the numbers without a reason: {gaps}." in problems
    assert f"agendas give one position to two items: {upcoming}" in problems


def test_what_people_did_with_samples_goes_with_them_and_the_real_stays():
    by = UserFactory(role="coordinator", organisation=Organisation.objects.get(code="office"))
    sample, real = (
        NewMatter("problem", f"事项{n}", User.objects.get(username="ziliao-luru").organisation,
                  due_on=TODAY, item=TrackedItem.objects.get(code=code))
        for n, code in enumerate(["E021", "E001"])
    )  # fmt: skip
    on_sample = register_matter(sample, by=by, at=NOW)
    kept = register_matter(real, by=by, at=NOW)
    weekly = MeetingSeries.objects.get(code="weekly")
    meeting = open_meeting(NewMeeting(weekly, TODAY), by=by, at=NOW)

    remove_sample_year(at=NOW)

    assert list(Matter.objects.all()) == [kept]
    assert not Matter.objects.filter(pk=on_sample.pk).exists()
    assert set(Meeting.objects.values_list("number", flat=True)) == {14, 147, meeting.number}
    assert not Slip.objects.exists()
