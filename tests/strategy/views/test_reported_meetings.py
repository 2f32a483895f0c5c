"""Pages of meetings known from a public report: no form is offered to add to the report."""

import pytest

from strategy.models import AgendaItem
from tests.factories import SourceFactory
from tests.factories.matters import MeetingFactory, coordinator

from .meeting_desk import body, client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "page",
    [
        "/meetings/{0.meeting_id}/edit/",
        "/meetings/{0.meeting_id}/attendance/",
        "/meetings/{0.meeting_id}/agenda/add/",
        "/agenda-items/{0.pk}/change/",
        "/agenda-items/{0.pk}/record/",
    ],
)
def test_no_form_is_offered(page):
    office, meeting = coordinator(), MeetingFactory(source=SourceFactory())
    row = AgendaItem.objects.create(
        meeting=meeting, position=1, subject="added:1:1", reason="added", title="用地",
        added_at=meeting.opened_at, added_by=office,
    )  # fmt: skip

    told = body(client_of(office), page.format(row), 409)

    assert "据公开报道登记，不能增补或修改" in told
    assert 'method="post" action="/meetings' not in told
