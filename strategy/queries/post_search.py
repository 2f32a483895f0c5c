"""Search of posts, by what they are called and by the people who are or were in them."""

from collections import defaultdict
from datetime import date

from django.urls import reverse

from strategy.models import Post

from .posts import VACANT
from .search import Found, FoundGroup, best_match, group_of, pieces_of

PATHS = ("code", "title", "is_sample", "tenures__person", "tenures__starts_on", "tenures__ends_on")


def search_posts(query: str, on: date) -> FoundGroup:
    """Posts whose title or people answer a query, as known on a day. One query."""
    people: dict[tuple, list[tuple]] = defaultdict(list)
    rows = Post.objects.order_by("position", "code", "tenures__starts_on").values_list(*PATHS)
    for *post, person, starts_on, ends_on in rows:
        had = people[tuple(post)]
        if person is not None and (starts_on is None or starts_on <= on):
            had.append((person, ends_on is None or ends_on > on))
    found = [_found(query, *post, had) for post, had in people.items()]
    return group_of("职务和责任人", [one for one in found if one is not None])


def _found(query: str, code: str, title: str, is_sample: bool, had: list[tuple]) -> Found | None:
    match = best_match(query, code, title)
    people = [best_match(query, code, f"{title} {person}") for person, _ in had]
    scores = [one.score for one in (match, *people) if one is not None]
    if not scores:
        return None
    return Found(
        code="",
        name=title,
        url=reverse("strategy:post_detail", args=[code]),
        note=_note(had),
        is_sample=is_sample,
        score=min(scores),
        pieces=pieces_of(title, match) if match else ((title, False),),
    )


def _note(had: list[tuple]) -> str:
    """Who is in the post, and who was: 现任示例乙，曾任示例甲."""
    now = [person for person, is_present in had if is_present]
    former = [person for person, is_present in had if not is_present]
    words = [f"现任{'、'.join(now)}" if now else VACANT if former else ""]
    words += [f"曾任{'、'.join(former)}"] if former else []
    return "，".join(word for word in words if word)
