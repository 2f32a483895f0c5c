"""Sentences that compare what is registered with what was published."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from enterprises.models import Pool
from enterprises.queries.pools import PoolCount, PoolLine
from enterprises.wording.pools import comparison


def line(count: PoolCount, published: int | None, *, note="", unit="家", members=None) -> PoolLine:
    pool = Pool(name="甲库", note=note, members=members or Pool.Members.ENTERPRISES)
    value = None if published is None else Decimal(published)
    row = SimpleNamespace(month=date(2022, 6, 1), to_date=value, decimals=0, unit=unit)
    return PoolLine(pool, count, (("members", row),))


@pytest.mark.parametrize(
    ("count", "published", "told"),
    [
        (PoolCount(6, 6), 213, "2022年6月公布213家，库内登记6家（均为示例）。"),
        (PoolCount(0), 106, "2022年6月公布106家，库内登记0家。"),
        (PoolCount(2), 4, "2022年6月公布4家，库内登记2家，其余2家未登记。"),
        (PoolCount(4, 2), 35, "2022年6月公布35家，库内登记4家（其中示例2家），其余33家未登记。"),
        (PoolCount(4), 4, "2022年6月公布4家，库内登记4家，数量一致。"),
        (PoolCount(5), 4, "2022年6月公布4家，库内登记5家，多于公布数，口径待核。"),
        (PoolCount(2), None, "本月未公布，库内登记2家。"),
    ],
)
def test_difference_is_explained(count, published, told):
    assert comparison(line(count, published)) == told


def test_note_says_why_the_names_are_missing():
    told = comparison(line(PoolCount(6, 6), 213, note="名单未公开。"))

    assert told.endswith("库内登记6家（均为示例）；名单未公开。")


def test_what_is_counted_otherwise_is_not_subtracted():
    told = comparison(line(PoolCount(1), 17, unit="个"))

    assert told == "2022年6月公布17个，库内登记1家。"


def test_pool_without_a_series_has_no_monthly_number():
    pool = Pool(name="甲库", members=Pool.Members.PARKS)

    assert comparison(PoolLine(pool, PoolCount(1), ())) == "没有按月公布的数，库内登记1个。"
