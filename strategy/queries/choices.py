"""What the filters of the lists offer to choose from, in one query."""

from dataclasses import dataclass, field

from django.db.models import F, QuerySet, Value

from strategy.models import Action, Metric, Organisation, TrackedItem

ACTION, METRIC = "action", "metric"
COLUMNS = ("sort", "place", "value", "label")
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """(code, label) pairs; `organisations` in groups by kind, each in its official order.

    `others` has what a list asked for besides, by its own word.
    """

    organisations: list[tuple[str, list[Choice]]]
    areas: list[Choice]
    actions: list[Choice]
    metrics: list[Choice]
    others: dict[str, list[Choice]] = field(default_factory=dict)

    def of(self, name: str) -> list:
        """Those of a name: one of the fields, or of the others."""
        return getattr(self, name) if name in KNOWN else self.others.get(name, [])


KNOWN = {"organisations", "areas", "actions", "metrics"}


def filter_choices(*others: QuerySet) -> Choices:
    """All organisations, actions and metrics. One query.

    `others` are rows of COLUMNS that a list offers besides.
    """
    found: dict[str, list[Choice]] = {}
    rows = _organisations().union(_actions(), _metrics(), *others, all=True)
    for sort, _, code, label in sorted(rows):
        found.setdefault(sort, []).append((code, label))
    kinds = [kind for kind in Organisation.Kind if kind.value in found]
    return Choices(
        organisations=[(kind.label, found[kind.value]) for kind in kinds],
        areas=found.get(Organisation.Kind.AREA.value, []),
        actions=found.get(ACTION, []),
        metrics=found.get(METRIC, []),
        others=found,
    )


def _organisations() -> QuerySet:
    rows = Organisation.objects.order_by().annotate(
        sort=F("kind"), place=F("position"), value=F("code"), label=F("short_name")
    )
    return rows.values_list(*COLUMNS)


def _actions() -> QuerySet:
    rows = TrackedItem.objects.order_by().filter(kind=Action._meta.label_lower)
    return _labelled(rows, ACTION)


def _metrics() -> QuerySet:
    return _labelled(Metric.objects.order_by(), METRIC)


def _labelled(rows: QuerySet, sort: str) -> QuerySet:
    return rows.annotate(
        sort=Value(sort), place=Value(0), value=F("code"), label=F("name")
    ).values_list(*COLUMNS)
