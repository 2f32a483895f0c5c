"""Who answers for what on a day: posts, the people in them, and the items in their care.

Only dates count here, as with the lists: whoever is entered late was in the post all the same.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, FilteredRelation, OuterRef, QuerySet
from django.urls import reverse

from strategy import months
from strategy.models import Post, Responsibility, Source, Tenure
from strategy.models.posts import held_on
from strategy.models.spans import begun_on

VACANT, UNKNOWN = "空缺", "未登记"
ROLES = list(Responsibility.Role)
DUTY_PATHS = (
    "pk", "item", "role", "post__code", "post__title", "holder__person", "was_held", "starts_on",
    "holder__starts_on", "source__code", "holder__source__code", "is_sample", "post__is_sample",
    "holder__is_sample",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duty:
    """What a post is to an item on a day; `person` is None where nobody is in it.

    `since` is the first day on which this person had this duty, None where that is not known or
    nobody has it; `sources` are codes. `was_held`: somebody is known to have been in the post.
    """

    pk: int
    item: int
    role: Responsibility.Role
    code: str
    title: str
    person: str | None
    was_held: bool
    since: date | None
    sources: tuple[str, ...]
    is_sample: bool

    @property
    def holder(self) -> str:
        """The person in words."""
        return holder_words(self.person, was_held=self.was_held)

    @property
    def url(self) -> str:
        return reverse("strategy:post_detail", args=[self.code])


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a post, as a day saw it: `ends_on` is None as long as the end lies ahead."""

    person: str
    starts_on: date | None
    ends_on: date | None
    source: Source | None
    is_sample: bool


def duty_day(month: date, on: date) -> date:
    """The day whose people a page of a month shows.

    It is the last day of the month, but never one after the day of reading: March's page shows who
    answered for an item on 31 March, a page as of 10 March who did on 10 March.
    """
    return min(months.last_day(month), on)


def holder_words(person: str | None, *, was_held: bool) -> str:
    """The person; 空缺 after a former holder, 未登记 where none is known."""
    return person or (VACANT if was_held else UNKNOWN)


def duties_of_item(item: int, day: date) -> list[Duty]:
    """Who answers for an item (pk) on a day, by role. One query."""
    return duties_of_items([item], day).get(item, [])


def duties_of_items(items: Iterable[int], day: date) -> dict[int, list[Duty]]:
    """Who answers for some items (pks) on a day, by item and role. One query."""
    found: dict[int, list[Duty]] = defaultdict(list)
    for duty in _duties(Responsibility.objects.filter(item__in=items), day):
        found[duty.item].append(duty)
    return dict(found)


def holder_of(post: Post, day: date) -> Tenure | None:
    """Who was in a post on a day. One query."""
    return post.tenures.on(day).first()


def holders_of(post: Post, on: date) -> list[Holder]:
    """Who was in a post up to a day, the last one first. One query."""
    rows = post.tenures.filter(begun_on(on, "starts_on")).select_related("source")
    rows = sorted(rows, key=lambda one: (one.starts_on or date.min, one.pk), reverse=True)
    return [
        Holder(one.person, one.starts_on, _past(one.ends_on, on), one.source, one.is_sample)
        for one in rows
    ]


def was_held_on(day: date, post: str) -> Exists:
    """Whether anybody is known to have had the post at a path by a day."""
    begun = begun_on(day, "starts_on")
    return Exists(Tenure.objects.order_by().filter(begun, post=OuterRef(post)))


def held_by(day: date, path: str = "") -> FilteredRelation:
    """The holder on a day of the post at the end of `path`, to be joined under a name."""
    return FilteredRelation(f"{path}tenures", condition=held_on(day, f"{path}tenures__"))


def _past(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _duties(responsibilities: QuerySet[Responsibility], day: date) -> list[Duty]:
    rows = (
        responsibilities.on(day)
        .annotate(holder=held_by(day, "post__"), was_held=was_held_on(day, "post"))
        .order_by("post__position", "post__code", "pk")
        .values_list(*DUTY_PATHS)
    )
    return sorted((_duty(*row) for row in rows), key=lambda duty: ROLES.index(duty.role))


def _duty(
    pk, item, role, code, title, person, was_held, given_on, held_since, source, tenure_source,
    *samples,
) -> Duty:  # fmt: skip
    known = [day for day in (given_on, held_since) if day is not None]
    sources = dict.fromkeys(one for one in (source, tenure_source) if one)
    return Duty(
        pk=pk,
        item=item,
        role=Responsibility.Role(role),
        code=code,
        title=title,
        person=person,
        was_held=was_held,
        since=max(known, default=None) if person else None,
        sources=tuple(sources),
        is_sample=any(samples),
    )
