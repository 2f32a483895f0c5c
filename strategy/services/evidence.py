"""Verbs: add_evidence, remove_evidence, give_up_draft (with what was attached to it)."""

from datetime import datetime

from django.db import transaction

from strategy import kept_files
from strategy.models import Evidence, Figure, Revision, User
from strategy.models.kept_files import content_type_of
from strategy.permissions import insist, may_report
from strategy.queries.locks import ASK_OFFICE, locks_of

from .events import raise_page_counter, record_event
from .figures import Entry, EntryError, enter_figures, hold_figures, revision_key

MOST = 10
"""Files of one revision."""


class EvidenceError(EntryError):
    """A file cannot be attached or taken away; the message says why in words for the screen."""


@transaction.atomic
def add_evidence(
    revision: Revision, name: str, content: bytes, *, by: User, at: datetime
) -> Evidence:
    """Attach a file, whose name and content were checked, to a filled draft.

    Raises EvidenceError where there is no such draft, the file is there already or one too many.
    """
    draft = _hold(revision, by=by, at=at)
    if draft.is_empty:
        raise EvidenceError("请先填写数据并保存草稿，再上传佐证材料。")
    checksum = kept_files.keep(content)
    attached = list(draft.evidence.attached())
    if any(one.checksum == checksum for one in attached):
        raise EvidenceError("该文件已经上传，不必重复上传。")
    if len(attached) >= MOST:
        raise EvidenceError(f"每项数据最多上传{MOST}个文件，请合并或先移除不需要的文件。")
    evidence = draft.evidence.create(
        name=name,
        content_type=content_type_of(name),
        size=len(content),
        checksum=checksum,
        added_at=at,
        added_by=by,
    )
    _record("上传佐证材料", draft, evidence, by=by, at=at)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User, at: datetime) -> None:
    """Take a file off a draft; the row stays on record. EvidenceError if it is gone already."""
    draft = _hold(evidence.revision, by=by, at=at)
    fresh = draft.evidence.attached().filter(pk=evidence.pk).first()
    if fresh is None:
        raise EvidenceError("该文件已被移除。")
    fresh.removed_at, fresh.removed_by = at, by
    fresh.save()
    _record("移除佐证材料", draft, fresh, by=by, at=at)


@transaction.atomic
def give_up_draft(figure: Figure, *, version: int, by: User, at: datetime) -> None:
    """Empty a draft, such as a correction that is not wanted, and take its files off.

    Raises what `enter_figures` raises. What was published stands.
    """
    empty = Entry(figure, None, version=version)
    drafts = enter_figures([empty], by=by, at=at, verb="放弃草稿")
    attached = Evidence.objects.attached().filter(revision__in=drafts)
    attached.update(removed_at=at, removed_by=by)


def _hold(revision: Revision, *, by: User, at: datetime) -> Revision:
    """Re-read a draft under a lock: its files are fixed the moment that it is submitted."""
    hold_figures([revision.figure_id])
    held = Revision.objects.select_for_update(of=("self",)).select_related("figure__series__metric")
    draft = held.get(pk=revision.pk)
    figure = draft.figure
    insist(may_report(by, figure.series))
    if not draft.is_editable:
        raise EvidenceError(f"{figure.label}已上报，佐证材料不能增减；如需补充，请先撤回。")
    if locks_of({figure.month}, at).holds_figure(figure) and not draft.is_correction:
        raise EvidenceError(f"{figure.label}所在报告期已锁定，佐证材料不能增减；{ASK_OFFICE}。")
    return draft


def _record(verb: str, draft: Revision, evidence: Evidence, *, by: User, at: datetime) -> None:
    detail = {"number": draft.number, "file": evidence.name}
    record_event(verb, draft.figure, revision_key(draft), by=by, at=at, **detail)
    raise_page_counter()
