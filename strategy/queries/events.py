"""What conditional pages depend on."""

from dataclasses import dataclass

from django.db.models import Subquery

from strategy.models import PageCounter, RankingSwitch


@dataclass(frozen=True, slots=True)
class SiteState:
    """How often the reading pages have changed, and whether rankings show now."""

    counter: int = 0
    shows_rankings: bool = True


def site_state() -> SiteState:
    """The state of the site, which every page asks for. One query."""
    last_turn = RankingSwitch.objects.order_by("-pk").values("is_shown")[:1]
    row = PageCounter.objects.values_list("value", Subquery(last_turn)).first()
    if row is None:  # nothing was ever written, the switch not turned
        return SiteState()
    counter, is_shown = row
    return SiteState(counter, True if is_shown is None else is_shown)


def page_counter() -> int:
    """How often the reading pages have changed."""
    return site_state().counter
