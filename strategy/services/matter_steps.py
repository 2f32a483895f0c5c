"""Verbs: take_step, which every service that moves a matter calls, and what they all check."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from strategy import clock
from strategy.models import (
    Matter,
    MatterRequest,
    MatterStatus,
    MatterStep,
    Organisation,
    User,
    Verb,
)
from strategy.models.matter_steps import MOVES, NOTE_LENGTH, REASONED, SETS_UNITS

from .events import raise_page_counter, record_event
from .refusals import RefusedError

MOST_YEARS = 3
"""No time limit is further away than this; a year that was mistyped would be."""


class MatterError(RefusedError):
    """Nothing was done to a matter."""


class MoveError(MatterError):
    """A matter cannot take this step from where it stands."""


class MovedError(MatterError):
    """Somebody else has acted since the page was opened."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A matter and how it stands, read under its lock."""

    matter: Matter
    step: MatterStep


@dataclass(frozen=True, slots=True)
class Change:
    """What a step changes besides the status; None leaves it. `frees` takes the lead away."""

    note: str = ""
    lead: Organisation | None = None
    supporting: Collection[Organisation] | None = None
    checker: Organisation | None = None
    due_on: date | None = None
    frees: bool = False
    detail: dict = field(default_factory=dict)


def hold_matter(matter: Matter, *, seen: int | None = None) -> Stand:
    """Lock a matter until the transaction ends and read how it stands.

    `seen` is the number of the step that stood on the page. Raises MovedError.
    """
    fresh = Matter.objects.select_for_update(of=("self",), no_key=True).get(pk=matter.pk)
    step = fresh.steps.known_at(None).select_related("lead", "checker").get()
    if seen is not None and seen != step.number:
        raise MovedError(f"该事项已由他人操作（{step.get_verb_display()}），请核对最新情况后重试。")
    return Stand(fresh, step)


@transaction.atomic
def take_step(
    stand: Stand, verb: Verb, change: Change | None = None, *, by: User | None, at: datetime
) -> MatterStep:
    """Write the next step of a matter held under its lock. `by=None` is the machine.

    Raises MoveError where the verb leads nowhere from here, MatterError where a word is missing.
    """
    change = change or Change()
    allow(stand.step, verb)
    change = replace(change, note=change.note.strip())
    if verb in REASONED and not change.note:
        raise MatterError(f"请填写{NOTE_NAMES.get(verb, '说明')}。", "note")
    check_length(change.note, NOTE_LENGTH)
    step = _next(stand.step, verb, change)
    step.at, step.by = in_order(stand.step, at), by
    step.organisation = by.organisation if by else None
    stand.matter.steps.filter(pk=stand.step.pk).update(superseded_at=step.at)
    step.save(force_insert=True)
    keep_units(stand.matter, step, change.supporting)
    told = {"note": step.note} | change.detail if step.note else change.detail
    record_event(verb.label, stand.matter, str(stand.matter.pk), by=by, at=at, **told)
    raise_page_counter()
    return step


def keep_units(
    matter: Matter, step: MatterStep, supporting: Collection[Organisation] | None
) -> None:
    """Write the units that a step sets to it and, as those of now, to its matter."""
    if step.verb not in SETS_UNITS:
        return
    if supporting is not None:
        matter.supporting.set(supporting)
    step.supporting.set(matter.supporting.all())
    if matter.checker_id != step.checker_id:
        matter.checker = step.checker
        matter.save(update_fields=["checker"])


def in_order(step: MatterStep, at: datetime) -> datetime:
    """The moment to keep for what follows a step: never before it, should a clock be set back."""
    return max(step.at, at)


def allow(step: MatterStep, verb: Verb) -> None:
    """Raise MoveError unless the verb may be done where a matter stands."""
    status = MatterStatus(step.status)
    if status not in MOVES[verb].origins:
        raise MoveError(f"该事项{status.label}，不能{verb.label}。")


def check_units(
    lead: Organisation, supporting: Collection[Organisation], checker: Organisation
) -> None:
    """Raise MatterError where a unit would help itself, or check what it handled."""
    if lead in supporting:
        raise MatterError(f"{lead.short_name}是牵头单位，不能同时是配合单位。", "supporting")
    if checker == lead or checker in supporting:
        raise MatterError(
            f"{checker.short_name}参与办理，不能由其核实，请另选核实单位。", "checker"
        )


def check_due(due_on: date, at: datetime) -> None:
    """Raise MatterError for a time limit that is over before it begins, or years away."""
    today = clock.day_of(at)
    if due_on < today:
        raise MatterError("办理时限不能早于今天。", "due_on")
    if (due_on.year - MOST_YEARS, due_on.month, due_on.day) > (today.year, today.month, today.day):
        raise MatterError("办理时限不能晚于今天起三年。", "due_on")


def check_length(text: str, most: int) -> None:
    """Raise MatterError for words that no column takes."""
    if len(text) > most:
        raise MatterError(f"不能超过{most}字，现有{len(text)}字。", "note")


def undecided(matter: Matter) -> MatterRequest | None:
    """What the lead unit has asked and nobody has answered."""
    return matter.requests.filter(decided_at__isnull=True).first()


def _next(former: MatterStep, verb: Verb, change: Change) -> MatterStep:
    return MatterStep(
        matter_id=former.matter_id,
        number=former.number + 1,
        verb=verb,
        note=change.note,
        status=MOVES[verb].target or former.status,
        lead=None if change.frees else change.lead or former.lead,
        checker=change.checker or former.checker,
        due_on=change.due_on or former.due_on,
        extensions=former.extensions + (verb == Verb.EXTEND),
        reopenings=former.reopenings + (verb == Verb.REOPEN),
    )


NOTE_NAMES = {
    Verb.OBJECT: "异议理由",
    Verb.UPHOLD: "答复意见",
    Verb.RELEASE: "答复意见",
    Verb.PROGRESS: "办理进展",
    Verb.ASK: "延期理由",
    Verb.REFUSE: "不同意的理由",
    Verb.APPLY: "办理结果",
    Verb.RETURN: "退回原因",
    Verb.REOPEN: "重新打开的原因",
    Verb.WITHDRAW: "撤销原因",
}
"""What the word is called that a verb cannot be done without."""
