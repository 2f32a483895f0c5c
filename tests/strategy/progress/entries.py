"""One entry with what it is checked against, and the entries that hypothesis draws."""

from decimal import Decimal

from hypothesis import strategies as st

from strategy.progress import Accumulation, EntryCheck, January, check_entry

from .years import reported

FLOW, TO_DATE, STOCK = Accumulation.FLOW, Accumulation.TO_DATE, Accumulation.STOCK


def numbers(*values):
    return tuple(Decimal(str(value)) for value in values)


def entry(value, *, kind=FLOW, month=7, **fields):
    """What is typed for July in 万元 without decimals, with nothing else known."""
    for name in ("target", "ceiling", "base", "invested_before"):
        if name in fields:
            fields[name] = Decimal(str(fields[name]))
    typed = None if value is None else Decimal(str(value))
    fields = {"unit": "万元", "decimals": 0} | fields
    return EntryCheck(accumulation=kind, month_number=month, value=typed, **fields)


def codes(checked):
    return [finding.code for finding in check_entry(checked)]


def sentence(checked):
    (finding,) = check_entry(checked)
    return finding.sentence


USUAL = numbers(10, 12, 9, 11, 10, 8, 10, 13)
HALF_YEAR = reported([10, 22, 31, 42, 52, 60])

values = st.decimals(Decimal(-100000), Decimal(10**9), places=1)
year_values = st.lists(st.one_of(st.none(), values), max_size=12).map(reported)
entries = st.builds(
    EntryCheck,
    accumulation=st.sampled_from(Accumulation),
    unit=st.sampled_from(["%", "家", "万元", ""]),
    decimals=st.just(1),
    month_number=st.integers(1, 12),
    value=st.one_of(st.none(), values),
    not_applicable=st.booleans(),
    base=st.one_of(st.none(), values),
    january=st.sampled_from(January),
    is_share=st.booleans(),
    year=year_values,
    last_year=year_values,
    history=st.lists(values, max_size=24).map(tuple),
    target=st.one_of(st.none(), values),
    ceiling=st.one_of(st.none(), values),
    invested_before=values,
)
