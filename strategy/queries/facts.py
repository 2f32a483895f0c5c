"""Sourced facts: those known on a day, and those reported after it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from strategy.models import Fact, Programme


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts up to a day, newest first, and those of a later date, oldest first."""

    known: tuple[Fact, ...]
    later: tuple[Fact, ...]

    def __bool__(self) -> bool:
        return bool(self.known or self.later)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of one subject, such as 调度机制."""

    subject: str
    facts: tuple[Fact, ...]

    @property
    def numbers(self) -> list[Fact]:
        """Those that give a value."""
        return [fact for fact in self.facts if fact.value is not None]


@dataclass(frozen=True, slots=True)
class StrategyFacts:
    """What is published of the strategy as a whole."""

    programmes: tuple[Programme, ...]
    groups: tuple[FactGroup, ...]
    later: tuple[Fact, ...]

    @property
    def statements(self) -> list[Fact]:
        """Those that give no value, of all subjects."""
        return [fact for group in self.groups for fact in group.facts if fact.value is None]


def facts_of(item: int, on: date) -> Facts:
    """The facts of an item (pk). One query."""
    return _facts(Fact.objects.filter(item=item), on)


def strategy_facts(on: date) -> StrategyFacts:
    """The three programmes and the strategy's own facts, by subject. Two queries."""
    facts = _facts(Fact.objects.of_the_strategy().order_by("code"), on)
    known = sorted(facts.known, key=lambda fact: fact.code)
    subjects = {fact.subject: place for place, fact in reversed(list(enumerate(known)))}
    ordered = sorted(known, key=lambda fact: subjects[fact.subject])
    groups = groupby(ordered, key=lambda fact: fact.subject)
    return StrategyFacts(
        programmes=tuple(Programme.objects.select_related("source")),
        groups=tuple(FactGroup(subject, tuple(group)) for subject, group in groups),
        later=facts.later,
    )


def _facts(facts, on: date) -> Facts:
    rows = list(facts.select_related("source"))
    later = [fact for fact in rows if fact.as_of is not None and fact.as_of > on]
    known = [fact for fact in rows if fact not in later]
    return Facts(tuple(known), tuple(sorted(later, key=lambda fact: (fact.as_of, fact.code))))
