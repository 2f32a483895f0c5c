"""A register with thousands of matters, written at once: rows, not the services that make them."""

from datetime import datetime, timedelta

from strategy.clock import SHANGHAI
from strategy.models import Matter, MatterStatus, MatterStep, Organisation, TrackedItem, Verb

from .matters import coordinator, office

FIRST_AT = datetime(2022, 1, 10, 9, tzinfo=SHANGHAI)
STEPS = [
    (Verb.ASSIGN, MatterStatus.ASSIGNED),
    (Verb.PROGRESS, MatterStatus.HANDLING),
    (Verb.CLOSE, MatterStatus.CLOSED),
]


def fill_register(
    count: int, leads: list[Organisation], *items: TrackedItem, first: int = 1000
) -> None:
    """Write `count` matters of all sorts, one after the other over some months."""
    by = coordinator()
    matters = Matter.objects.bulk_create(
        Matter(
            year=2022,
            number=first + number,
            kind=[Matter.Kind.PROBLEM, Matter.Kind.PROBLEM, Matter.Kind.INSTRUCTION][number % 3],
            origin=[Matter.Origin.ENTERPRISE, Matter.Origin.VISIT][number % 2],
            category=Matter.Category.values[number % len(Matter.Category)],
            title=f"第{number}件事项",
            checker=office(),
            item=items[number % len(items)] if items and number % 3 else None,
            is_sample=number % 5 == 0,
            registered_at=FIRST_AT + timedelta(minutes=30 * (number % 10_000)),
            registered_by=by,
        )
        for number in range(count)
    )
    Matter.supporting.through.objects.bulk_create(
        Matter.supporting.through(matter=one, organisation=leads[one.number % len(leads)])
        for one in matters
    )
    firsts = MatterStep.objects.bulk_create(_registration(one, leads, by) for one in matters)
    MatterStep.supporting.through.objects.bulk_create(
        MatterStep.supporting.through(
            matterstep=one, organisation=leads[one.matter.number % len(leads)]
        )
        for one in firsts
    )
    MatterStep.objects.bulk_create(_step(one, leads, by) for one in matters)


def _registration(matter: Matter, leads: list[Organisation], by) -> MatterStep:
    step = _step(matter, leads, by)
    step.number, step.verb, step.status = 1, Verb.REGISTER, MatterStatus.REGISTERED
    step.at, step.superseded_at = matter.registered_at, step.at
    return step


def _step(matter: Matter, leads: list[Organisation], by) -> MatterStep:
    verb, status = STEPS[matter.number % len(STEPS)]
    at = matter.registered_at + timedelta(hours=1)
    return MatterStep(
        matter=matter,
        number=2,
        verb=verb,
        status=status,
        note="已办理",
        lead=leads[(matter.number + 1) % len(leads)],
        checker=matter.checker,
        due_on=(at + timedelta(days=matter.number % 240)).date(),
        at=at,
        by=by,
        organisation=by.organisation,
    )
