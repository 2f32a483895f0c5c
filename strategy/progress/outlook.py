"""Where the year will end at this pace, and what each month left would need.

Only for what adds up month by month, from the third reported month on: a stock has no pace, and
two months are no trend. The methods are simple and each is told by its name; none is a forecast.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .accumulate import Accumulation
from .labelled import Labelled
from .pace import Direction

YEAR = 12
FEWEST_MONTHS = 3
ZERO = Decimal(0)

ToDates = Mapping[int, Decimal | None]
"""Month number → figure to date at its end, None where it is not known."""


class Method(Labelled):
    """How the rest of the year is drawn from what is known."""

    PACE = "pace", "按今年以来月均"
    RECENT = "recent", "按近三个月月均"
    SEASONAL = "seasonal", "按上年同期占全年比重"


class Prospect(Labelled):
    """What the months left ask for, beside what was ever done."""

    NO_TARGET = "no_target", "无年度目标"
    REACHED = "reached", "已达到全年目标"
    EXCEEDED = "exceeded", "已超过全年控制目标"
    WITHIN_REACH = "within_reach", "可望完成"
    HARD = "hard", "年底难完成"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the year ends by one method, in the metric's unit, unrounded."""

    method: Method
    value: Decimal


@dataclass(frozen=True, slots=True)
class Outlook:
    """The rest of a year as seen from the end of a month; amounts in the metric's unit.

    `pace` is the monthly mean so far, `needed` what each month left would need (of a limit: may
    use), `multiple` their ratio, `best` the best month known (of a limit: the lowest).
    """

    month_number: int
    landings: tuple[Landing, ...]
    pace: Decimal
    target: Decimal | None
    needed: Decimal | None
    multiple: Decimal | None
    best: Decimal | None
    prospect: Prospect
    is_limit: bool = False

    @property
    def low(self) -> Decimal:
        return min(landing.value for landing in self.landings)

    @property
    def high(self) -> Decimal:
        return max(landing.value for landing in self.landings)

    @property
    def months_left(self) -> int:
        return YEAR - self.month_number


def outlook(
    this_year: ToDates,
    last_year: ToDates,
    month_number: int,
    *,
    accumulation: Accumulation,
    direction: Direction = Direction.UP,
    target: Decimal | None = None,
) -> Outlook | None:
    """The outlook from the end of a month; None where there is none to give (see above)."""
    known = _known(this_year, month_number)
    reached = known.get(month_number)
    is_early = len(known) < FEWEST_MONTHS
    if not accumulation.accumulates or reached is None or is_early or month_number >= YEAR:
        return None
    pace = reached / month_number
    needed = None if target is None else (target - reached) / (YEAR - month_number)
    best = _best([*monthly_means(known), *monthly_means(_known(last_year, YEAR))], direction)
    return Outlook(
        month_number=month_number,
        landings=tuple(_landings(known, _known(last_year, YEAR), month_number)),
        pace=pace,
        target=target,
        needed=needed,
        multiple=needed / pace if needed is not None and pace > 0 else None,
        best=best,
        prospect=_prospect(reached, target, needed, best, direction),
        is_limit=direction == Direction.DOWN,
    )


def monthly_means(to_dates: ToDates) -> list[Decimal]:
    """What was added in each month; months told together share what they added."""
    means, former, before = [], 0, ZERO
    for number, to_date in sorted(to_dates.items()):
        if to_date is not None:
            means.append((to_date - before) / (number - former))
            former, before = number, to_date
    return means


def _known(to_dates: ToDates, until: int) -> dict[int, Decimal]:
    return {
        number: value for number, value in to_dates.items() if value is not None and number <= until
    }


def _landings(
    known: dict[int, Decimal], last_year: dict[int, Decimal], month_number: int
) -> list[Landing]:
    reached, left = known[month_number], YEAR - month_number
    landings = [Landing(Method.PACE, reached / month_number * YEAR)]
    before = known.get(month_number - FEWEST_MONTHS)
    if before is not None:
        recent = (reached - before) / FEWEST_MONTHS
        landings.append(Landing(Method.RECENT, reached + recent * left))
    then, whole = last_year.get(month_number), last_year.get(YEAR)
    if then and whole and then > 0 and whole > 0:
        landings.append(Landing(Method.SEASONAL, reached * whole / then))
    return landings


def _best(means: list[Decimal], direction: Direction) -> Decimal | None:
    pick = min if direction == Direction.DOWN else max
    return pick(means, default=None)


def _prospect(
    reached: Decimal,
    target: Decimal | None,
    needed: Decimal | None,
    best: Decimal | None,
    direction: Direction,
) -> Prospect:
    if target is None or needed is None:
        return Prospect.NO_TARGET
    if direction == Direction.DOWN:
        if reached > target:
            return Prospect.EXCEEDED
        return Prospect.HARD if best is not None and needed < best else Prospect.WITHIN_REACH
    if reached >= target:
        return Prospect.REACHED
    return Prospect.HARD if best is not None and needed > best else Prospect.WITHIN_REACH
