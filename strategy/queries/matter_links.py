"""What a new matter is about, as the page that one comes from names it in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from strategy import months
from strategy.models import Matter, Organisation, Series, TimeLimit, TrackedItem

NAMES = ("item", "series", "month", "about")
NUL = "\0"
"""No code has it, and PostgreSQL takes no text that does."""


@dataclass(frozen=True, slots=True)
class Links:
    """An item, a figure and a matter; `is_broken` where one that was named is not there."""

    item: TrackedItem | None
    series: Series | None
    month: date | None
    about: Matter | None
    is_broken: bool

    @property
    def lead(self) -> Organisation | None:
        """The unit that would have to act: who reports the figure, leads the item or the matter."""
        if self.series is not None and self.series.organisation is not None:
            return self.series.organisation
        if self.item is not None and self.item.lead is not None:
            return self.item.lead
        return self.about.current.lead if self.about else None


def links_of(query: Mapping[str, str]) -> Links:
    """Read the names of an address or of a form."""
    named = {name: query.get(name, "").strip() for name in NAMES}
    if any(NUL in one for one in named.values()):
        return Links(None, None, None, None, is_broken=True)
    series = _series(named["series"])
    item = _item(named["item"]) or (series.item if series else None)
    month, about = _month(named["month"]), _matter(named["about"])
    found = {"item": item, "series": series, "month": month, "about": about}
    is_broken = any(named[name] and found[name] is None for name in NAMES)
    return Links(**found, is_broken=is_broken)


def usual_limit() -> TimeLimit | None:
    """The class that is offered first."""
    return TimeLimit.objects.first()


def _item(code: str) -> TrackedItem | None:
    items = TrackedItem.objects.select_related("lead")
    return items.filter(code=code.upper()).first() if code else None


def _series(code: str) -> Series | None:
    paths = ("item__lead", "metric", "organisation")
    return Series.objects.select_related(*paths).filter(code=code).first() if code else None


def _month(text: str) -> date | None:
    try:
        return months.parse(text) if text else None
    except ValueError:
        return None


def _matter(pk: str) -> Matter | None:
    is_number = pk.isascii() and pk.isdigit() and len(pk) < 10
    return Matter.objects.filter(pk=pk).first() if is_number else None
