"""Entries of a history: who did what when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from strategy.models import Event
from strategy.progress.rounding import plain
from strategy.ui.formatting import datetime_label

from .item_changes import change_sentences


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the `history` macro."""

    when: str
    title: str
    note: str


CHANGING = {"修改", "批量修改"}
"""What is done to an item whose fields say something else from then on."""
FIELD_NAMES = {"name": "姓名", "post": "职务", "phone": "电话", "is_active": "在任"}


def event_entries(events: Iterable[Event], names: Mapping[str, str] | None = None) -> list[Entry]:
    """The lines of a history; what one person did to several things at once is one line.

    `names` says what keys such as “A1-new-contracts-industry” name.
    """
    groups = groupby(events, key=lambda event: (event.at, event.verb, event.actor_id))
    return [_entry(list(group), names or {}) for _, group in groups]


def actor_name(event: Event) -> str:
    """The person and the unit; the machine where nobody acted."""
    if event.actor is None:
        return "系统"
    return f"{event.actor.organisation.short_name} {event.actor.name}"


def _entry(events: list[Event], names: Mapping[str, str]) -> Entry:
    first, several = events[0], len(events) > 1
    subject = names.get(first.subject_key.partition(" ")[0], "")
    told = f"{subject}等{len(events)}项" if several else subject
    title = f"{first.verb}{f'：{told}' if told else ''}"
    details = [] if several else _details(first)
    note = "，".join(part for part in (actor_name(first), *details) if part)
    return Entry(datetime_label(first.at), title, note)


def _details(event: Event) -> list[str]:
    detail = event.detail
    told = []
    if "number" in detail:
        told.append(f"第{detail['number']}版")
    if detail.get("value") is not None:
        told.append(f"数值{plain(Decimal(detail['value']))}")
    if "words" in detail:
        told.append(detail["words"])
    if "file" in detail:
        told.append(detail["file"])
    if "place" in detail:
        told += [detail["place"], detail["on"] and f"自{detail['on']}起", detail.get("reason")]
    if event.verb in CHANGING:
        told.append("；".join(change_sentences(event.subject_kind, detail.get("changes", {}))))
    if "contact" in detail:
        told.append(f"联系人{detail['contact']}")
        told += [FIELD_NAMES[name] for name in detail.get("changes", {}) if name in FIELD_NAMES]
    if "duty" in detail:
        told.append(detail["duty"])
    return told
