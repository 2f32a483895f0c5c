"""The row of totals: a sum over rows of one unit that can be added, with how many are in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from strategy.progress import total
from strategy.progress.accumulate import can_be_added
from strategy.queries.corrections import Replaced


@dataclass(frozen=True, slots=True)
class ColumnTotal:
    """A sum in `unit`, None where the rows cannot be added; `known` of `asked` are reported.

    `words` has a place for each of the two counts; `replaced` is the sum before late corrections.
    """

    value: Decimal | None
    decimals: int
    unit: str
    known: int
    asked: int
    url: str
    is_sample: bool
    words: str = "已报{}/应报{}"
    replaced: Replaced | None = None

    @property
    def coverage(self) -> str:
        """“已报45/应报51”."""
        return self.words.format(self.known, self.asked)


def figures_total(rows: Iterable, url: str, *, name: str = "to_date") -> ColumnTotal | None:
    """The sum of a figure over rows of one metric, else only the counts; None without any metric.

    Rows have metric, unit, decimals, accumulation, reported, owed, and `name` with its sample flag.
    """
    measured = [row for row in rows if row.metric is not None]
    if not measured:
        return None
    first = measured[0]
    is_one = len({row.metric for row in measured}) == 1
    added = is_one and can_be_added(first.accumulation, first.unit)
    return ColumnTotal(
        value=total([getattr(row, name) for row in measured]).value if added else None,
        decimals=first.decimals if added else 0,
        unit=first.unit if added else "",
        known=sum(row.reported or 0 for row in measured),
        asked=sum(row.owed or 0 for row in measured),
        url=url,
        is_sample=any(getattr(row, f"{name}_is_sample") for row in measured),
        replaced=_replaced(measured, name) if added else None,
    )


def _replaced(rows: list, name: str) -> Replaced | None:
    """The sum with the numbers that corrections of late have replaced; None without any."""
    former = [getattr(row, f"{name}_replaced") for row in rows]
    if not any(former):
        return None
    pairs = zip(rows, former, strict=True)
    return Replaced(total([one.number if one else getattr(row, name) for row, one in pairs]).value)


def known_total(
    rows: Iterable, read: Callable, url: str, *, unit: str, decimals: int, words: str
) -> ColumnTotal:
    """The sum of what is known of an amount that every row has, in `unit`; sample items mark it."""
    pairs = [(read(row), row.is_sample_item) for row in rows]
    summed = total([value for value, _ in pairs])
    return ColumnTotal(
        value=summed.value,
        decimals=decimals,
        unit=unit,
        known=summed.reported,
        asked=summed.owed,
        url=url,
        is_sample=any(sample for value, sample in pairs if value is not None),
        words=words,
    )
