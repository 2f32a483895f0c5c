"""Meetings that are known from a public report: the office adds nothing to them."""

import pytest

from strategy.services.agendas import propose_agenda
from strategy.services.attachments import AttachmentError, attach
from strategy.services.meetings import MeetingError, issue_minutes, keep_record
from tests.factories import SourceFactory
from tests.factories.evidence import PDF
from tests.factories.matters import MeetingFactory, coordinator

from .holding import NOON

pytestmark = pytest.mark.django_db


def reported(**fields):
    return MeetingFactory(source=SourceFactory(), **fields)


@pytest.mark.parametrize(
    "write",
    [
        lambda meeting, by: propose_agenda(meeting, by=by, at=NOON),
        lambda meeting, by: issue_minutes(meeting, by=by, at=NOON),
        lambda meeting, by: keep_record(meeting, "议定", by=by, at=NOON, version=1),
    ],
    ids=["propose", "issue", "record"],
)
def test_nothing_is_added_to_a_reported_meeting(write):
    meeting = reported()

    with pytest.raises(MeetingError, match="据公开报道登记"):
        write(meeting, coordinator())


def test_no_file_is_attached_to_a_reported_meeting():
    with pytest.raises(AttachmentError, match="据公开报道登记"):
        attach(reported(), "报道.pdf", PDF, by=coordinator(), at=NOON)


def test_a_sample_meeting_is_kept_though_it_names_its_source():
    meeting = reported(is_sample=True)

    assert keep_record(meeting, "议定", by=coordinator(), at=NOON, version=1).record == "议定"
