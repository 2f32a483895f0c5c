"""How many meetings were held, series by series."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from strategy.models import Meeting, MeetingSeries


@dataclass(frozen=True, slots=True)
class HeldInSeries:
    """How many meetings of a series were held in some time; samples are a series of their own."""

    series: MeetingSeries
    held: int

    @property
    def is_sample(self) -> bool:
        return self.series.is_sample


def held_in(from_day: date, to_day: date, at: datetime | None = None) -> list[HeldInSeries]:
    """How many meetings of each series took place from one day to another. Two queries.

    Series of which no meeting was ever entered are left out: nothing is known of them.
    """
    known = Meeting.objects.known_at(at)
    took_place = known.held(at).filter(meets_on__range=(from_day, to_day))
    held = Counter(took_place.values_list("series", flat=True))
    series = MeetingSeries.objects.filter(pk__in=known.values("series"))
    return [HeldInSeries(one, held[one.pk]) for one in series.order_by("is_sample", "position")]
