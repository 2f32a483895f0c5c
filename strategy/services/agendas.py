"""Verbs: propose_agenda, add_agenda_item, change_agenda_item, remove_agenda_item,
restore_agenda_item, move_agenda_item."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from strategy import clock
from strategy.models import (
    AgendaItem,
    AgendaReason,
    Matter,
    Meeting,
    MeetingStage,
    Organisation,
    TrackedItem,
    User,
)
from strategy.models.agendas import added_subject, item_subject, matter_subject
from strategy.permissions import insist, may_coordinate
from strategy.queries.agenda_groups import Proposal
from strategy.queries.agendas import appearances, proposals

from .agenda_refreshes import refresh_rows
from .meeting_rows import (
    MeetingError,
    StaleMeetingError,
    check_fields,
    hold_item,
    hold_row,
    hold_unissued,
    record_done,
)

TYPED = ("title", "owner", "presenter", "minutes")


@dataclass(frozen=True, slots=True)
class NewItem:
    """What the office puts on an agenda itself; about an item or a matter, or neither."""

    title: str
    owner: Organisation | None = None
    presenter: str = ""
    minutes: int = 5
    item: TrackedItem | None = None
    matter: Matter | None = None


class Proposed(NamedTuple):
    """What the data brought: the items that are new, and those whose evidence was written anew."""

    added: list[AgendaItem]
    refreshed: list[AgendaItem]


@transaction.atomic
def propose_agenda(
    meeting: Meeting, *, by: User, at: datetime, known_at: datetime | None = None
) -> Proposed:
    """Add to the end what the data ask for and was never on this agenda.

    What stands keeps its place; where the office has not touched it, it says why as of now. What
    was taken off stays off. `known_at` is for an agenda of an earlier day, from what was known
    then.
    """
    insist(may_coordinate(by))
    fresh = hold_row(meeting)
    if fresh.stage != MeetingStage.PREPARING:
        raise MeetingError(f"{fresh}已召开，不能再生成议程。")
    subjects = set(fresh.agenda.values_list("subject", flat=True))
    found = proposals(fresh, clock.day_of(at), known_at)
    refreshed = refresh_rows(fresh, found, by=by, at=at)
    new = [one for one in found if one.subject not in subjects]
    first = _next_position(fresh)
    rows = [_row(fresh, one, first + place, by, at) for place, one in enumerate(new)]
    AgendaItem.objects.bulk_create(rows, batch_size=500)
    if rows:
        record_done("生成议程", fresh, by=by, at=at, added=[row.title for row in rows])
    return Proposed(rows, refreshed)


@transaction.atomic
def add_agenda_item(meeting: Meeting, new: NewItem, *, by: User, at: datetime) -> AgendaItem:
    """Put something on the agenda, at its end, until the minutes are out. Raises MeetingError."""
    insist(may_coordinate(by))
    fresh = hold_unissued(meeting, "增加议题")
    subject = _subject(fresh, new)
    _check_absent(fresh, subject)
    row = AgendaItem(
        meeting=fresh,
        position=_next_position(fresh),
        subject=subject,
        reason=AgendaReason.ADDED,
        item=new.item,
        matter=new.matter,
        appearance=appearances(fresh).get(subject, 0) + 1,
        is_sample=any(one.is_sample for one in (fresh, new.item, new.matter) if one),
        added_at=at,
        added_by=by,
    )
    _lay(row, new.title, new.owner, new.presenter, new.minutes)
    row.save(force_insert=True)
    record_done("增加议题", fresh, by=by, at=at, item=row.title)
    return row


@transaction.atomic
def change_agenda_item(
    item: AgendaItem,
    title: str,
    owner: Organisation | None,
    presenter: str,
    minutes: int,
    *,
    by: User,
    at: datetime,
    version: int,
) -> AgendaItem:
    """Change what is typed about an agenda item; the same words are no change.

    Raises MeetingError, and StaleMeetingError where somebody else has written since `version`.
    """
    insist(may_coordinate(by))
    fresh = hold_item(item, "修改")
    former = {name: getattr(fresh, name) for name in TYPED}
    current = _words(fresh)
    _lay(fresh, title, owner, presenter, minutes)
    changed = [name for name in TYPED if getattr(fresh, name) != former[name]]
    if not changed:
        return fresh
    if version != fresh.version:
        raise StaleMeetingError(current=current, typed=_words(fresh), version=fresh.version)
    fresh.version += 1
    fresh.save(update_fields=[*changed, "version"])
    told = {name: str(former[name] or "") for name in changed}
    record_done("修改议题", fresh.meeting, by=by, at=at, item=fresh.title, changed=told)
    return fresh


@transaction.atomic
def remove_agenda_item(item: AgendaItem, reason: str, *, by: User, at: datetime) -> AgendaItem:
    """Take an item off the agenda; it is kept with the reason and not proposed again."""
    insist(may_coordinate(by))
    fresh = hold_item(item, "再次撤下")
    fresh.removed_at, fresh.removed_by, fresh.removal_reason = at, by, reason.strip()
    if not fresh.removal_reason:
        raise MeetingError("请填写撤下原因。", "reason")
    check_fields(fresh, "removal_reason")
    fresh.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    record_done(
        "撤下议题", fresh.meeting, by=by, at=at, item=fresh.title, note=fresh.removal_reason
    )
    return fresh


@transaction.atomic
def restore_agenda_item(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Put an item that was taken off back in its place."""
    insist(may_coordinate(by))
    meeting = hold_unissued(item.meeting, "恢复议题")
    fresh = meeting.agenda.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    if fresh.removed_at is None:
        raise MeetingError(f"议题“{fresh.title}”未撤下。")
    former = fresh.removal_reason
    fresh.removed_at, fresh.removed_by, fresh.removal_reason = None, None, ""
    fresh.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    record_done("恢复议题", meeting, by=by, at=at, item=fresh.title, removal_reason=former)
    return fresh


