"""Search of matters by number and title, and of meetings by number, series, topic and day."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from strategy.models import MatterStep, Meeting

from .search import (
    EXACT_CODE,
    MOST_SHOWN,
    NAME_HAS,
    NAME_STARTS,
    Found,
    FoundGroup,
    Match,
    best_match,
    group_of,
    pieces_of,
)

NUMBER = re.compile(
    r"(?:督办)?(?:[〔\[(](?P<year>\d{4})[〕\])]|(?P<dashed>\d{4})-)?第?(?P<number>\d{1,6})号?"
)
"""A number as documents write it, or a part of it: 督办〔2022〕12号, 2022-12, 12号."""


def search_matters(query: str, at: datetime | None) -> FoundGroup:
    """Matters known at a moment whose number or title answers a query, the newest first.

    There may be thousands, so that the database looks, for the letters alone. One query.
    """
    asked = Q()
    for word in query.split():
        asked &= Q(matter__title__icontains=word) | _numbered(word)
    steps = MatterStep.objects.known_at(at).filter(asked).select_related("matter", "lead")
    results = [_found(step, query) for step in steps.order_by("-matter__year", "-matter__number")]
    group = group_of("督办事项", results)
    marked = [_marked(one, query) for one in group.results[:MOST_SHOWN]]
    return replace(group, results=(*marked, *group.results[MOST_SHOWN:]))


def search_meetings(query: str, at: datetime | None) -> FoundGroup:
    """Meetings known at a moment by name, topic or day, the newest first. One query."""
    rows = Meeting.objects.known_at(at).select_related("series").order_by("-meets_on", "-number")
    found = [_meeting(one, query) for one in rows]
    return group_of("会议", [one for one in found if one is not None])


def _numbered(word: str) -> Q:
    match = NUMBER.fullmatch(unicodedata.normalize("NFKC", word))
    if match is None:
        return Q(pk__in=[])
    year = match["year"] or match["dashed"]
    number = Q(matter__number=int(match["number"]))
    return number & Q(matter__year=int(year)) if year else number


def _found(step: MatterStep, query: str) -> Found:
    matter = step.matter
    lead = f"，牵头单位{step.lead.short_name}" if step.lead else ""
    return Found(
        code=matter.label,
        name=matter.title,
        url=matter.get_absolute_url(),
        note=f"{matter.get_kind_display()}，{step.get_status_display()}{lead}",
        is_sample=matter.is_sample,
        score=_score(matter.title, query),
        pieces=((matter.title, False),),
    )


def _score(title: str, query: str) -> int:
    first = query.split()[0].lower()
    if first not in title.lower():
        return EXACT_CODE
    return NAME_STARTS if title.lower().startswith(first) else NAME_HAS


def _marked(found: Found, query: str) -> Found:
    match = best_match(query, found.code, found.name)
    return replace(found, pieces=pieces_of(found.name, match)) if match else found


def _meeting(meeting: Meeting, query: str) -> Found | None:
    name, day = str(meeting), f"{meeting.meets_on:%Y-%m-%d}"
    match = best_match(query, day, name, meeting.topic)
    if match is None and meeting.topic:
        match = best_match(query, day, f"{name} {meeting.topic}") and Match(NAME_HAS)
    if match is None:
        return None
    return Found(
        code=day,
        name=name,
        url=meeting.get_absolute_url(),
        note=meeting.topic,
        is_sample=meeting.is_sample,
        score=match.score,
        pieces=pieces_of(name, match),
    )
