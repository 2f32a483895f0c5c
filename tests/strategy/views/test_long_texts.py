"""Pasted text that is too long: no box cuts it, the server says how long it is and keeps it."""

import pytest

from strategy.models import AgendaItem, Matter, MatterStatus
from tests.factories import OrganisationFactory
from tests.factories.matters import DUE_ON, coordinator, problem, staff_of, stood
from tests.pages.markup import Page

from .matters import NOW, client_of, errors_at, page_of, send, typed
from .meeting_desk import body, build_desk

pytestmark = pytest.mark.django_db
NEW = "/matters/new/"


@pytest.fixture
def lead(settings):
    settings.DEMO_TODAY = NOW.date()
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def desk(settings):
    settings.DEMO = True  # today is 2022-08-10
    return build_desk()


def capped(html: str) -> list[str]:
    """The boxes of the page that would cut a text; a search for rows keeps its own."""
    boxes = Page(html).all(attribute="maxlength")
    return [one.attributes.get("name", "") for one in boxes if one.attributes.get("name") != "q"]


@pytest.mark.parametrize("status", MatterStatus)
def test_no_box_of_a_matter_cuts_what_is_pasted(lead, status):
    matter = stood(problem(lead, origin=Matter.Origin.ENTERPRISE), status, at=NOW)

    for user in (staff_of(lead), coordinator()):
        assert capped(page_of(client_of(user), matter)) == []


def test_no_box_of_a_new_matter_cuts_what_is_pasted(lead):
    client = client_of(coordinator())

    for kind in ("problem", "instruction"):
        html = client.get(NEW, {"kind": kind}).content.decode()
        assert "<textarea" in html
        assert capped(html) == []


def test_no_box_of_a_meeting_or_its_agenda_cuts_what_is_pasted(desk):
    client, row = client_of(desk.office), desk.add("道路损坏")
    forms = ["", "agenda/add/", "attendance/", "edit/"]
    pages = [f"{desk.address}{one}" for one in forms]
    pages += ["/meetings/new/", f"/agenda-items/{row.pk}/change/"]

    for address in pages:
        assert capped(body(client, address)) == [], address
    desk.hold()
    html = body(client, desk.address)
    assert html.count("<textarea") >= 2
    assert capped(html) == []


def test_long_note_is_refused_with_its_length_and_kept_whole(lead):
    matter = stood(problem(lead), MatterStatus.HANDLING, at=NOW)
    note = "批" * 512

    data = typed("progress", matter, lead) | {"note": note}
    response = send(client_of(staff_of(lead)), "progress", matter, data)

    html = response.content.decode()
    assert response.status_code == 422
    assert errors_at(html) == {"progress_note": "不能超过500字，现有512字。"}
    assert f"{note}</textarea>" in html


def test_long_title_of_a_new_matter_is_refused_and_kept_whole(lead):
    data = {"kind": "problem", "title": "长" * 201, "lead": lead.code, "due_on": DUE_ON}
    data |= {"origin": "enterprise", "category": "land", "description": "详" * 2001}

    html = client_of(staff_of(lead)).post(NEW, data).content.decode()

    assert errors_at(html) == {
        "title": "不能超过200字，现有201字。",
        "description": "不能超过2000字，现有2001字。",
    }
    assert "长" * 201 in html
    assert "详" * 2001 in html


def test_long_reason_for_taking_an_item_off_is_refused_and_kept_whole(desk):
    row, reason = desk.add("道路损坏"), "因" * 201
    client = client_of(desk.office)

    response = client.post(f"/agenda-items/{row.pk}/remove/", {"reason": reason})

    html = response.content.decode()
    assert response.status_code == 422
    assert "不能超过200字，现有201字。" in html
    assert f'value="{reason}"' in html
    assert AgendaItem.objects.get(pk=row.pk).removed_at is None


def test_long_record_of_a_meeting_is_refused_and_kept_whole(desk):
    desk.add("道路损坏")
    meeting, record = desk.hold(), "记" * 10_001
    data = {"record-text": record, "record-version": meeting.version}

    html = client_of(desk.office).post(f"{desk.address}record/", data).content.decode()

    assert "不能超过10000字，现有10001字。" in html
    assert f"{record}</textarea>" in html
