"""How the tests read the fixture files, and find the row that a record became."""

import json
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

FOLDER = Path(settings.BASE_DIR) / "fixtures"
ORDER = [
    "sources", "organisations", "users", "programmes", "actions", "metrics", "tasks", "parks",
    "enterprises", "projects", "stage_records", "annual_plans", "posts", "list_entries",
    "milestones", "honours", "pools", "pool_entries", "rules", "due_rules",
    "reporting_months", "facts", "facts_2022h1", "time_limits",
    "meeting_series", "meetings", "agenda_items",
]  # fmt: skip


def records(name: str) -> list[dict]:
    """Read a file's records, each with its model and fields."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def rows(name: str, model: str = "") -> list[dict]:
    """Read the fields of a file's records, of one model where it is named."""
    return [record["fields"] for record in records(name) if model in ("", record["model"])]


def natural_key(record: dict) -> str:
    """Give the model and the fields by which a record is named."""
    model: type[Model] = apps.get_model(record["model"])
    key = ("item",) if "item" in model._meta.pk.name else getattr(model, "NATURAL_KEY", None)
    names = [path.split("__")[0] for path in key or (model.USERNAME_FIELD,)]
    return f"{record['model']} {[record['fields'][name] for name in names]}"


def find(record: dict) -> Model:
    """Fetch the row that a record became."""
    model = apps.get_model(record["model"])
    if model._meta.pk.name == "item":
        return model.objects.get(code=record["fields"]["item"][0])
    key = getattr(model, "NATURAL_KEY", ("username",))
    values = [flat(record["fields"], path) for path in key]
    return model.objects.get(**dict(zip(key, values, strict=True)))


def flat(fields: dict, path: str) -> str:
    """Follow one part of a natural key into the record: that of a figure or meeting has two."""
    value = fields[path.split("__")[0]]
    place = 1 if path in {"figure__month", "meeting__number"} else 0
    return value[place] if isinstance(value, list) else value


def is_last_day(day: str | None, precision: str) -> bool:
    """Whether a date is exact, unknown, or the last day of the known month or year."""
    if day is None or precision == "day":
        return precision == "day"
    last = {"01": 31, "02": 28, "03": 31, "04": 30, "05": 31, "06": 30,
            "07": 31, "08": 31, "09": 30, "10": 31, "11": 30, "12": 31}  # fmt: skip
    return day[8:] == str(last[day[5:7]]) and (precision == "month" or day[5:7] == "12")
