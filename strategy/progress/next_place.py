"""What moves a unit one place: how much more of which single measure, all else as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from .ranking import SCORE_DECIMALS, Contest, Mark, PartScore, UnitScore, share_of

HALF = Decimal(5).scaleb(-SCORE_DECIMALS - 1)
"""A score that lacks no more than this is printed as the wanted one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to the next place: the share in % of the pace that one object would have to have."""

    mark: Mark
    share: Decimal
    needed: Decimal


@dataclass(frozen=True, slots=True)
class Progress:
    """The numbers of a series behind a mark, to turn shares into its unit.

    Where `is_limit`, less is better. Percentages are in %; `start` is 0 for what accumulates.
    """

    to_date: Decimal
    start: Decimal
    target: Decimal
    expected: Decimal
    is_limit: bool
    decimals: int


def next_score(scores: Iterable[UnitScore], unit: str) -> Decimal | None:
    """The score of the next better place; None for the first and for who has no place."""
    found = {one.unit: one.score for one in scores if one.score is not None}
    own = found.get(unit)
    better = [] if own is None else [score for score in found.values() if score > own]
    return min(better, default=None)


def steps(contest: Contest, scores: Sequence[UnitScore], unit: str) -> list[Step]:
    """The objects that alone could bring the unit to the next place, least effort first."""
    wanted = next_score(scores, unit)
    if wanted is None:
        return []
    own = next(one for one in scores if one.unit == unit)
    total = sum(part.weight for part in own.parts)
    lacking = (wanted - HALF - own.exact) * total
    found = [
        Step(mark, share_of(mark, contest.cap), _needed(mark, part, lacking, contest.cap))
        for part in own.parts
        for mark in part.marks
        if mark.is_met is None and mark.expected > 0
    ]
    reachable = [step for step in found if step.needed <= contest.cap]
    return sorted(reachable, key=lambda step: (step.needed - step.share, step.mark.key))


def amount(step: Step, progress: Progress) -> Decimal:
    """How much more (of a limit: less) of it, in its unit, rounded up to its decimals."""
    of_pace = 2 - step.needed / 100 if progress.is_limit else step.needed / 100
    way = of_pace * progress.expected / 100
    wanted = progress.start + way * (progress.target - progress.start)
    smallest = Decimal(1).scaleb(-progress.decimals)
    return abs(wanted - progress.to_date).quantize(smallest, ROUND_CEILING)


def _needed(mark: Mark, part: PartScore, lacking: Decimal, cap: Decimal) -> Decimal:
    more = lacking * len(part.marks) / part.weight
    return share_of(mark, cap) + more