@transaction.atomic
def move_agenda_item(
    item: AgendaItem,
    *,
    by: User,
    at: datetime,
    up: bool | None = None,
    place: int | None = None,
) -> AgendaItem:
    """Move an item up or down by one, or to a place (1 is the first) of those that stand."""
    insist(may_coordinate(by))
    fresh = hold_item(item, "调整顺序")
    rows = list(fresh.meeting.agenda.order_by("position", "pk"))
    standing = [row.pk for row in rows if row.removed_at is None]
    former = standing.index(fresh.pk) + 1
    if place is None and up is not None:
        place = min(max(former + (-1 if up else 1), 1), len(standing))
    if place is None or not 1 <= place <= len(standing):
        raise MeetingError(f"顺序应在1至{len(standing)}之间。", "place")
    if place != former:
        _place(rows, fresh, standing[place - 1], is_later=place > former)
        told = {"item": fresh.title, "former": former, "place": place}
        record_done("调整议题顺序", fresh.meeting, by=by, at=at, **told)
    return AgendaItem.objects.select_related("meeting__series").get(pk=fresh.pk)


def _row(meeting: Meeting, one: Proposal, position: int, by: User, at: datetime) -> AgendaItem:
    return AgendaItem(
        meeting=meeting,
        position=position,
        subject=one.subject,
        reason=one.reason,
        title=one.title,
        sentence=one.sentence,
        owner=one.owner,
        minutes=one.minutes,
        appearance=one.appearance,
        item=one.item,
        matter=one.matter,
        month=one.month,
        is_sample=one.is_sample,
        added_at=at,
        added_by=by,
    )


def _next_position(meeting: Meeting) -> int:
    last = meeting.agenda.order_by("-position").first()
    return last.position + 1 if last else 1


def _subject(meeting: Meeting, new: NewItem) -> str:
    if new.matter is not None:
        return matter_subject(new.matter.pk)
    if new.item is not None:
        return item_subject(new.item.code)
    # Rows are never deleted, so that their number serves as the next name.
    return added_subject(meeting.pk, meeting.agenda.count() + 1)


def _check_absent(meeting: Meeting, subject: str) -> None:
    former = meeting.agenda.filter(subject=subject).first()
    if former is None:
        return
    if former.removed_at is not None:
        raise MeetingError(f"议题“{former.title}”已撤下，如需重新列入，请予以恢复。", "title")
    raise MeetingError(f"该事项已在议程中：{former.title}。", "title")


def _lay(
    row: AgendaItem, title: str, owner: Organisation | None, presenter: str, minutes: int
) -> None:
    """Lay on an item what was typed. Raises MeetingError where it does not fit."""
    row.title, row.owner, row.presenter = title.strip(), owner, presenter.strip()
    row.minutes = minutes
    if not row.title:
        raise MeetingError("请填写议题。", "title")
    check_fields(row, *TYPED)


def _words(row: AgendaItem) -> str:
    """What is typed about an agenda item, in one line."""
    parts = (row.title, row.owner, row.presenter, f"{row.minutes}分钟")
    return " ".join(str(part) for part in parts if part)


def _place(rows: list[AgendaItem], moved: AgendaItem, target: int, *, is_later: bool) -> None:
    """Write the order anew, with one item just before another (pk), or behind it if later."""
    others = [row for row in rows if row.pk != moved.pk]
    place = [row.pk for row in others].index(target) + is_later
    ordered = [*others[:place], moved, *others[place:]]
    for position, row in enumerate(ordered, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(ordered, ["position"], batch_size=500)
