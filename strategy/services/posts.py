"""Verbs: keep_post, appoint, relieve, assign_post, end_responsibility.

An item's responsibility belongs to a post. When the person changes, only the tenure changes, and
every item of the post follows.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from strategy.models import Organisation, Post, Responsibility, Source, Tenure, TrackedItem, User
from strategy.models.spans import unended_on
from strategy.permissions import insist, may_keep_items
from strategy.ui.formatting import date_label

from .events import Happening, hold_page_counter, raise_page_counter, record_event, record_events
from .item_rules import wrong_source
from .refusals import RefusedError

CODE = "post-{}"
FIELDS = ("title", "organisation", "position", "note")


class PostError(RefusedError):
    """A step cannot be taken."""


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A post as it shall be."""

    title: str
    organisation: Organisation | None = None
    position: int = 100
    note: str = ""


@transaction.atomic
def keep_post(post: Post | None, entry: PostEntry, *, by: User, at: datetime) -> Post:
    """Add a post (None), or change what it is called; its code and all that hangs on it stay.

    Raises PostError for a title that another post of the same unit has.
    """
    insist(may_keep_items(by))
    kept = Post() if post is None else _held(post)
    hold_page_counter()  # of two posts with one title or number, the second sees the first
    kept.code = kept.code or _free_code()
    _check_title(kept, entry)
    was = _told(kept) if post else {}
    kept.title, kept.organisation = entry.title.strip(), entry.organisation
    kept.position, kept.note = entry.position, entry.note
    kept.save()
    now = _told(kept)
    changes = {name: [was.get(name), now[name]] for name in FIELDS if was.get(name) != now[name]}
    if changes:
        verb = "新增职务" if post is None else "修改职务"
        record_event(verb, kept, kept.code, by=by, at=at, changes=changes)
    raise_page_counter()
    return kept


@transaction.atomic
def appoint(
    post: Post, person: str, day: date, source: Source, *, by: User, at: datetime
) -> Tenure:
    """Put a person into a post from a day on; the holder before leaves it on that day.

    Raises PostError where the day lies before the holder's own or in a former holder's time, or
    where a sample would be the source of something real, or the reverse.
    """
    insist(may_keep_items(by))
    held = _held(post)
    person = _filled(person, "person", "请填写姓名。")
    _check_source(source, is_sample=held.is_sample)
    former = held.tenures.filter(ends_on__isnull=True).first()
    happenings = [_happening("任职", held, person, day)]
    if former is not None:
        _check_successor(former, person, day)
        happenings.insert(0, _happening("离任", held, former.person, day))
    _check_free(held, former, day)
    held.tenures.filter(ends_on__isnull=True).update(ends_on=day)
    tenure = Tenure.objects.create(
        post=held, person=person, starts_on=day, source=source, is_sample=held.is_sample
    )
    record_events(happenings, by=by, at=at)
    raise_page_counter()
    return tenure


@transaction.atomic
def relieve(post: Post, person: str, day: date, *, by: User, at: datetime) -> Tenure:
    """Leave a post vacant from a day on; `person` is whom the page showed in it.

    Raises PostError where somebody else is in the post, nobody, or not yet on that day.
    """
    insist(may_keep_items(by))
    held = _held(post)
    tenure = held.tenures.filter(ends_on__isnull=True).first()
    if tenure is None:
        raise PostError(f"{held}没有在任人员，不必办理离任。")
    if tenure.person != person:
        raise PostError(f"{held}的在任人员已变为{tenure.person}，请核对后重新办理。")
    _check_later(day, tenure.starts_on, "ends_on", f"离任日期须晚于{tenure.person}的任职日期")
    tenure.ends_on = day
    tenure.save(update_fields=["ends_on"])
    record_events([_happening("离任", held, person, day)], by=by, at=at)
    raise_page_counter()
    return tenure


@transaction.atomic
def assign_post(
    item: TrackedItem,
    role: str,
    post: Post,
    day: date,
    source: Source,
    *,
    by: User,
    at: datetime,
) -> Responsibility:
    """Give an item into the care of a post from a day on.

    Raises PostError where the post has this role already, where a sample post would get a real
    item, or a sample would be the source of something real.
    """
    insist(may_keep_items(by))
    held = _held(post)
    role = Responsibility.Role(role)
    if held.is_sample and not item.is_sample:
        raise PostError("示例职务只能用于示例事项。", "post")
    _check_source(source, is_sample=item.is_sample)
    _check_unassigned(item, role, held, day)
    responsibility = Responsibility.objects.create(
        item=item, role=role, post=held, starts_on=day, source=source, is_sample=item.is_sample
    )
    _record("明确责任", responsibility, day, by, at)
    raise_page_counter()
    return responsibility


