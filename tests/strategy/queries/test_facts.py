"""Facts: known up to a day, later ones apart."""

from datetime import date

import pytest

from strategy.models import Fact, Programme
from strategy.queries.facts import facts_of, strategy_facts
from tests.factories import ProjectFactory, SourceFactory

pytestmark = pytest.mark.django_db

TODAY = date(2022, 8, 10)


def fact(code, as_of, item=None, subject="漯河"):
    return Fact.objects.create(
        code=code, item=item, subject=subject, statement=code, as_of=as_of, source=SourceFactory()
    )


def test_later_facts_stand_apart():
    item = ProjectFactory()
    known = fact("F1", date(2022, 6, 30), item)
    undated = fact("F2", None, item)
    later = fact("F3", date(2023, 5, 1), item)
    fact("F4", date(2022, 6, 30))

    facts = facts_of(item.pk, TODAY)

    assert set(facts.known) == {known, undated}
    assert facts.later == (later,)
    assert facts


def test_the_strategy_s_own_facts_come_by_subject_in_order():
    Programme.objects.create(code="a", name="高位嫁接", position=1, source=SourceFactory())
    for code, subject in [("F01", "清单"), ("F05", "机制"), ("F02", "清单")]:
        fact(code, date(2022, 6, 30), subject=subject)
    fact("F09", date(2022, 6, 30), item=ProjectFactory())

    facts = strategy_facts(TODAY)

    assert [group.subject for group in facts.groups] == ["清单", "机制"]
    assert [one.code for one in facts.groups[0].facts] == ["F01", "F02"]
    assert [programme.name for programme in facts.programmes] == ["高位嫁接"]


def test_numbers_and_statements_are_told_apart():
    number = Fact.objects.create(
        code="F06", subject="机制", statement="周例会", value=16, unit="次", source=SourceFactory()
    )
    words = fact("F10", None, subject="机制")

    facts = strategy_facts(TODAY)

    assert facts.groups[0].numbers == [number]
    assert facts.statements == [words]
