"""Verbs: submit_revisions, recall_revisions; and step_revisions for the services above."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from strategy.models import Figure, Revision, Status, StepError, User
from strategy.permissions import insist, may_report, may_submit_for
from strategy.progress import Finding, is_explanation
from strategy.queries.entries import findings_of
from strategy.queries.locks import ASK_OFFICE, locks_of, may_begin

from .events import raise_page_counter
from .figures import EntryError, record_changes

TOO_LATE, GIVE_REASON = f"不能再报；{ASK_OFFICE}", "请先填写修正原因并保存，再上报"
STAYS = "不能撤回；如需更改，请联系审核单位退回"
"""Once recalled it could not be submitted again; once returned it can be corrected."""
NOT_FILLED, NOT_EXPLAINED = "尚未填报", "须对审核提示作出说明"


class CheckError(EntryError):
    """Revisions that may not be submitted; `problems` has a sentence for each by its pk."""

    def __init__(self, problems: dict[int, str]):
        super().__init__(f"有{len(problems)}项不能上报，请按提示改正或说明后再报。")
        self.problems = problems


class ChangedError(StepError):
    """A revision is no longer the one that was shown; `revisions` are those that changed."""

    def __init__(self, revisions: list[Revision]):
        super().__init__(f"有{len(revisions)}项在您打开页面后已变化，请重新核对。")
        self.revisions = revisions


@transaction.atomic
def submit_revisions(
    revisions: Iterable[Revision],
    *,
    by: User,
    at: datetime,
    on_behalf_of: User | None = None,
    seen: Mapping[int, int] | None = None,
) -> list[Revision]:
    """Submit drafts to their reviewers; the checks that each raised are kept with it.

    `on_behalf_of` is the colleague in whose name one submits; both names are kept. `seen` has the
    version of each (by pk) that was on the screen. Raises StepError if one is no longer a draft,
    ChangedError if one has changed, EntryError if its month is locked, CheckError if one is
    empty, blocked by a check, or lacks an explanation. Then none is submitted.
    """
    fresh = step_revisions(revisions, Status.SUBMITTED, seen=seen)
    for revision in fresh:
        insist(may_report(by, revision.figure.series))
        insist(on_behalf_of is None or may_submit_for(by, on_behalf_of))
    _refuse_locked(fresh, at, TOO_LATE, again=GIVE_REASON)
    found = findings_of(fresh)
    problems = {one.pk: words for one in fresh if (words := _problem(one, found[one.pk]))}
    if problems:
        raise CheckError(problems)
    for revision in fresh:
        revision.submitted_at, revision.submitted_by = at, by
        revision.submitted_for = on_behalf_of
        revision.findings = [finding.as_dict() for finding in found[revision.pk]]
    Revision.objects.bulk_update(fresh, SUBMITTED_FIELDS, batch_size=500)
    record_changes("上报", fresh, by=by, at=at)
    raise_page_counter()
    return fresh


@transaction.atomic
def recall_revisions(revisions: Iterable[Revision], *, by: User, at: datetime) -> list[Revision]:
    """Take submitted revisions back (撤回) before they are decided.

    Raises StepError if one is, and EntryError if its month is locked: what was in time stays so.
    """
    fresh = step_revisions(revisions, Status.DRAFT)
    for revision in fresh:
        insist(may_report(by, revision.figure.series))
    _refuse_locked(fresh, at, STAYS)
    for revision in fresh:
        revision.submitted_at = revision.submitted_by = revision.submitted_for = None
        revision.findings = []
        revision.version += 1
    Revision.objects.bulk_update(fresh, [*SUBMITTED_FIELDS, "version"], batch_size=500)
    record_changes("撤回", fresh, by=by, at=at)
    raise_page_counter()
    return fresh


def step_revisions(
    revisions: Iterable[Revision], status: Status, *, seen: Mapping[int, int] | None = None
) -> list[Revision]:
    """Re-read revisions under a lock and step each; the caller saves them.

    Two people may press a button at once: the second finds the step gone and gets a StepError,
    or a ChangedError where `seen` has another version of one (by pk) than there is now.
    """
    wanted = {revision.pk for revision in revisions}
    _hold_figures(wanted)
    fresh = list(
        Revision.objects.select_for_update(of=("self",))
        .select_related("figure__series__metric", "figure__series__item")
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    if len(fresh) != len(wanted):
        raise StepError("有的数据已不存在，请刷新页面后重试。")
    changed = [one for one in fresh if seen is not None and seen.get(one.pk) != one.version]
    if changed:
        raise ChangedError(changed)
    for revision in fresh:
        revision.step_to(status)
    return fresh


def _hold_figures(revisions: set[int]) -> None:
    """Lock the figures first, as `enter_figures` does, so that no two wait for each other."""
    held = Figure.objects.select_for_update(of=("self",), no_key=True)
    list(held.filter(revisions__in=revisions).order_by("pk").values_list("pk"))


SUBMITTED_FIELDS = ["status", "submitted_at", "submitted_by", "submitted_for", "findings"]


def _refuse_locked(revisions: list[Revision], at: datetime, words: str, *, again: str = "") -> None:
    """Raise EntryError after the lock; `again` is said to those that may go on as corrections."""
    locks = locks_of({one.figure.month for one in revisions}, at, hold=True)
    for revision in revisions:
        if locks.holds_figure(revision.figure) and not revision.is_correction:
            may_go_on = may_begin(is_locked=True, has_attempt=revision.number > 1)
            told = again if again and may_go_on else words
            raise EntryError(f"{revision.figure.label}所在报告期已锁定，{told}。")


def _problem(revision: Revision, findings: tuple[Finding, ...]) -> str:
    """Why a revision may not be submitted; empty if it may."""
    if revision.is_empty:
        return NOT_FILLED
    blocks = [one.sentence for one in findings if one.is_block]
    if blocks:
        return blocks[0]
    if findings and not is_explanation(revision.explanation):
        return NOT_EXPLAINED
    return ""