@transaction.atomic
def end_responsibility(
    responsibility: Responsibility, day: date, *, by: User, at: datetime
) -> Responsibility:
    """Let a post answer for an item no longer from a day on.

    Raises PostError where it has ended already or had not begun on that day.
    """
    insist(may_keep_items(by))
    rows = Responsibility.objects.select_for_update(of=("self",)).select_related("item", "post")
    kept = rows.get(pk=responsibility.pk)
    if kept.ends_on is not None:
        ended = f"{kept.post}的{kept.get_role_display()}责任已于{date_label(kept.ends_on)}结束。"
        raise PostError(ended)
    _check_later(day, kept.starts_on, "ends_on", "结束日期须晚于开始日期")
    kept.ends_on = day
    kept.save(update_fields=["ends_on"])
    _record("结束责任", kept, day, by, at)
    raise_page_counter()
    return kept


def _held(post: Post) -> Post:
    """The post as it stands, held until the transaction ends."""
    return Post.objects.select_for_update().get(pk=post.pk)


def _told(post: Post) -> dict[str, str]:
    """A post as the log keeps it."""
    return {name: str(getattr(post, name) or "") for name in FIELDS}


def _check_title(post: Post, entry: PostEntry) -> None:
    title = _filled(entry.title, "title", "请填写职务名称。")
    same = Post.objects.filter(title=title, organisation=entry.organisation).exclude(pk=post.pk)
    if same.exists():
        raise PostError(f"已有职务“{title}”，不能重复登记。", "title")


def _free_code() -> str:
    """The next code that no post has."""
    taken = set(Post.objects.values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := CODE.format(n)) not in taken)


def _filled(text: str, field: str, sentence: str) -> str:
    if not text.strip():
        raise PostError(sentence, field)
    return text.strip()


def _check_source(source: Source, *, is_sample: bool) -> None:
    if wrong := wrong_source(source, is_sample):
        raise PostError(wrong, "source")


def _check_successor(former: Tenure, person: str, day: date) -> None:
    if former.person == person:
        raise PostError(f"{person}已任该职务，不必重复登记。", "person")
    _check_later(day, former.starts_on, "starts_on", f"任职日期须晚于现任{former.person}的任职日期")


def _check_free(post: Post, former: Tenure | None, day: date) -> None:
    """Nobody else was in the post on that day or later."""
    others = post.tenures.filter(ends_on__gt=day)
    if former is not None:
        others = others.exclude(pk=former.pk)
    other = others.order_by("-ends_on").first()
    if other is not None:
        until = date_label(other.ends_on)
        raise PostError(
            f"与{other.person}的任期重叠：{other.person}任职至{until}，任职日期不能早于该日。",
            "starts_on",
        )


def _check_unassigned(item: TrackedItem, role: Responsibility.Role, post: Post, day: date) -> None:
    others = Responsibility.objects.filter(unended_on(day, "ends_on"))
    other = others.filter(item=item, role=role, post=post).first()
    if other is None:
        return
    if other.ends_on is None:
        raise PostError(f"{post}已是该事项的{role.label}，不必重复登记。", "post")
    until = date_label(other.ends_on)
    raise PostError(f"{post}担任{role.label}至{until}，开始日期不能早于该日。", "starts_on")


def _check_later(day: date, first: date | None, field: str, sentence: str) -> None:
    if first is not None and day <= first:
        raise PostError(f"{sentence}（{date_label(first)}）。", field)


def _happening(verb: str, post: Post, person: str, day: date) -> Happening:
    return Happening(verb, post, post.code, {"person": person, "day": day.isoformat()})


def _record(verb: str, responsibility: Responsibility, day: date, by: User, at: datetime) -> None:
    """Write to the history of the item, by the code of the post as well."""
    item, post = responsibility.item, responsibility.post
    duty = f"{responsibility.get_role_display()}：{post}"
    told = {"duty": duty, "post": post.code, "day": day.isoformat()}
    record_event(verb, item.specific, item.code, by=by, at=at, **told)
