"""How each sample line comes along: its lead on even pace by month, the same at every run."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from strategy.progress import round_half_up

# lead in percentage points at the end of May and of June 2022, where it is not drawn
ITEM_LEADS = {
    "T034": ("60", "51"), "T035": ("-3", "-4.2"), "T037": ("-2", "1.1"), "T038": ("1.2", "-2.1"),
    "T040": ("-12.4", "-6.3"), "T041": ("-8.7", "-13.8"), "T043": ("-1.5", "0.8"),
    "T047": ("-4", "-5.5"), "T051": ("0.9", "-1.4"), "T052": ("-2.2", "2"),
    "T055": ("-10.8", "-10.6"),
    "P007": ("-11.5", "-11"), "P009": ("-2.6", "0.7"), "P010": ("1.2", "1.8"),
    "P011": ("34", "51"), "P012": ("-1.5", "-6"), "P013": ("60", "51"), "P014": ("-6", "-9.5"),
    "E023": ("-4", "-2"), "E026": ("-1", "-3"), "E027": ("1", "-2"), "E030": ("-7", "-11.9"),
    "E034": ("-2.5", "1"), "E038": ("-12", "-12.8"), "E040": ("-1.4", "-2.2"),
    "E042": ("-0.8", "0.6"), "E046": ("0.7", "-0.9"), "E048": ("-5", "-4.1"),
    "K012": ("-3", "-1.6"), "K014": ("-1", "-1.9"), "K016": ("1", "-2.4"), "K019": ("-2", "0.5"),
    "K021": ("-10.9", "-12.2"),
}  # fmt: skip
AREA_LEADS = {
    "sample-funds": {
        "linying": ("5.5", "8"), "zhaoling": ("6.2", "5.1"), "wuyang": ("-0.8", "1.4"),
        "yancheng": ("2", "-2.7"), "yuanhui": ("1", "0.6"), "jingkai": ("2.2", "3.3"),
        "shifan": ("-1.2", "-0.6"), "xicheng": ("0.9", "1.2"),
    },
    "sample-energy": {"yuanhui": ("-1", "-2.3"), "jingkai": ("0.4", "-0.5")},
}  # fmt: skip
# percent of the year's target planned to be reached by the end of each month
PLANS = {
    "P010": (2, 4, 10, 20, 32, 46, 58, 68, 78, 87, 94, 100),
    "T048": (5, 8, 16, 26, 36, 46, 56, 66, 76, 86, 94, 100),
}


WHOLE = Decimal(100)
RANKS = {
    "T039": {
        2021: (8, 8, 7, 7, 7, 6, 7, 6, 6, 5, 5, 5),
        2022: (7, 7, 6, 6, 6, 4, 4, 4, 4, 4, 4, 4),
    },
}


@dataclass(frozen=True, slots=True)
class Course:
    """Leads in percentage points at three moments; the months between follow, with a wobble."""

    seed: str
    december: Decimal
    may: Decimal
    june: Decimal
    plan: dict[int, Decimal] = field(default_factory=dict)
    is_limit: bool = False
    cap: Decimal = Decimal(112)

    def shares(self, year: int) -> dict[int, Decimal]:
        """Percent of the way from start to target at the end of each month, never falling."""
        draw = Random(f"{self.seed}-{year}")
        shares, reached = {}, Decimal(0)
        for number in range(1, 13):
            lead = self._lead(year, number, wobble(draw))
            pace = self._pace(year, number)
            share = pace - lead if self.is_limit else pace + lead
            reached = shares[number] = min(max(share, reached), self.cap if year == 2021 else WHOLE)
        return shares

    def _pace(self, year: int, number: int) -> Decimal:
        even = number * WHOLE / 12
        return self.plan.get(number, even) if year == 2022 else even

    def _lead(self, year: int, number: int, wobble: Decimal) -> Decimal:
        if year == 2021:
            return self.december * number / 12 + (wobble * 3 / 2 if number < 12 else 0)
        if number < 5:
            return self.may * number / 5 + wobble
        return {5: self.may, 6: self.june}.get(number, self.june + wobble)

    def amounts(
        self, year: int, start: Decimal, target: Decimal, decimals: int
    ) -> dict[int, Decimal]:
        """What is reached by the end of each month, in the unit of the metric."""
        return {
            number: round_half_up(start + (target - start) * share / 100, decimals)
            for number, share in self.shares(year).items()
        }


def item_course(code: str, *, is_share: bool = False, ends_even: bool = False) -> Course:
    """The course of an item; with `ends_even` 2021 ends just where 2022 begins."""
    plan = {number: Decimal(share) for number, share in enumerate(PLANS.get(code, ()), start=1)}
    course = _course(code, ITEM_LEADS.get(code), plan=plan, ends_even=ends_even)
    return replace(course, cap=WHOLE) if is_share else course


def area_course(metric: str, area: str, *, is_limit: bool = False) -> Course:
    """The course of an area in a metric; under a limit a lead is what is saved."""
    return _course(f"{metric}-{area}", AREA_LEADS.get(metric, {}).get(area), is_limit=is_limit)


def wobble(draw: Random) -> Decimal:
    """Between −1.2 and 1.2 points, to two decimals."""
    return drawn(draw, -1.2, 1.2)


def drawn(draw: Random, lowest: float, highest: float) -> Decimal:
    """A number between two others, to two decimals."""
    return Decimal(f"{lowest + (highest - lowest) * draw.random():.2f}")


def _course(
    seed: str,
    leads: tuple[str, str] | None,
    *,
    plan: dict[int, Decimal] | None = None,
    is_limit: bool = False,
    ends_even: bool = False,
) -> Course:
    draw = Random(seed)
    december, may, june = (drawn(draw, *limits) for limits in ((-2, 6), (0.6, 5), (0.6, 6)))
    if leads:
        may, june = map(Decimal, leads)
    return Course(seed, Decimal(0) if ends_even else december, may, june, plan or {}, is_limit)
