"""What must hold of matters and meetings and no constraint can hold, one sentence each."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, Max, Min, Q

from strategy.models import Action, AgendaItem, Matter, MatterStep, Meeting


def matter_problems() -> Iterator[tuple[str, list[str]]]:
    """What is wrong with matters and meetings, and the names of those of which it is true."""
    yield "matters have not exactly one current step", _without_one_current()
    yield "matters have holes in the numbers of their steps", _with_holes()
    yield "matters have steps that do not follow one another in time", _out_of_time()
    yield "meetings leave a gap in the numbers without a reason", _unexplained_gaps()
    yield "meetings were held with an empty agenda", _held_without_agenda()
    yield "minutes are out although a resolution is not assigned", _unassigned()
    yield "agendas give one position to two items", _shared_positions()
    yield "matters and agendas of sample meetings are not marked as such", _unmarked()
    yield "sample meetings are not in a sample series, or the reverse", _in_wrong_series()
    yield "matters are samples of real work", _astray()


def _without_one_current() -> list[str]:
    standing = Count("steps", filter=Q(steps__superseded_at__isnull=True))
    return _labels(Matter.objects.annotate(standing=standing).exclude(standing=1))


def _with_holes() -> list[str]:
    counted = Matter.objects.annotate(
        last=Max("steps__number"), first=Min("steps__number"), many=Count("steps")
    )
    return _labels(counted.exclude(first=1, last=F("many")))


def _out_of_time() -> list[str]:
    """Each step ends the moment at which the next one begins."""
    rows = MatterStep.objects.order_by("matter", "number")
    ends, wrong = {}, set()
    for matter, at, superseded_at in rows.values_list("matter", "at", "superseded_at"):
        if matter in ends and ends[matter] != at:
            wrong.add(matter)
        ends[matter] = superseded_at
    return _labels(Matter.objects.filter(pk__in=wrong))


def _unexplained_gaps() -> list[str]:
    last: dict[int, int] = defaultdict(int)
    wrong = []
    for meeting in Meeting.objects.select_related("series").order_by("series", "number"):
        if meeting.number > last[meeting.series_id] + 1 and not meeting.gap_reason:
            wrong.append(str(meeting))
        last[meeting.series_id] = meeting.number
    return wrong


def _held_without_agenda() -> list[str]:
    standing = AgendaItem.objects.filter(removed_at__isnull=True)
    held = Meeting.objects.held().exclude(pk__in=standing.values("meeting"))
    return [str(meeting) for meeting in held.select_related("series")]


def _unassigned() -> list[str]:
    """A resolution may stand as registered again once an objection to it was upheld."""
    assigned = MatterStep.objects.filter(verb__in=["assign", "withdraw"]).values("matter")
    issued = Matter.objects.filter(kind="resolution", meeting__issued_at__isnull=False)
    return _labels(issued.exclude(pk__in=assigned))


def _shared_positions() -> list[str]:
    standing = AgendaItem.objects.filter(removed_at__isnull=True)
    shared = standing.values("meeting", "position").annotate(n=Count("pk")).filter(n__gt=1)
    meetings = Meeting.objects.filter(pk__in=shared.values("meeting")).select_related("series")
    return [str(meeting) for meeting in meetings]


def _unmarked() -> list[str]:
    matters = Matter.objects.filter(meeting__is_sample=True, is_sample=False)
    items = AgendaItem.objects.filter(meeting__is_sample=True, is_sample=False)
    return [*_labels(matters), *map(str, items)]


def _in_wrong_series() -> list[str]:
    wrong = Meeting.objects.exclude(is_sample=F("series__is_sample"))
    return [str(meeting) for meeting in wrong.select_related("series")]


def _astray() -> list[str]:
    """Samples on a real item that is no action."""
    real = Matter.objects.filter(is_sample=True, item__is_sample=False)
    return _labels(real.exclude(item__kind=Action._meta.label_lower))


def _labels(matters) -> list[str]:
    return [matter.label for matter in matters]
