"""The charts of the board, from the rows that its tables show."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from luohe_tracker.queries.board import ActionLine, StandingCounts
from strategy.charts.assessments import StandingsMonth, standings_block
from strategy.charts.blocks import ChartBlock
from strategy.charts.items import ActionBar, actions_block
from strategy.charts.series import PacePoint, pace_amount, pace_block
from strategy.progress import Accumulation, Standing
from strategy.queries.results import SeriesRow


def board_charts(
    lines: Iterable[ActionLine], rows: Iterable[SeriesRow], standings: StandingCounts
) -> list[ChartBlock]:
    """Growing headlines against their pace, the actions compared, the standings over months."""
    blocks = [*_pace_blocks(rows), _actions(lines), _standings(standings)]
    return [block for block in blocks if not block.is_empty]


def _pace_blocks(rows: Iterable[SeriesRow]) -> list[ChartBlock]:
    """One for each headline that grows through the year: those are read against the pace."""
    series: dict[str, list[SeriesRow]] = defaultdict(list)
    for row in rows:
        if row.is_headline and Accumulation(row.accumulation).accumulates:
            series[row.series].append(row)
    return [
        pace_block(
            f"{one[0].metric}（累计）",
            [_point(row) for row in sorted(one, key=lambda row: row.month)],
            one[0].unit,
            one[0].decimals,
        )
        for one in series.values()
    ]


def _point(row: SeriesRow) -> PacePoint:
    return PacePoint(
        month=row.month,
        to_date=row.to_date,
        pace=pace_amount(row.target, row.expected),
        standing=row.standing,
        is_sample=row.to_date_is_sample,
        pace_is_sample=row.is_sample,
        replaced=row.to_date_replaced,
    )


def _actions(lines: Iterable[ActionLine]) -> ChartBlock:
    return actions_block(
        [
            ActionBar(
                name=line.short_name,
                done=line.headline.done if line.headline else None,
                expected=line.headline.expected if line.headline else None,
                standing=line.state.standing,
                is_sample=line.state.is_sample,
            )
            for line in lines
        ]
    )


def _standings(standings: StandingCounts) -> ChartBlock:
    months: dict[date, dict[Standing, int]] = {
        month: dict(counts) for month, (counts, _) in standings.items()
    }
    return standings_block(
        [StandingsMonth(month, months[month], standings[month][1]) for month in sorted(months)],
        title="四个清单各月进度状态",
    )
