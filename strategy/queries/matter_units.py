"""Which units helped with a matter at a step of its life: those that the last step of them set."""

from collections.abc import Iterable

from django.db.models import F

from strategy.models import MatterStep, Organisation
from strategy.models.matter_steps import SETS_UNITS


def helpers_at(step: MatterStep) -> tuple[Organisation, ...]:
    """The helping units as they were at a step, which knows its checker itself. One query."""
    earlier = MatterStep.objects.filter(matter=step.matter_id, number__lte=step.number)
    setting = earlier.filter(verb__in=SETS_UNITS).order_by("-number").values("pk")[:1]
    return tuple(Organisation.objects.filter(helped_matter_steps=setting))


def helper_names(steps: Iterable[MatterStep]) -> dict[int, tuple[str, ...]]:
    """The short names of the helping units at some steps, each of another matter, by matter.

    One query, none for no steps.
    """
    until = {step.matter_id: step.number for step in steps}
    if not until:
        return {}
    setting = MatterStep.objects.filter(matter__in=until, verb__in=SETS_UNITS)
    named = setting.annotate(helper=F("supporting__short_name")).order_by("number", "supporting")
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    for matter, number, helper in named.values_list("matter", "number", "helper"):
        if number > until[matter]:
            continue
        former, names = found.get(matter, (number, ()))
        kept = names if former == number else ()
        found[matter] = number, (*kept, helper) if helper else kept
    return {matter: names for matter, (_, names) in found.items()}
