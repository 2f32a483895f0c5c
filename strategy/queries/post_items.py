"""What is in the care of posts: their items with the results of a month, and what waits there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse

from strategy.models import Action, Assessment, ListEntry, Milestone, Post, Responsibility
from strategy.models.lists import stood_on
from strategy.models.matter_steps import OPEN
from strategy.progress import Standing

from .items import ItemRow, item_rows
from .matters import MatterRow, matter_rows, register
from .posts import ROLES, held_by, holder_words, was_held_on

DAYS_AHEAD = 30
NO_UNIT = "未登记所在单位"
LINE_PATHS = (
    "pk", "code", "title", "organisation__short_name", "holder__person", "holder__starts_on",
    "was_held", "is_sample", "holder__is_sample",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PostRow(ItemRow):
    """An item in the care of a post, with what the post is to it in words."""

    roles: str

    @property
    def kind_name(self) -> str:
        """The kind in words, such as 项目."""
        return kind_name(self.kind)


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on a day: who is in it since when, how many items it has, how many are 严重滞后."""

    code: str
    title: str
    unit: str
    person: str | None
    since: date | None
    was_held: bool
    is_sample: bool
    items: int
    red: int
    items_are_sample: bool

    @property
    def holder(self) -> str:
        """The person in words."""
        return holder_words(self.person, was_held=self.was_held)

    @property
    def url(self) -> str:
        return reverse("strategy:post_detail", args=[self.code])


@lru_cache(maxsize=16)
def kind_name(kind: str) -> str:
    """The kind of an item in words."""
    return str(apps.get_model(kind)._meta.verbose_name)


def items_of_post(post: Post, day: date) -> dict[str, tuple[str]]:
    """The roles of a post on a day by the item's code, in words. One query."""
    rows = Responsibility.objects.on(day).filter(post=post).order_by()
    roles: dict[str, set[str]] = defaultdict(set)
    for code, role in rows.values_list("item__code", "role"):
        roles[code].add(role)
    return {code: (_in_words(named),) for code, named in roles.items()}


def results_of_items(
    items: QuerySet | Iterable[str], month: date, on: date, at: datetime | None
) -> QuerySet[Assessment]:
    """Results of a month of some items (codes) that are actions or stood on a list on a day."""
    listed = stood_on(on, "item__entries__") & Q(item__entries__isnull=False)
    is_action = Q(item__kind=Action._meta.label_lower)
    results = Assessment.objects.known_at(at).of_items().in_month(month)
    return results.filter(is_action | listed, item__code__in=items)


def post_rows(
    results: QuerySet[Assessment], roles: dict[str, tuple[str]], former: dict[str, Standing]
) -> list[PostRow]:
    """The items of a post in the order of the kinds and lists. One query."""
    rows = item_rows(results.order_by(), former=former, row=PostRow, details=roles)
    return sorted(rows, key=lambda row: (_place(row), row.number or 0, row.code))


def post_groups(day: date, month: date, on: date, at: datetime | None):
    """All posts on a day by unit, each with the results of a month. Three queries."""
    found = _standings(day, month, on, at)
    posts = Post.objects.annotate(holder=held_by(day), was_held=was_held_on(day, "pk"))
    ordered = posts.order_by("organisation__position", "organisation__code", "position", "code")
    rows = sorted(ordered.values_list(*LINE_PATHS), key=lambda row: row[3] is None)
    lines = [_line(row, found.get(row[0], [])) for row in rows]
    return [(unit, list(group)) for unit, group in groupby(lines, key=lambda line: line.unit)]


def open_matters(items: Iterable[str], on: date, at: datetime | None) -> list[MatterRow]:
    """What is not closed about some items (codes), by its due day. Two queries."""
    items = list(items)
    about = Q(matter__item__code__in=items) | Q(matter__series__item__code__in=items)
    steps = register(at).filter(about, status__in=OPEN).order_by("due_on", "matter")
    return matter_rows(steps, on, at)


def milestones_ahead(items: Iterable[str], on: date) -> list[Milestone]:
    """What some items (codes) have to reach within 30 days of a day. One query."""
    last = on + timedelta(days=DAYS_AHEAD)
    is_ahead = Q(actual_on__isnull=True) | Q(actual_on__gt=on)
    ahead = Milestone.objects.known_on(on).filter(
        is_ahead, item__code__in=list(items), planned_on__range=(on, last), outcome_known=True
    )
    return list(ahead.select_related("item", "source").order_by("planned_on", "item__code"))


def _in_words(roles: set[str]) -> str:
    return "、".join(role.label for role in ROLES if role in roles)


def _place(row: PostRow) -> int:
    """The four lists in their order; the actions, which stand on none, before them."""
    titles = list(ListEntry.List.labels)
    title = apps.get_model(row.kind)._meta.verbose_name_plural
    return titles.index(title) if title in titles else -1


def _standings(
    day: date, month: date, on: date, at: datetime | None
) -> dict[int, list[tuple[Standing, bool]]]:
    """How the items of each post stand, and whether that or their being there is 示例."""
    pairs = Responsibility.objects.on(day).order_by()
    results = results_of_items(pairs.values("item__code"), month, on, at).order_by()
    known = {code: one for code, *one in results.values_list("item__code", "standing", "is_sample")}
    found: dict[int, dict[str, tuple[Standing, bool]]] = defaultdict(dict)
    for post, code, is_sample in pairs.values_list("post", "item__code", "is_sample"):
        if code in known:
            standing, judged_by_sample = known[code]
            found[post][code] = Standing(standing), judged_by_sample or is_sample
    return {post: list(items.values()) for post, items in found.items()}


def _line(row: tuple, items: list[tuple[Standing, bool]]) -> PostLine:
    _, code, title, unit, person, since, was_held, *samples = row
    return PostLine(
        code=code,
        title=title,
        unit=unit or NO_UNIT,
        person=person,
        since=since,
        was_held=was_held,
        is_sample=any(samples),
        items=len(items),
        red=sum(standing == Standing.FAR_BEHIND for standing, _ in items),
        items_are_sample=any(is_sample for _, is_sample in items),
    )
