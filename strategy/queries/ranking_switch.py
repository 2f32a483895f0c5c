"""Whether rankings show, and every turn of the switch."""

from strategy.models import RankingSwitch


def rankings_are_shown() -> bool:
    """Whether rankings show now, whatever past day is read: the last turn holds. One query.

    They do until somebody hides them.
    """
    last = RankingSwitch.objects.values_list("is_shown", flat=True).order_by("-pk").first()
    return True if last is None else last


def switch_history() -> list[RankingSwitch]:
    """Every turn of the switch, the last first. One query."""
    return list(RankingSwitch.objects.select_related("switched_by").order_by("-pk"))
