"""战略概况: the fragment that stands above the seven actions."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from strategy.models import Fact, Programme
from strategy.queries.facts import strategy_facts
from strategy.queries.reporting_months import Reading
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db

TODAY = date(2022, 8, 10)


def fact(code, statement, **more):
    known = {"subject": "调度机制", "source": SourceFactory(), "as_of": date(2022, 6, 30)}
    return Fact.objects.create(code=code, statement=statement, **(known | more))


def test_programmes_numbers_statements_and_later_reports():
    Programme.objects.create(code="a", name="高位嫁接传统产业", position=1, source=SourceFactory())
    fact("F06", "服务企业周例会", value=16, unit="次")
    fact("F11", "坚持实体化推进")
    fact("F90", "生产总值", value=1812.9, unit="亿元", as_of=date(2022, 12, 31))
    reading = Reading(date(2022, 6, 1), (), TODAY, None, None)

    page = render_to_string(
        "strategy/_strategy_facts.html", {"facts": strategy_facts(TODAY), "reading": reading}
    )

    for words in ("高位嫁接传统产业", "一套班子", "服务企业周例会", "战略表述（1条）"):
        assert words in page
    assert ">16</a>" in page
    assert "生产总值" in page.partition("此后报道（1条")[2]
