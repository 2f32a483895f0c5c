"""Investment against pace, by hand: who has not reported, has no plan, or is part of a bundle."""

from dataclasses import dataclass, field
from decimal import Decimal
from types import SimpleNamespace

from projects.queries.pipeline_groups import investing, pace_of


@dataclass(frozen=True)
class Row:
    """What the pace needs of a row of the library; amounts in 万元, expected in %."""

    pk: int
    invested: Decimal | None
    plan: Decimal | None = None
    expected: Decimal | None = None
    bundle: int | None = None
    is_invested: bool = True
    is_sample: bool = False
    result: SimpleNamespace = field(init=False)

    def __post_init__(self):
        result = SimpleNamespace(expected=self.expected, to_date_is_sample=False)
        object.__setattr__(self, "result", result)


HALF = Decimal(50)
LINES = [
    Row(1, Decimal(6000), Decimal(10_000), HALF),
    Row(2, Decimal(1000), Decimal(5_000), Decimal(40)),
    Row(3, Decimal(800)),  # no plan
    Row(4, None, Decimal(9_000), HALF),  # not reported
]


def test_share_and_gap_are_of_those_that_reported_and_have_a_plan():
    pace = pace_of(LINES)

    assert pace.done == 7800
    assert pace.plan == 15_000
    assert round(pace.share, 4) == Decimal("46.6667")  # 7000 of 15000
    assert round(pace.gap, 4) == 0  # expected 5000 + 2000 of 15000
    assert (pace.coverage, pace.without_plan) == ("已报3/应报4", 1)


def test_nothing_reported_is_no_zero():
    pace = pace_of([LINES[3]])

    assert (pace.done, pace.share, pace.gap) == (None, None, None)
    assert pace.coverage == "已报0/应报1"


def test_bundle_that_reports_stands_for_its_parts():
    rows = [Row(1, Decimal(900)), Row(2, Decimal(300), bundle=1), Row(3, Decimal(600), bundle=1)]

    assert [row.pk for row in investing(rows)] == [1]


def test_parts_stand_for_a_bundle_that_does_not_report():
    silent = Row(1, None, is_invested=False)
    rows = [silent, Row(2, Decimal(300), bundle=1), Row(3, Decimal(600), bundle=1)]

    assert pace_of(investing(rows)).done == 900
