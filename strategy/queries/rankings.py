"""Ranks of results: only what is reported is ranked, and equals share a place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from strategy.progress import Direction, Standing
from strategy.progress.ranking import places

from .results import SeriesRow


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line with its place, 1 the best; None where it is not reported or cannot be compared."""

    place: int | None
    row: SeriesRow


@dataclass(frozen=True, slots=True)
class Ranking:
    """Lines of one group, best first and those without a place last, in official order.

    `basis` says what is compared; `is_sample` if one of the compared rests on a sample.
    """

    title: str
    basis: str
    lines: tuple[Ranked, ...]
    is_sample: bool

    @property
    def is_ranked(self) -> bool:
        """Whether there is more than one line to compare."""
        return len(self.lines) > 1 and any(one.place for one in self.lines)

    @property
    def by_item(self) -> bool:
        """Whether the lines differ by item and not by organisation."""
        return len({one.row.item_code for one in self.lines}) > 1

    @property
    def hint(self) -> str:
        """What stands beside the heading."""
        parts = [self.title, self.basis if self.is_ranked else ""]
        return "，".join(part for part in parts if part)


def rank_rows(rows: Iterable[SeriesRow], title: str = "") -> Ranking:
    """Rank the results of a metric in a month: by 完成率 where all have a target, else by value.

    Equals share a place and the next one is left out (1, 2, 2, 4).
    """
    lines = list(rows)
    reported = [row for row in lines if is_comparable(row)]
    by_target = bool(reported) and all(row.done is not None for row in reported)
    score = done_score if by_target else value_score
    scores = {row.series: score(row) for row in reported}
    taken = places(scores)
    ranked = [Ranked(taken.get(row.series), row) for row in lines]
    ranked.sort(key=lambda one: (one.place is None, one.place or 0, one.row.organisation_position))
    return Ranking(
        title=title,
        basis="按完成率" if by_target else "按累计（期末）数",
        lines=tuple(ranked),
        is_sample=any(row.is_sample if by_target else row.to_date_is_sample for row in reported),
    )


def is_comparable(row: SeriesRow) -> bool:
    """Whether a line has a result to rank."""
    return row.to_date is not None and row.standing != Standing.NOT_REPORTED


def done_score(row: SeriesRow) -> Decimal:
    """The done share, higher is better; of a limit to keep to, the share used counts against it."""
    is_limit = row.gap is not None and row.gap * (row.done - row.expected) < 0
    return -row.done if is_limit else row.done


def value_score(row: SeriesRow) -> Decimal:
    """The number itself, turned round where lower is better."""
    return -row.to_date if row.direction == Direction.DOWN else row.to_date


def without_places(ranking: Ranking) -> Ranking:
    """The same lines in official order and nobody first: what shows while rankings are hidden."""
    lines = sorted(ranking.lines, key=lambda one: one.row.organisation_position)
    return replace(ranking, lines=tuple(replace(one, place=None) for one in lines))
