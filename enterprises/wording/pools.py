"""Sentences about pools: how many are registered, and why that is not what was published."""

from decimal import Decimal

from enterprises.models import Pool
from enterprises.queries.pools import PoolCount, PoolLine
from strategy.queries.results import SeriesRow
from strategy.ui.formatting import month_label, number

UNITS = {Pool.Members.ENTERPRISES: "家"}


def unit_of(pool: Pool) -> str:
    """The unit of a pool's members: 家 for enterprises, 个 for parks and projects."""
    return UNITS.get(pool.members, "个")


def comparison(line: PoolLine) -> str:
    """How what is registered in a pool compares with what was published, and why they differ."""
    return published_beside_held(line.published, line.count, unit_of(line.pool), line.pool.note)


def published_beside_held(row: SeriesRow | None, count: PoolCount, unit: str, note: str) -> str:
    """“2022年6月公布133个，库内登记4个（均为示例）；名单未公开。”

    Samples are no part of what was published, so they do not make the difference smaller.
    """
    registered = f"库内登记{count.size}{unit}{_samples(count, unit)}"
    if row is None or row.to_date is None:
        told = f"没有按月公布的数，{registered}" if row is None else f"本月未公布，{registered}"
    else:
        published = f"{month_label(row.month)}公布{number(row.to_date, row.decimals)}{row.unit}"
        told = f"{published}，{registered}{_rest(row.to_date, row.unit, count, unit)}"
    return f"{told}；{note}" if note else f"{told}。"


def _samples(count: PoolCount, unit: str) -> str:
    if not count.samples:
        return ""
    return "（均为示例）" if count.samples == count.size else f"（其中示例{count.samples}{unit}）"


def _rest(published: Decimal, published_unit: str, count: PoolCount, unit: str) -> str:
    """What is missing, where both are counted alike and some real member is registered."""
    real = count.size - count.samples
    if published_unit != unit or not real:
        return ""
    if real == published:
        return "，数量一致" if not count.samples else ""
    if real > published:
        return "，多于公布数，口径待核"
    return f"，其余{number(published - real, 0)}{unit}未登记"
