"""Investment against pace, by hand: who has not reported, has no plan, or is part of a bundle."""

from dataclasses import dataclass
from decimal import Decimal

from projects.progress.investment import investing, pace_of


@dataclass(frozen=True)
class Row:
    """What the pace needs of a project; amounts in 万元, expected in %."""

    pk: int
    invested: Decimal | None
    plan: Decimal | None = None
    expected: Decimal | None = None
    bundle: int | None = None
    is_invested: bool = True
    invested_is_sample: bool = False


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


def test_there_is_no_gap_where_the_pace_of_a_plan_is_not_known():
    pace = pace_of([*LINES, Row(5, Decimal(100), Decimal(1000))])

    assert round(pace.share, 4) == Decimal("44.375")  # 7100 of 16000
    assert pace.gap is None


def test_one_sample_marks_the_pace_of_all():
    assert not pace_of(LINES).is_sample
    assert pace_of([*LINES, Row(5, Decimal(1), invested_is_sample=True)]).is_sample
    assert not pace_of([*LINES, Row(5, None, invested_is_sample=True)]).is_sample


def test_bundle_that_reports_stands_for_its_parts():
    rows = [Row(1, Decimal(900)), Row(2, Decimal(300), bundle=1), Row(3, Decimal(600), bundle=1)]

    assert [row.pk for row in investing(rows)] == [1]


def test_parts_stand_for_a_bundle_that_does_not_report():
    silent = Row(1, None, is_invested=False)
    rows = [silent, Row(2, Decimal(300), bundle=1), Row(3, Decimal(600), bundle=1)]

    assert pace_of(investing(rows)).done == 900


def test_parts_that_report_stand_for_a_bundle_that_owes_and_is_late():
    late = Row(1, None)
    rows = [late, Row(2, Decimal(300), bundle=1), Row(3, None, bundle=1)]

    assert [row.pk for row in investing(rows)] == [2, 3]


def test_a_late_bundle_stands_for_itself_where_no_part_is_asked():
    rows = [Row(1, None), Row(2, None, bundle=1, is_invested=False)]

    assert [row.pk for row in investing(rows)] == [1]
