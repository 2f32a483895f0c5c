"""Verbs: load_fixtures (reference rows are updated, ledgers only added to)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Field, Model
from django.utils import translation

from enterprises.models import PoolEntry
from strategy.models import (
    AgendaItem,
    DueRule,
    Figure,
    LightRule,
    ListEntry,
    Meeting,
    Metric,
    Milestone,
    Post,
    ReportingMonth,
    Responsibility,
    Revision,
    Series,
    Source,
    Target,
    Tenure,
    TrackedItem,
    User,
)
from strategy.services.events import raise_page_counter, record_event

from .fixture_records import (
    FixtureError,
    Record,
    RecordError,
    flat,
    key_fields,
    own_fields,
    read_records,
)
from .recomputation import bring_up_to_date, settle_figures

LEDGERS = (
    AgendaItem, DueRule, Figure, LightRule, ListEntry, Meeting, PoolEntry, Post, ReportingMonth,
    Responsibility, Revision, Target, Tenure, User,
)  # fmt: skip
"""Rows with a history or a secret of their own: one that exists is never touched."""


@dataclass
class Loaded:
    """What was done: by model label how many were added, updated and unchanged."""

    counts: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    items: set[int] = field(default_factory=set)
    figures: set[int] = field(default_factory=set)
    assessed: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether anything was added or updated."""
        return any(count["added"] or count["updated"] for count in self.counts.values())


@transaction.atomic
def load_fixtures(
    paths: Iterable[Path],
    *,
    at: datetime,
    keep: bool = True,
    watch: Callable[[list[Record]], Iterable[Record]] = iter,
) -> Loaded:
    """Load files in this order, all or nothing; with `keep=False` it is tried and undone.

    Raises FixtureError with every record that is wrong. `watch` is told of each record in turn.
    """
    records = read_records(paths)
    loaded = Loaded()
    problems = _load_all(watch(records), loaded) or _without_kind(records)
    if problems:
        raise FixtureError(problems)
    _publish(loaded, at)
    if not keep:
        transaction.set_rollback(True)
    return loaded


@translation.override("en")  # what Django says of a value goes to the terminal
def _load_all(records: Iterable[Record], loaded: Loaded) -> list[str]:
    """Load record by record; give what is wrong, each thing once and where it is."""
    problems, failed = [], set()
    for record in records:
        try:
            _load(record, loaded, failed)
        except RecordError as error:
            failed.add((record.model, tuple(map(str, record.key))))
            problems += [str(error)] if str(error) else []
    return problems


def _load(record: Record, loaded: Loaded, failed: set) -> None:
    given = {
        name: _value(record, field, failed)
        for name, field in own_fields(record.model).items()
        if name in record.fields
    }
    links = {name: given.pop(name) for name in list(given) if isinstance(given[name], list)}
    row = _existing(record, given)
    verb = "added" if row is None else "updated"
    row = row or record.model()
    if verb == "updated" and (isinstance(row, LEDGERS) or not _differs(row, given, links)):
        verb = "unchanged"
    else:
        _save(record, row, given, links)
        loaded.items.update(_items_behind(row))
        loaded.figures.update([row.figure_id] if isinstance(row, Revision) else [])
    loaded.counts[record.model._meta.label_lower][verb] += 1


def _value(record: Record, field: Field, failed: set) -> object:
    raw = record.fields[field.name]
    if field.many_to_many:
        if not isinstance(raw, list):
            raise record.error("a list of natural keys is needed.", field.name)
        return [_referred(record, field, key, failed) for key in raw]
    if field.is_relation:
        return None if raw is None else _referred(record, field, raw, failed)
    try:
        return field.to_python(raw)
    except ValidationError as error:
        raise record.error(" ".join(error.messages), field.name) from error


def _referred(record: Record, field: Field, key: object, failed: set) -> Model:
    model = field.remote_field.model
    if not isinstance(key, list):
        raise record.error(f"a {model._meta.model_name} is named by its natural key, in a list.",
                           field.name)  # fmt: skip
    if (model, tuple(map(str, flat(key)))) in failed:
        raise RecordError  # what is wrong is said where it is wrong
    try:
        return model._default_manager.get_by_natural_key(*key)
    except (ObjectDoesNotExist, ValueError, TypeError, ValidationError) as error:
        name = ", ".join(map(str, key))
        reason = f"there is no {model._meta.model_name} “{name}”, neither here nor before this."
        raise record.error(reason, field.name) from error


def _existing(record: Record, given: dict) -> Model | None:
    """The row of a record's key; a day that is not known in it may have become known since."""
    fields = own_fields(record.model)
    key = {name: given.get(name) for name in key_fields(record.model)}
    missing = [name for name in key if key[name] is None and not fields[name].null]
    if missing:
        raise record.error("it is part of the key and must be given.", missing[0])
    known = {name: value for name, value in key.items() if value is not None}
    return record.model._base_manager.filter(**known).order_by("pk").first()


def _differs(row: Model, given: dict, links: dict) -> bool:
    fields = own_fields(type(row))
    for name, value in given.items():
        wanted = value.pk if isinstance(value, Model) else value
        if getattr(row, fields[name].attname) != wanted:
            return True
    return any(set(getattr(row, name).all()) != set(linked) for name, linked in links.items())


def _save(record: Record, row: Model, given: dict, links: dict) -> None:
    for name, value in given.items():
        setattr(row, name, value)
    inherited = {field.name for field in row._meta.fields} - set(own_fields(record.model))
    try:
        row.full_clean(exclude=inherited | ({row._meta.pk.name} if inherited else set()))
        row.save_base(raw=True)  # only its own table: the item has a record of its own
    except ValidationError as error:
        raise _invalid(record, error) from error
    except DatabaseError as error:
        raise FixtureError([str(record.error(f"the database refuses it ({error})."))]) from error
    for name, linked in links.items():
        getattr(row, name).set(linked)


def _invalid(record: Record, error: ValidationError) -> RecordError:
    name, messages = next(iter(error.message_dict.items()))
    return record.error(" ".join(messages), "" if name == NON_FIELD_ERRORS else name)


def _items_behind(row: Model) -> list[int]:
    """The items (pks) whose results depend on a row."""
    if isinstance(row, Metric):
        return list(row.series.values_list("item", flat=True))
    if isinstance(row, ReportingMonth | LightRule):
        return list(TrackedItem.objects.values_list("pk", flat=True))
    if isinstance(row, Revision):
        return [row.figure.series.item_id]
    if isinstance(row, Figure | Target):
        return [row.series.item_id]
    if isinstance(row, Series | Milestone):
        return [row.item_id]
    return [row.pk] if isinstance(row, TrackedItem) else []


def _without_kind(records: list[Record]) -> list[str]:
    """Items of the files that are no project, enterprise … yet, and so have no page."""
    problems = []
    for record in records:
        if record.model is not TrackedItem:
            continue
        try:
            item = TrackedItem.objects.get(code=record.key[0])
            apps.get_model(item.kind).objects.get(pk=item.pk)
        except (ObjectDoesNotExist, LookupError, ValueError):
            reason = "no record of this kind names it as its item."
            problems.append(str(record.error(reason, "kind")))
    return problems


def _publish(loaded: Loaded, at: datetime) -> None:
    settle_figures(Figure.objects.filter(pk__in=loaded.figures))
    loaded.assessed = bring_up_to_date(loaded.items, at=at)
    if not loaded.is_changed:
        return
    counts = {label: dict(count) for label, count in loaded.counts.items()}
    record_event("载入数据", Source(), "fixtures", by=None, at=at, counts=counts)
    raise_page_counter()
