"""The monthly report on projects in sentences; real projects and samples never share one."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from enterprises.queries.pools import PoolCount
from enterprises.wording.pools import published_beside_held
from projects.models import in_hundred_millions
from projects.progress.investment import Pace
from projects.progress.rates import Cohort
from projects.queries.collections import Measure
from projects.queries.pipeline import CollectionRow, Counted, Origin, RateRow
from projects.queries.pipeline_groups import NONE, Group
from strategy.queries.reporting_months import Reading
from strategy.ui.formatting import amount, date_label, month_range, percent, plain, points_decimals
from strategy.wording.sentences import Piece, Sentence

SPLITS = ("annual_class", "level", "industry", "area")
TITLES = {
    "annual_class": "按年度类别分",
    "level": "按级别分",
    "industry": "按行业分",
    "area": "按县区分",
}


def report(origins: Iterable[Origin], reading: Reading) -> list[tuple[Sentence, ...]]:
    """A paragraph for real projects and one for samples."""
    return [_paragraph(origin, reading) for origin in origins]


def comparison(row: CollectionRow) -> str:
    """How what the library holds of a collection compares with what was published of it."""
    compared = row.compared[Measure.MEMBERS]
    samples = sum(one.count for one in compared.held if one.is_sample)
    count = PoolCount(size=sum(one.count for one in compared.held), samples=samples)
    return published_beside_held(compared.published, count, "个", row.collection.note)


def _paragraph(origin: Origin, reading: Reading) -> tuple[Sentence, ...]:
    told = [_size(origin, reading), _invested(origin, reading), _starts(origin, reading)]
    splits = [_split(TITLES[name], origin.groups[name], origin) for name in SPLITS]
    return tuple(one for one in (*told, *splits) if one is not None)


def _size(origin: Origin, reading: Reading) -> Sentence:
    """“截至2022年8月10日，项目库在库示例项目9个，总投资41.9亿元（已知9/9个）”."""
    own = origin.is_sample
    word = "示例" if own else ""
    pieces = [
        Piece(f"截至{date_label(reading.on)}，项目库在库{word}项目"),
        _count(origin.counted),
    ]
    if origin.packing:
        pieces.append(Piece(f"（{origin.packing.caption}）"))
    known = origin.investment
    if known.reported:
        total = amount(origin.investment_shown, "亿元")
        pieces += [Piece("，总投资"), Piece(total, computed=origin.all_url)]
        pieces.append(Piece(f"（已知{known.reported}/{known.owed}个）"))
    else:
        pieces.append(Piece("，总投资均未见公开"))
    if origin.suspended.count:
        pieces += [Piece("，其中停缓建"), _count(origin.suspended)]
    return Sentence(tuple(pieces), own)


def _invested(origin: Origin, reading: Reading) -> Sentence:
    """“年度计划投资…亿元，2022年1—6月累计完成…亿元，占年度计划…，比序时进度快…个百分点”."""
    pace = origin.pace
    if not pace.owed:
        return Sentence((Piece("年度投资尚无填报项，不作进度测算"),), origin.is_sample)
    period = month_range(reading.month.replace(month=1), reading.month)
    if not pace.reported:
        return Sentence((Piece(f"{period}投资尚未报送（{pace.coverage}）"),), origin.is_sample)
    pieces = [
        Piece("年度计划投资"),
        _money(pace.plan, origin.all_url),
        Piece(f"，{period}累计完成"),
        _money(pace.done, origin.all_url),
        *_against(pace, origin.all_url),
        Piece(f"（{pace.coverage}，未报的不计入{_without(pace)}）"),
    ]
    return Sentence(tuple(pieces), origin.is_sample or pace.is_sample)


def _against(pace: Pace, url: str) -> list[Piece]:
    if pace.share is None:
        return []
    share = [Piece("，占年度计划"), Piece(percent(pace.share), computed=url)]
    if pace.gap is None:
        return share
    return [*share, Piece("，"), Piece(_gap(pace.gap), computed=url)]


def _gap(gap: Decimal) -> str:
    """“比序时进度快4.2个百分点”, never a sign."""
    if gap == 0:
        return "与序时进度持平"
    word = "快" if gap > 0 else "慢"
    return f"比序时进度{word}{plain(abs(gap), points_decimals(gap))}个百分点"


def _without(pace: Pace) -> str:
    return f"；{pace.without_plan}个无年度计划，不计入占比" if pace.without_plan else ""


def _starts(origin: Origin, reading: Reading) -> Sentence:
    """“2022年计划新开工3个，已开工1个，提前开工0个，未按计划开工1个，开工率83.3%（5/6）”."""
    counts, rate = origin.starts, origin.starting_rate
    if not origin.has_plans:
        return Sentence(
            (Piece("计划开工日期均未明确，新开工情况和开工率不计算"),), origin.is_sample
        )
    pieces = [
        Piece(f"{reading.month.year}年计划新开工"),
        _count(counts[Cohort.NEW]),
        Piece("，其中已开工"),
        _count(counts[Cohort.NEW_STARTED]),
        Piece("；提前开工"),
        _count(counts[Cohort.EARLY]),
        Piece("，未按计划开工"),
        _count(counts[Cohort.OVERDUE]),
        *_rate(rate),
    ]
    return Sentence(tuple(pieces), origin.is_sample)


def _rate(row: RateRow) -> list[Piece]:
    if row.rate.value is None:
        return [Piece("；尚无计划开工日已到的项目，开工率不计算")]
    return [
        Piece(f"；{row.rate.name}"),
        Piece(percent(row.rate.value), computed=row.url),
        Piece(f"（{row.rate.numerator}/{row.rate.denominator}）"),
    ]


def _split(title: str, found: Sequence[Group], origin: Origin) -> Sentence | None:
    """“按县区分：舞阳县1个，完成投资1.2亿元、占年度计划30.0%；……”; nothing where none is known."""
    if all(one.key == NONE for one in found):
        return None
    pieces = [Piece(f"{title}：")]
    for one in found:
        pieces += [Piece(one.label), Piece(f"{one.count}个", computed=one.url), *_done(one)]
        pieces.append(Piece("；"))
    return Sentence(tuple(pieces[:-1]), origin.is_sample or origin.pace.is_sample)


def _done(group: Group) -> list[Piece]:
    pace = group.pace
    if not pace.reported:
        return []
    pieces = [Piece("，完成投资"), _money(pace.done, group.all_url)]
    if pace.share is not None:
        pieces += [Piece("、占年度计划"), Piece(percent(pace.share), computed=group.all_url)]
    return pieces


def _count(counted: Counted) -> Piece:
    return Piece(f"{counted.count}个", computed=counted.url)


def _money(value: Decimal | None, url: str) -> Piece:
    return Piece(amount(in_hundred_millions(value), "亿元"), computed=url)
