"""Bundles: totals count a bundle or its parts, by hand."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from strategy.progress.bundles import counted_once, packing, tops


@dataclass(frozen=True)
class Row:
    pk: int
    amount: Decimal | None
    bundle: int | None = None


def rows(*given) -> list[Row]:
    """Rows of (pk, amount, bundle)."""
    return [
        Row(pk, None if amount is None else Decimal(amount), bundle) for pk, amount, bundle in given
    ]


@pytest.mark.parametrize(
    ("given", "total", "known", "asked"),
    [
        ([(1, 10, None), (2, 20, None)], 30, 2, 2),
        ([(1, 100, None), (2, 30, 1), (3, 40, 1)], 100, 1, 1),  # the bundle's own amount
        ([(1, None, None), (2, 30, 1), (3, 40, 1)], 70, 2, 2),  # else that of its parts
        ([(1, None, None), (2, 30, 1), (3, None, 1)], 30, 1, 2),
        ([(1, None, None)], 0, 0, 1),
        ([(2, 30, 1), (3, 40, 1)], 70, 2, 2),  # the bundle is not among the rows
        ([(1, 100, None), (2, 30, 1), (4, 5, None)], 105, 2, 2),
    ],
)
def test_totals_count_once(given, total, known, asked):
    counted = counted_once(rows(*given), lambda row: row.amount is not None)

    amounts = [row.amount for row in counted if row.amount is not None]
    assert sum(amounts) == total
    assert (len(amounts), len(counted)) == (known, asked)


@pytest.mark.parametrize(
    ("given", "caption"),
    [
        ([(1, 1, None), (2, 1, None)], ""),
        ([(1, 1, None), (2, 1, 1), (3, 1, 1)], "打包1项，拆分后2项"),
        ([(1, 1, None), (2, 1, 1), (3, 1, 1), (4, 1, None)], "打包2项，拆分后3项"),
        ([(2, 1, 1), (3, 1, 1)], ""),
        ([(1, 1, None), (2, 1, 1)], ""),  # one part in the place of one bundle
        ([], ""),
    ],
)
def test_caption_has_both_numbers_where_they_differ(given, caption):
    assert packing(rows(*given)).caption == caption


def test_tops_are_the_bundles_and_what_is_in_none():
    given = rows((1, 1, None), (2, 1, 1), (4, 1, None), (5, 1, 99))

    assert [row.pk for row in tops(given)] == [1, 4, 5]


def test_bundles_that_name_each_other_are_counted_once_each():
    given = rows((1, 10, 2), (2, 20, 1))

    assert sum(row.amount for row in counted_once(given, lambda row: row.amount is not None)) == 30
