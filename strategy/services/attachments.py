"""Verbs: attach, detach (files of matters and meetings)."""

from datetime import datetime

from django.db import transaction

from strategy import kept_files
from strategy.models import Attachment, Matter, Meeting, User, Verb
from strategy.models.kept_files import content_type_of
from strategy.models.matter_steps import OPEN, UNDER_REVIEW
from strategy.permissions import insist, may_attach, may_help

from .events import raise_page_counter, record_event
from .matter_steps import MatterError, Stand, hold_matter, in_order

MOST = 20
"""Files of one matter or meeting."""


class AttachmentError(MatterError):
    """A file cannot be attached or taken away; the message says why in words for the screen."""

    def __init__(self, message: str):
        super().__init__(message, "attachments")


@transaction.atomic
def attach(
    owner: Matter | Meeting, name: str, content: bytes, *, by: User, at: datetime
) -> Attachment:
    """Attach a file, whose name and content were checked, to an open matter or to a meeting.

    Raises AttachmentError where it is there already, one too many, or comes too late.
    """
    stand = _hold_to_attach(owner, by)
    checksum = kept_files.keep(content)
    attached = list(owner.attachments.attached())
    if any(one.checksum == checksum for one in attached):
        raise AttachmentError("该文件已经上传，不必重复上传。")
    if len(attached) >= MOST:
        raise AttachmentError(f"最多上传{MOST}个附件，请合并或先移除不需要的附件。")
    attachment = owner.attachments.create(
        name=name,
        content_type=content_type_of(name),
        size=len(content),
        checksum=checksum,
        is_evidence=stand is not None and may_help(by, stand.matter, stand.step),
        added_at=in_order(stand.step, at) if stand else at,
        added_by=by,
    )
    record_event("上传附件", owner, _key(owner), by=by, at=at, file=name)
    raise_page_counter()
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User, at: datetime) -> None:
    """Take a file away; the row stays on record.

    Raises AttachmentError once the close was applied for or the minutes are out, for what a
    former close rested on, and if it is gone already.
    """
    owner = attachment.matter or attachment.meeting
    stand = _hold_to_attach(owner, by)
    fresh = owner.attachments.attached().filter(pk=attachment.pk).first()
    if fresh is None:
        raise AttachmentError("该附件已被移除。")
    if stand is not None:
        _refuse_fixed(stand, fresh)
    fresh.removed_at, fresh.removed_by = at, by
    fresh.save(update_fields=["removed_at", "removed_by"])
    record_event("移除附件", owner, _key(owner), by=by, at=at, file=fresh.name)
    raise_page_counter()


def _hold_to_attach(owner: Matter | Meeting, by: User) -> Stand | None:
    """Lock a matter, and say how it stands, or a meeting."""
    if isinstance(owner, Meeting):
        insist(may_attach(by))
        fresh = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
        if fresh.issued_at is not None:
            raise AttachmentError("会议纪要已印发，附件不能增减。")
        if fresh.is_reported:
            raise AttachmentError("该会议据公开报道登记，不能增补附件。")
        return None
    stand = hold_matter(owner)
    insist(may_attach(by, stand.matter, stand.step))
    if stand.step.status not in OPEN:
        raise AttachmentError(f"该事项{stand.step.get_status_display()}，附件不能增减。")
    return stand


def _refuse_fixed(stand: Stand, attachment: Attachment) -> None:
    if stand.step.status in UNDER_REVIEW:
        raise AttachmentError("该事项正在审核销号，附件不能移除；如需更换，请先退回重办。")
    closes = stand.matter.steps.filter(verb=Verb.CLOSE, at__gte=attachment.added_at)
    if closes.exists():
        raise AttachmentError("该附件是前次销号的依据，不能移除。")


def _key(owner: Matter | Meeting) -> str:
    """By what the audit log knows it."""
    parts = owner.natural_key() if isinstance(owner, Meeting) else (owner.pk,)
    return " ".join(str(part) for part in parts)
