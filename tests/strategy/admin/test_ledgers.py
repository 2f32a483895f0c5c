"""Ledgers in the admin: what nobody has decided yet is seen by its own two units alone."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from strategy.clock import SHANGHAI
from strategy.models import Event, Matter, MatterStatus, Revision, Role
from strategy.services.agendas import change_agenda_item
from strategy.services.attachments import attach
from strategy.services.figures import Entry, enter_figures
from strategy.services.meetings import Attending, keep_item_record, set_attendance
from strategy.services.publications import return_revision
from strategy.services.reviews import IGNORED, note_ignored_values
from strategy.services.submissions import submit_revisions
from tests.factories import FigureFactory, SeriesFactory, UserFactory, publish
from tests.factories.evidence import PDF
from tests.factories.matters import problem, stood
from tests.strategy.views.meeting_desk import TODAY_AT_TEN, build_desk

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 7, 10, 12, tzinfo=SHANGHAI)


@pytest.fixture
def draft() -> Revision:
    """A draft that nobody has submitted, of 123.4567."""
    figure = FigureFactory()
    reporter = UserFactory(organisation=figure.series.organisation)
    (revision,) = enter_figures([Entry(figure, Decimal("123.4567"))], by=reporter, at=NOON)
    return revision


def test_a_draft_is_hidden_from_a_coordinator_who_does_not_review_it(client, draft):
    client.force_login(UserFactory(role=Role.COORDINATOR))

    listed = client.get(reverse("admin:strategy_revision_changelist"))
    shown = client.get(reverse("admin:strategy_revision_change", args=[draft.pk]))

    assert "123.4567" not in listed.content.decode()
    assert shown.status_code == 302


def test_the_reviewing_coordinator_sees_the_draft(client, draft):
    reviewer = draft.figure.series.reviewer
    client.force_login(UserFactory(role=Role.COORDINATOR, organisation=reviewer))

    listed = client.get(reverse("admin:strategy_revision_changelist"))

    assert "123.4567" in listed.content.decode()


def test_a_returned_value_is_hidden_from_a_coordinator_who_does_not_review_it(client, draft):
    reviewer = UserFactory(organisation=draft.figure.series.reviewer)
    submit_revisions([draft], by=draft.entered_by, at=NOON)
    return_revision(draft, "与名单不符", by=reviewer, at=NOON)
    client.force_login(UserFactory(role=Role.COORDINATOR))

    listed = client.get(reverse("admin:strategy_revision_changelist"))

    assert "123.4567" not in listed.content.decode()


def test_an_approved_revision_is_listed(client):
    line = SeriesFactory()
    publish(line, date(2022, 6, 1), "55.5555")
    client.force_login(UserFactory(role=Role.COORDINATOR))

    listed = client.get(reverse("admin:strategy_revision_changelist"))

    assert "55.5555" in listed.content.decode()


def test_the_auditor_reads_who_typed_a_figure_and_not_what(client, draft):
    client.force_login(UserFactory(role=Role.AUDITOR))

    page = client.get(reverse("admin:strategy_event_change", args=[Event.objects.get().pk]))

    assert page.status_code == 200
    assert "录入" in page.content.decode()
    assert "123.4567" not in page.content.decode()


def test_the_auditor_reads_that_a_reviewer_sent_a_value_and_not_which(client, draft):
    reviewer = UserFactory(organisation=draft.figure.series.reviewer)
    note_ignored_values([draft], {"value": "99.8765"}, by=reviewer, at=NOON)
    noted = Event.objects.get(verb=IGNORED)
    client.force_login(UserFactory(role=Role.AUDITOR))

    page = client.get(reverse("admin:strategy_event_change", args=[noted.pk]))

    assert IGNORED in page.content.decode()
    assert "99.8765" not in page.content.decode()


def test_the_auditor_reads_that_a_matter_was_moved_and_not_what_was_said(client):
    matter = stood(problem(title="协调用地指标"), MatterStatus.HANDLING)
    client.force_login(UserFactory(role=Role.AUDITOR))

    pages = [
        client.get(reverse("admin:strategy_event_change", args=[event.pk])).content.decode()
        for event in Event.objects.filter(subject_kind="strategy.matter")
    ]

    assert any("办理进展" in page for page in pages)
    assert not any("协调用地指标" in page or "已报市自然资源局审查" in page for page in pages)
    assert matter.steps.count() == len(pages)


def test_the_auditor_reads_that_a_meeting_was_written_and_not_what_was_said(client):
    desk = build_desk()
    row = desk.add("项目用地报批")
    who = {"by": desk.office, "at": TODAY_AT_TEN}
    row = change_agenda_item(row, "项目用电报装", None, "", 5, version=1, **who)
    desk.hold()
    keep_item_record(row, "同意", "concluded", version=row.version, **who)
    set_attendance(desk.meeting, [Attending("present", None, "分管副市长")], **who)
    attach(desk.meeting, "签到表.pdf", PDF, **who)
    attach(Matter.objects.get(title="落实供电方案"), "供电方案.pdf", PDF, **who)
    client.force_login(UserFactory(role=Role.AUDITOR))

    about = Event.objects.filter(subject_kind__in=["strategy.meeting", "strategy.matter"])
    pages = "".join(
        client.get(reverse("admin:strategy_event_change", args=[event.pk])).content.decode()
        for event in about
    )

    for verb in ("记录议题", "登记参会", "修改议题", "上传附件", "印发纪要"):
        assert verb in pages
    assert "市自然资源局" in pages
    said = ["项目用地", "项目用电", "已议定", "分管副市长", "签到表", "供电方案", "用地报批"]
    assert [words for words in said if words in pages] == []
