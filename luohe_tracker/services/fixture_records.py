"""Fixture files as records: what they say, before the database is asked."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from strategy.models import User

FOLDER = settings.BASE_DIR / "fixtures"
ORDER = (
    "sources", "organisations", "ranking_groups", "users", "programmes", "actions", "metrics",
    "tasks", "parks", "enterprises", "projects", "posts", "stage_records", "annual_plans",
    "list_entries", "milestones", "honours", "pools", "pool_entries", "rules", "due_rules",
    "reporting_months", "facts", "facts_2022h1", "time_limits", "meeting_series", "meetings",
    "agenda_items",
)  # fmt: skip
"""What is named comes before what names it; other files follow."""


class FixtureError(Exception):
    """Fixtures cannot be loaded; `problems` are sentences that name file, record and reason."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


class RecordError(Exception):
    """One record cannot be loaded; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file, counted from 1."""

    path: Path
    number: int
    model: type[Model]
    fields: dict

    @property
    def key(self) -> tuple:
        """The natural key as it is written."""
        return flat(self.fields.get(name) for name in key_fields(self.model))

    def error(self, reason: str, field: str = "") -> RecordError:
        """The sentence that says what is wrong with the record, or with one of its fields."""
        key = ", ".join(str(part) for part in self.key)
        place = f"{self.path.name}, record {self.number} ({self.model._meta.label_lower} {key})"
        if field in self.fields:
            value = json.dumps(self.fields[field], ensure_ascii=False, default=str)
            return RecordError(f"{place}, field {field}, value {value}: {reason}")
        return RecordError(f"{place}{f', field {field}' if field else ''}: {reason}")


def fixture_paths(names: Iterable[str] = ()) -> list[Path]:
    """The named files, or all of the folder, in the order in which they can be loaded."""
    paths = [Path(name) for name in names] or list(FOLDER.glob("*.json"))
    return sorted(paths, key=_place)


def read_records(paths: Iterable[Path]) -> list[Record]:
    """Read all files. Raises FixtureError with every record that cannot be understood."""
    records, problems = [], []
    for path in paths:
        for number, raw in enumerate(_read(path), start=1):
            try:
                records.append(_record(path, number, raw))
            except RecordError as error:
                problems.append(str(error))
    problems += _repeated(records)
    if problems:
        raise FixtureError(problems)
    return records


def key_fields(model: type[Model]) -> list[str]:
    """The fields by which a model's records are named; a kind of item by its item."""
    if model._meta.parents:
        return [model._meta.pk.name]
    paths = (User.USERNAME_FIELD,) if model is User else getattr(model, "NATURAL_KEY", ())
    return list(dict.fromkeys(path.split("__")[0] for path in paths))


def own_fields(model: type[Model]) -> dict[str, Field]:
    """The fields that a record of the model may name."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name: field for field in fields if field.name != "id"}


def flat(parts: Iterable) -> tuple:
    """A key in one row: the keys of other records in it are opened."""
    opened = (part if isinstance(part, list | tuple) else [part] for part in parts)
    return tuple(one for part in opened for one in part)


def _place(path: Path) -> tuple[int, str]:
    return (ORDER.index(path.stem) if path.stem in ORDER else len(ORDER)), path.name


def _read(path: Path) -> list:
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise FixtureError([f"{path}: the file cannot be read ({error.strerror})."]) from error
    except UnicodeDecodeError as error:
        raise FixtureError(
            [
                f"{path.name}: the file is not UTF-8 ({error}).",
            ]
        ) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FixtureError([f"{path.name}, {place}: this is no JSON ({error.msg})."]) from error
    if not isinstance(content, list):
        raise FixtureError([f"{path.name}: the file must hold a list of records."])
    return content


def _record(path: Path, number: int, raw: object) -> Record:
    place = f"{path.name}, record {number}"
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), dict):
        raise RecordError(f"{place}: a record needs a model and its fields.")
    if "pk" in raw:
        raise RecordError(f"{place}: it has a pk, but records are named by their natural keys.")
    try:
        model = apps.get_model(raw.get("model"))
    except (LookupError, ValueError, AttributeError) as error:
        raise RecordError(f"{place}: there is no model {raw.get('model')!r}.") from error
    if not key_fields(model):
        raise RecordError(f"{place}: records of {raw['model']} have no natural key.")
    record = Record(path, number, model, raw["fields"])
    for name in record.fields:
        if name not in own_fields(model):
            raise record.error("the model has no such field.", name)
    return record


def _repeated(records: list[Record]) -> list[str]:
    first: dict[tuple, Record] = {}
    problems = []
    for record in records:
        former = first.setdefault((record.model, tuple(map(str, record.key))), record)
        if former is not record:
            reason = f"its key stands in {former.path.name}, record {former.number} already."
            problems.append(str(record.error(reason)))
    return problems
