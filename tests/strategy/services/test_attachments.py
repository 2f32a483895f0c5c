"""Files of matters and meetings: who attaches them until when, and that none is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy import kept_files
from strategy.models import Attachment, Event, MatterStatus, Role
from strategy.services.attachments import MOST, AttachmentError, attach, detach
from strategy.services.matters import reopen
from tests.factories import MeetingFactory, UserFactory
from tests.factories.evidence import PDF
from tests.factories.matters import REGISTERED_AT, coordinator, staff_of, stood

from .handling import AT, LONGER, Cast, is_done, make_cast

pytestmark = pytest.mark.django_db

OTHER = PDF + b"other"
HANDLING, CLOSED = MatterStatus.HANDLING, MatterStatus.CLOSED


def add(cast: Cast, content=OTHER, name="方案.pdf", at=AT) -> Attachment:
    return attach(cast.matter, name, content, by=staff_of(cast.lead), at=at)


def test_a_file_is_kept_by_its_content_and_told_in_the_log():
    cast = make_cast(HANDLING)

    attachment = add(cast)

    assert kept_files.path_of(attachment.checksum).read_bytes() == OTHER
    assert (attachment.size, attachment.content_type) == (len(OTHER), "application/pdf")
    told = Event.objects.get(verb="上传附件", detail__file="方案.pdf")
    assert told.subject_key == str(cast.matter.pk)


@pytest.mark.parametrize("status", MatterStatus)
def test_who_handles_a_matter_and_the_office_attach_while_it_is_open(status):
    cast = make_cast(status)

    may = {
        name
        for name, by in cast.people.items()
        if is_done(lambda one, by: attach(one, "照片.pdf", OTHER, by=by, at=AT), cast.matter, by)
    }

    is_over = status in {CLOSED, MatterStatus.WITHDRAWN}
    assert may == (set() if is_over else {"lead", "helper", "office"})


@pytest.mark.parametrize("status", [MatterStatus.APPLIED, MatterStatus.VERIFIED, CLOSED])
def test_what_a_close_rests_on_is_not_taken_away(status):
    cast = make_cast(status)
    attachment = cast.matter.attachments.first()

    for by in cast.people.values():
        with pytest.raises((PermissionDenied, AttachmentError)):
            detach(attachment, by=by, at=AT)

    assert cast.matter.attachments.attached().count() == 1


def test_nor_is_it_after_the_matter_was_opened_again():
    cast = make_cast(CLOSED)
    former, later = cast.matter.attachments.get(), AT + timedelta(days=1)
    reopen(cast.matter, "又停工", LONGER, by=coordinator(), at=later)
    fresh = add(cast, at=later)

    with pytest.raises(AttachmentError, match="前次销号的依据"):
        detach(former, by=staff_of(cast.lead), at=later)
    detach(fresh, by=staff_of(cast.lead), at=later)

    assert list(cast.matter.attachments.attached()) == [former]


def test_a_removed_file_stays_on_record_and_may_come_again():
    cast = make_cast(HANDLING)
    attachment = add(cast)

    detach(attachment, by=staff_of(cast.helper), at=AT)

    attachment.refresh_from_db()
    assert (attachment.removed_at, attachment.removed_by) == (AT, staff_of(cast.helper))
    with pytest.raises(AttachmentError, match="已被移除"):
        detach(attachment, by=staff_of(cast.lead), at=AT)
    assert add(cast).pk != attachment.pk


def test_the_same_file_is_refused_twice_and_so_is_one_too_many():
    cast = make_cast(HANDLING)
    add(cast)

    with pytest.raises(AttachmentError, match="已经上传") as refused:
        add(cast, name="又名.pdf")
    assert refused.value.field == "attachments"
    for number in range(cast.matter.attachments.count(), MOST):
        add(cast, PDF + b"%d" % number)
    with pytest.raises(AttachmentError, match="最多上传20个附件"):
        add(cast, PDF + b"last")


@pytest.mark.parametrize("role", Role)
def test_the_office_attaches_to_a_meeting(role):
    meeting = MeetingFactory()
    by = UserFactory(role=role)

    if role == Role.COORDINATOR:
        detach(attach(meeting, "签到表.pdf", PDF, by=by, at=AT), by=by, at=AT)
        assert Event.objects.filter(subject_key=f"weekly {meeting.number}").count() == 2
    else:
        with pytest.raises(PermissionDenied):
            attach(meeting, "签到表.pdf", PDF, by=by, at=AT)


def test_files_of_a_meeting_are_fixed_once_its_minutes_are_out():
    meeting, by = MeetingFactory(), coordinator()
    attachment = attach(meeting, "签到表.pdf", PDF, by=by, at=AT)
    meeting.held_at = meeting.issued_at = REGISTERED_AT
    meeting.held_by = meeting.issued_by = by
    meeting.save()

    with pytest.raises(AttachmentError, match="会议纪要已印发"):
        attach(meeting, "照片.pdf", OTHER, by=by, at=AT)
    with pytest.raises(AttachmentError, match="会议纪要已印发"):
        detach(attachment, by=by, at=AT)


def test_evidence_attached_in_the_same_moment_as_the_application_is_part_of_it():
    cast = make_cast(HANDLING)
    stood(cast.matter, MatterStatus.APPLIED, at=REGISTERED_AT)

    with pytest.raises(AttachmentError, match="正在审核销号，附件不能移除"):
        detach(cast.matter.attachments.last(), by=staff_of(cast.lead), at=AT)
