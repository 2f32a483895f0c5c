"""What the page of one matter shows, as it stood on a day, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from strategy.models import (
    Attachment,
    Matter,
    MatterRequest,
    MatterStatus,
    MatterStep,
    Organisation,
    ReturnVisit,
    Slip,
    User,
    Verb,
)
from strategy.models.matter_steps import OPEN, WITH_UNIT
from strategy.progress.ladder import Rung, rung_on

from .matter_units import helpers_at
from .meetings import ItemMeeting, meetings_of_matter

_S = MatterStatus
LINE = {
    _S.REGISTERED: ("登记", Verb.REGISTER),
    _S.ASSIGNED: ("交办", Verb.ASSIGN),
    _S.RECEIVED: ("签收", Verb.RECEIVE),
    _S.HANDLING: ("办理", Verb.PROGRESS),
    _S.APPLIED: ("申请销号", Verb.APPLY),
    _S.VERIFIED: ("审核", Verb.VERIFY),
    _S.CLOSED: ("销号", Verb.CLOSE),
}
"""The line of life, station by station, with the verb that usually leads there."""

MATTER_PATHS = (
    "time_limit", "item", "series__item", "series__metric", "about", "meeting__series",
    "registered_by__organisation",
)  # fmt: skip
STEP_PATHS = ("lead", "checker", "by", "organisation")


@dataclass(frozen=True, slots=True)
class Station:
    """A station of the line of life; `step` is the one by which it was reached, if it was."""

    label: str
    verb: Verb
    step: MatterStep | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was known: undecided where the answer came later."""

    row: MatterRequest
    is_decided: bool


@dataclass(frozen=True, slots=True)
class SentSlip:
    """A slip as it was known: not received where the receipt came later."""

    row: Slip
    is_received: bool


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One matter with all that hangs on it; `step` is how it stands, `steps` the oldest first."""

    matter: Matter
    step: MatterStep
    steps: tuple[MatterStep, ...]
    supporting: tuple[Organisation, ...]
    requests: tuple[Request, ...]
    attachments: tuple[Attachment, ...]
    slips: tuple[SentSlip, ...]
    visits: tuple[ReturnVisit, ...]
    meetings: tuple[ItemMeeting, ...]
    on: date

    @property
    def status(self) -> MatterStatus:
        return MatterStatus(self.step.status)

    @property
    def is_running(self) -> bool:
        """Whether the time limit runs: the matter is with its unit."""
        return self.status in WITH_UNIT

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_withdrawn(self) -> bool:
        return self.status == MatterStatus.WITHDRAWN

    @property
    def rung(self) -> Rung | None:
        """How near the time limit is, while it runs."""
        return rung_on(self.step.due_on, self.on) if self.is_running else None

    @property
    def undecided(self) -> MatterRequest | None:
        """The request that waits for the office."""
        return next((one.row for one in self.requests if not one.is_decided), None)

    @property
    def line(self) -> list[Station]:
        """The line of life with the step that led to each station reached in the present round."""
        stations = list(LINE)
        here = stations.index(self.status) if self.status in LINE else 0
        entered = _entered(self.steps)
        return [
            Station(*LINE[one], entered.get(one) if place <= here else None, place == here)
            for place, one in enumerate(stations)
        ]


def matter_page(pk: int, on: date, at: datetime | None) -> MatterPage | None:
    """What the page of a matter shows; None where it was not registered. Eight queries."""
    matter = Matter.objects.select_related(*MATTER_PATHS).filter(pk=pk).first()
    steps = tuple(_steps(pk, at)) if matter else ()
    if not steps:
        return None
    return MatterPage(
        matter=matter,
        step=steps[-1],
        steps=steps,
        supporting=helpers_at(steps[-1]),
        requests=tuple(_requests(matter, at)),
        attachments=tuple(_attachments(matter, at)),
        slips=tuple(_slips(matter, at)),
        visits=tuple(_visits(matter, at)),
        meetings=tuple(meetings_of_matter(matter.pk, at)),
        on=on,
    )


def is_concerned(user: User, pk: int) -> bool:
    """Whether a person's unit leads, helps with or checks a matter, or has a slip. One query."""
    unit = user.organisation_id
    leads = Q(steps__superseded_at__isnull=True, steps__lead=unit)
    own = Q(checker=unit) | Q(supporting=unit) | Q(slips__organisation=unit) | leads
    return Matter.objects.filter(own, pk=pk).exists()


def _entered(steps: Iterable[MatterStep]) -> dict[str, MatterStep]:
    """The last step by which each status was entered; a registration stays the first one."""
    entered: dict[str, MatterStep] = {}
    former = None
    for step in steps:
        if step.status != former and (step.status != _S.REGISTERED or former is None):
            entered[step.status] = step
        former = step.status
    return entered


def _before(rows: QuerySet, field: str, at: datetime | None) -> QuerySet:
    return rows if at is None else rows.filter(**{f"{field}__lt": at})


def _is_before(moment: datetime | None, at: datetime | None) -> bool:
    return moment is not None and (at is None or moment < at)


def _steps(pk: int, at: datetime | None) -> QuerySet[MatterStep]:
    steps = MatterStep.objects.filter(matter=pk).select_related(*STEP_PATHS)
    return _before(steps, "at", at).order_by("number")


def _requests(matter: Matter, at: datetime | None) -> list[Request]:
    people = ("asked_by__organisation", "decided_by__organisation")
    rows = _before(matter.requests.select_related(*people), "asked_at", at)
    return [Request(row, _is_before(row.decided_at, at)) for row in rows]


def _attachments(matter: Matter, at: datetime | None) -> QuerySet[Attachment]:
    return matter.attachments.known_at(at).select_related("added_by__organisation")


def _slips(matter: Matter, at: datetime | None) -> list[SentSlip]:
    people = ("organisation", "issued_by__organisation", "received_by__organisation")
    rows = _before(matter.slips.select_related(*people), "issued_at", at)
    return [SentSlip(row, _is_before(row.received_at, at)) for row in rows]


def _visits(matter: Matter, at: datetime | None) -> QuerySet[ReturnVisit]:
    rows = matter.return_visits.select_related("made_by__organisation")
    return _before(rows, "made_at", at).order_by("pk")
