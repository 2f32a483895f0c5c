"""The seven actions' own metrics in the sample year: months that lead up to the published June."""

from datetime import date
from decimal import ROUND_DOWN, Decimal

from strategy import months
from strategy.models import Figure, Series
from strategy.progress import Accumulation

JUNE = date(2022, 6, 1)
FIRST = date(2021, 1, 1)
# targets of 2021 and 2022 of the headline series; stocks start at 0
TARGETS = {
    "A1-technology-loans-industry": (4800, 10000), "A2-outside-capital-industry": (210, 240),
    "A3-key-project-investment-industry": (600, 700), "A4-scale-up-pool-industry": (200, 400),
    "A5-digital-upgrades-industry": (44, 110), "A6-carbon-enterprises-industry": (3, 6),
}  # fmt: skip
# a stock as a share of the published June: where it begins in January 2021, and its 17 steps
BEGINNINGS = {"A1": "0.62", "A2": "0.75", "A3": "0.70", "A4": "0.78", "A5": "0.58", "A6": "0.60",
              "A7": "0.70"}  # fmt: skip
STEPS = (2, 4, 5, 3, 6, 7, 3, 4, 6, 4, 5, 3, 2, 5, 4, 5, 6)
# a figure to date as a share of the published June 2022; of the whole year 2021
THIS_YEAR = {"A2": (".15", ".27", ".46", ".63", ".81"), "A3": (".12", ".24", ".42", ".60", ".79")}
LAST_YEAR = (".07", ".13", ".23", ".32", ".42", ".52", ".60", ".68", ".77", ".85", ".92", "1")
GROWTH = Decimal("1.12")
RANKS = (8, 8, 7, 7, 7, 6, 6, 6, 7, 6, 5, 5, 6, 6, 5, 5, 5)
AFTER_JUNE = {Accumulation.TO_DATE: "1.17", Accumulation.STOCK: "1.02", Accumulation.RANK: "1"}


def own_series() -> list[Series]:
    """The series of the actions whose June 2022 is published."""
    published = Figure.objects.published().filter(month=JUNE, is_sample=False)
    series = Series.objects.filter(
        item__kind="strategy.action", metric__is_sample=False, figures__in=published
    )
    return list(series.select_related("item", "metric", "organisation", "reviewer"))


def own_reached(series: Series) -> dict[date, Decimal]:
    """What a series reaches by the end of each month but June 2022, which is published."""
    june = Figure.objects.get(series=series, month=JUNE).value
    kind = Accumulation(series.metric.accumulation)
    shares = [*_shares(series, kind, june), june * Decimal(AFTER_JUNE[kind])]
    when = [*months.months_between(FIRST, months.previous_month(JUNE)), months.next_month(JUNE)]
    step = Decimal(1).scaleb(-series.metric.decimals)
    return {
        month: amount.quantize(step, ROUND_DOWN) for month, amount in zip(when, shares, strict=True)
    }


def _shares(series: Series, kind: Accumulation, june: Decimal) -> list[Decimal]:
    """The amounts of January 2021 to May 2022, not yet rounded."""
    if kind == Accumulation.RANK:
        return [Decimal(place) for place in RANKS]
    if kind == Accumulation.TO_DATE:
        whole_year = june / GROWTH / Decimal(LAST_YEAR[5])
        former = [whole_year * Decimal(share) for share in LAST_YEAR]
        return former + [
            june * Decimal(share) for share in THIS_YEAR.get(series.item.code, THIS_YEAR["A2"])
        ]
    begin = Decimal(BEGINNINGS[series.item.code])
    gone = [Decimal(sum(STEPS[:count])) / sum(STEPS) for count in range(len(STEPS))]
    return [june * (begin + (1 - begin) * share) for share in gone]
