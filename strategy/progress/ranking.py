"""Ranking by results: scores of units from how far they are against pace, and their places.

A mark scores 100 × (expected + gap) ÷ expected, from 0 to the cap: done ÷ expected for a goal, its
mirror for a limit. A measure scores the mean of its marks, a unit the mean of its measures by
weight. Usage of the system is nowhere in it.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from .rounding import round_half_up

Key = TypeVar("Key", bound=Hashable)

NOTHING, FULL = Decimal(0), Decimal(100)
SCORE_DECIMALS = 2
"""Scores are compared as they are printed, so that what looks equal shares a place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one object of a unit, a series or an item, stands in a month under one measure.

    `expected` and `gap` are in % of its way; `is_met` is for what has no pace: a level that is
    held, milestones. With neither it is not known; what was not asked for takes no part.
    """

    unit: str
    measure: str
    subject: str
    expected: Decimal | None = None
    gap: Decimal | None = None
    is_met: bool | None = None
    is_asked: bool = True
    is_sample: bool = False

    @property
    def is_known(self) -> bool:
        return self.is_met is not None or (self.expected is not None and self.gap is not None)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.unit, self.measure, self.subject


@dataclass(frozen=True, slots=True)
class PartScore:
    """What one measure brings a unit: `share` in % of the pace, `earned` of its weight."""

    measure: str
    weight: Decimal
    share: Decimal
    marks: tuple[Mark, ...]

    @property
    def earned(self) -> Decimal:
        return self.weight * self.share / 100


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's score and place; both None where `missing` measures are not known of it.

    Without parts and without missing measures nothing was asked of it.
    """

    unit: str
    parts: tuple[PartScore, ...]
    missing: tuple[str, ...]
    place: int | None = None

    @property
    def exact(self) -> Decimal | None:
        """The score in points of 100, unrounded."""
        if self.missing or not self.parts:
            return None
        earned = sum((part.earned for part in self.parts), NOTHING)
        return earned * 100 / sum(part.weight for part in self.parts)

    @property
    def score(self) -> Decimal | None:
        """The score as it is printed and compared."""
        return None if self.exact is None else round_half_up(self.exact, SCORE_DECIMALS)

    @property
    def is_sample(self) -> bool:
        """Whether one of its marks is 示例, which makes the score one."""
        return any(mark.is_sample for part in self.parts for mark in part.marks)

    def part(self, measure: str) -> PartScore | None:
        return next((part for part in self.parts if part.measure == measure), None)


@dataclass(frozen=True, slots=True)
class Contest:
    """A group in a month: its units in official order, the weights by measure, the cap in %."""

    units: tuple[str, ...]
    weights: Mapping[str, Decimal]
    cap: Decimal
    marks: tuple[Mark, ...]

    def scores(self) -> list[UnitScore]:
        """Units with a place first, best first; the others last, in official order."""
        found = [_score(self, unit) for unit in self.units]
        taken = places({one.unit: one.score for one in found if one.score is not None})
        placed = [replace(one, place=taken.get(one.unit)) for one in found]
        return sorted(placed, key=lambda one: (one.place is None, one.place or 0))


@dataclass(frozen=True, slots=True)
class Change:
    """By how many places a unit moved since the month before, up is positive; None not comparable.

    `like_for_like` is ranked anew in both months among the units that have a place in both, by the
    rules of now, over the objects that were there in both; the rest is what lists, rules and those
    who report do to places.
    """

    places: int | None = None
    like_for_like: int | None = None

    @property
    def rest(self) -> int | None:
        if self.places is None or self.like_for_like is None:
            return None
        return self.places - self.like_for_like


def share_of(mark: Mark, cap: Decimal) -> Decimal:
    """What a known mark scores in %; where nothing was expected yet, all or nothing by the gap."""
    if mark.is_met is not None:
        return FULL if mark.is_met else NOTHING
    if mark.expected <= 0:
        return FULL if mark.gap >= 0 else NOTHING
    return min(max((mark.expected + mark.gap) * 100 / mark.expected, NOTHING), cap)


def places(scores: Mapping[Key, Decimal]) -> dict[Key, int]:
    """The place of each score, higher is better; equals share one, the next is left out: 1 2 2 4.

    This is the only rule for ties.
    """
    return {
        key: 1 + sum(other > score for other in scores.values()) for key, score in scores.items()
    }


def changes(now: Contest, before: Contest | None) -> dict[str, Change]:
    """How the place of each unit changed since the month before."""
    if before is None:
        return dict.fromkeys(now.units, Change())
    places_now, places_then = _taken(now), _taken(before)
    both = [unit for unit in now.units if unit in places_now and unit in places_then]
    alike_now, alike_then = (_taken(one) for one in _alike(now, before, both))
    return {
        unit: Change(
            _moved(places_then.get(unit), places_now.get(unit)),
            _moved(alike_then.get(unit), alike_now.get(unit)),
        )
        for unit in now.units
    }


def _alike(now: Contest, before: Contest, units: list[str]) -> tuple[Contest, Contest]:
    """Both months by the rules of now, over the objects that were known in both."""
    former = {mark.key: mark for mark in before.marks if _counts(mark)}
    common = {mark.key for mark in now.marks if _counts(mark) and mark.key in former}
    has = {(unit, measure) for unit, measure, _ in common}
    left_out = [
        Mark(unit, measure, "", is_asked=False)
        for unit in units
        for measure in now.weights
        if (unit, measure) not in has
    ]
    kept = [[mark for mark in one.marks if mark.key in common] for one in (now, before)]
    return tuple(replace(now, units=tuple(units), marks=(*marks, *left_out)) for marks in kept)


def _counts(mark: Mark) -> bool:
    return mark.is_asked and mark.is_known


def _taken(contest: Contest) -> dict[str, int]:
    return {one.unit: one.place for one in contest.scores() if one.place is not None}


def _moved(former: int | None, now: int | None) -> int | None:
    return None if former is None or now is None else former - now


def _score(contest: Contest, unit: str) -> UnitScore:
    parts, missing = [], []
    for measure, weight in contest.weights.items():
        marks = [one for one in contest.marks if (one.unit, one.measure) == (unit, measure)]
        asked = sorted((mark for mark in marks if mark.is_asked), key=lambda mark: mark.subject)
        if not marks or not all(mark.is_known for mark in asked):
            missing.append(measure)
        elif asked:
            share = _mean(share_of(mark, contest.cap) for mark in asked)
            parts.append(PartScore(measure, weight, share, tuple(asked)))
    return UnitScore(unit, tuple(parts), tuple(missing))


def _mean(shares: Iterable[Decimal]) -> Decimal:
    found = list(shares)
    return sum(found, NOTHING) / len(found)
