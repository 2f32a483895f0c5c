"""Who was in a pool from when to when, and in which pools one member was."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse

from enterprises.models import Pool, PoolEntry
from strategy.models import TrackedItem, item_url
from strategy.models.spans import begun_on

from .pools import within

MEMBER_PATHS = (
    "pk", "member__kind", "member__code", "member__name", "member__area__short_name", "pool__name",
    "entered_on", "entered_precision", "entered_reason", "left_on", "left_reason",
    "honour__name", "source__code", "source__title", "is_sample",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member's time in a pool, as a day saw it: what lies ahead of the day is not known."""

    pk: int
    kind: str
    code: str
    name: str
    area: str | None
    pool: str
    entered_on: date | None
    entered_precision: str
    entered_reason: str
    left_on: date | None
    left_reason: str
    honour: str | None
    source_code: str
    source_title: str
    is_sample: bool

    @property
    def url(self) -> str:
        return item_url(self.kind, self.code)

    @property
    def source_url(self) -> str:
        """The entry on the sources page."""
        return f"{reverse('strategy:source_list')}#{self.source_code}"

    @property
    def is_in(self) -> bool:
        """Whether it was in the pool on the day."""
        return self.left_on is None


def members_of(pool: Pool, day: date) -> list[MemberRow]:
    """All who had entered a pool or a tier of it by a day, those who are in first. One query."""
    entries = _known(PoolEntry.objects.filter(within(pool)), day)
    ordered = entries.order_by(F("entered_on").asc(nulls_first=True), "member__code")
    rows = [_as_of(MemberRow(*values), day) for values in ordered.values_list(*MEMBER_PATHS)]
    return sorted(rows, key=lambda row: not row.is_in)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder for a member: the pool, and its entry there if it ever was."""

    pool: Pool
    entry: PoolEntry | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """The pools of one member as a day saw them; `ladders` has those that it has set foot on."""

    entries: tuple[PoolEntry, ...]
    ladders: tuple[tuple[str, tuple[Rung, ...]], ...]
    day: date

    @property
    def honours(self) -> set[int]:
        """The honours (pks) that are told by an entry already."""
        return {entry.honour_id for entry in self.entries if entry.honour_id}

    def has_left(self, entry: PoolEntry) -> bool:
        """Whether the member had left by the day."""
        return entry.left_on is not None and entry.left_on <= self.day


def membership_of(member: TrackedItem, day: date) -> Membership:
    """The pools of a member as a day saw them. Two queries."""
    links = ("pool__parent", "source", "honour")
    entries = _known(PoolEntry.objects.filter(member=member.pk), day).select_related(*links)
    ordered = tuple(entries.order_by("pool__position", F("entered_on").asc(nulls_first=True)))
    return Membership(ordered, tuple(_ladders(ordered, day)), day)


def open_entries(pool: Pool) -> QuerySet[PoolEntry]:
    """The entries of a pool and its tiers that their members have not left, with their links."""
    entries = PoolEntry.objects.filter(within(pool), left_on__isnull=True)
    return entries.select_related("pool", "member", "source").order_by("pool__position", "member")


def rungs_above(pool: Pool) -> QuerySet[Pool]:
    """Where a member of a pool can climb to: the higher rungs of its ladder, the next one first."""
    if not pool.ladder:
        return Pool.objects.none()
    return Pool.objects.filter(ladder=pool.ladder, rung__gt=pool.rung).order_by("rung")


def _known(entries: QuerySet[PoolEntry], day: date) -> QuerySet[PoolEntry]:
    """Those that had begun by a day."""
    return entries.filter(begun_on(day, "entered_on"))


def _as_of(row: MemberRow, day: date) -> MemberRow:
    """The row without a leaving that lies ahead of the day."""
    if row.left_on is None or row.left_on <= day:
        return row
    values = {name: getattr(row, name) for name in MemberRow.__slots__}
    return MemberRow(**(values | {"left_on": None, "left_reason": ""}))


def _ladders(entries: Iterable[PoolEntry], day: date) -> list[tuple[str, tuple[Rung, ...]]]:
    """Every rung of the ladders in which there is an entry; its latest entry stands on it."""
    latest = {entry.pool_id: entry for entry in entries}
    names = {entry.pool.ladder for entry in latest.values()} - {""}
    rungs = defaultdict(list)
    for pool in Pool.objects.filter(ladder__in=names).order_by("rung"):
        entry = latest.get(pool.pk)
        is_held = entry is not None and (entry.left_on is None or entry.left_on > day)
        rungs[pool.ladder].append(Rung(pool, entry, is_held))
    return [(name, tuple(found)) for name, found in rungs.items()]
