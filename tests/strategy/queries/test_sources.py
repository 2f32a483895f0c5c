"""Sources: by kind, with how many records cite each."""

import pytest

from strategy.models import Fact, Source
from strategy.queries.sources import source_groups
from tests.factories import MilestoneFactory, SourceFactory, TaskFactory

pytestmark = pytest.mark.django_db


def test_kinds_come_in_order_and_sources_by_code():
    for code, kind in [("S09", "report"), ("X01", "sample"), ("S01", "seed"), ("S02", "report")]:
        SourceFactory(code=code, kind=kind)

    groups = source_groups()

    assert [group.kind for group in groups] == [Source.Kind.SEED, "report", "sample"]
    assert [one.source.code for one in groups[1].sources] == ["S02", "S09"]


def test_each_record_that_cites_a_source_is_counted_once(django_assert_num_queries):
    source = SourceFactory(code="S01")
    for number in range(3):
        Fact.objects.create(code=f"F{number}", subject="市", statement="事实", source=source)
    MilestoneFactory(item=TaskFactory(source=source), source=source)

    with django_assert_num_queries(1):
        (group,) = source_groups()

    (cited,) = group.sources
    assert {one.kind: one.count for one in cited.citations} == {
        "事实": 3,
        "节点": 1,
        "跟踪事项": 1,
    }
    assert cited.total == 5


def test_a_source_that_nothing_cites_has_no_citations():
    SourceFactory()

    assert source_groups()[0].sources[0].citations == ()
