"""What conditional pages depend on."""

from strategy.models import PageCounter


def page_counter() -> int:
    """How often the reading pages have changed."""
    return PageCounter.objects.values_list("value", flat=True).first() or 0
