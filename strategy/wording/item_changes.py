"""What changed in an item, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from strategy.models import TrackedItem
from strategy.services.item_rules import broken_rules
from strategy.services.items import changes_of, words_of

NOTHING = "（空）"
LONGEST_SAID = 60


@dataclass(frozen=True, slots=True)
class Changed:
    """A field with what it said and what it is to say."""

    label: str
    former: str
    wanted: str


def changed_fields(model: type[Model], changes: Mapping[str, Iterable[str]]) -> list[Changed]:
    """The fields of some changes by their labels; nothing is said to be empty."""
    return [
        Changed(label_of(model, name), *(_said(text) for text in texts))
        for name, texts in changes.items()
    ]


def change_sentences(kind: str, changes: Mapping[str, Iterable[str]]) -> list[str]:
    """Each change of an item of a kind: “总投资（万元）：由5,000改为6,000”; none of others."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return []
    if not issubclass(model, TrackedItem):
        return []
    return [
        f"{one.label}：由{one.former}改为{one.wanted}" for one in changed_fields(model, changes)
    ]


def label_of(model: type[Model], name: str) -> str:
    """What a field is called; one that there is no longer by its name."""
    try:
        return str(model._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name


def _said(text: str) -> str:
    if not text:
        return NOTHING
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID]}……"


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What a field of one item says and would say; `problem` says why it cannot."""

    item: TrackedItem
    former: str
    wanted: str
    problem: str

    @property
    def is_same(self) -> bool:
        return self.former == self.wanted and not self.problem

    @property
    def is_changed(self) -> bool:
        return not self.problem and not self.is_same


def bulk_line(item: TrackedItem, name: str, value: Any) -> BulkLine:
    """What giving a field a value would change in an item, whose supporting units are at hand."""
    changes = changes_of(item, {name: value})
    if not changes:
        said = _said(words_of(item._meta.get_field(name), value))
        return BulkLine(item, said, said, "")
    former, wanted = changes[name]
    setattr(item, name, value)
    broken = "".join(sentence for _, sentence in broken_rules(item, item.supporting.all()))
    return BulkLine(item, _said(former), _said(wanted), broken)
