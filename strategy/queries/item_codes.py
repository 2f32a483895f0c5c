"""Which code the next item of a kind takes."""

from strategy.models import TrackedItem


def next_code(model: type[TrackedItem]) -> str:
    """The letter of the kind with the number after the greatest one. One query."""
    codes = model.objects.order_by().values_list("code", flat=True)
    numbers = [int(code[1:]) for code in codes if code.startswith(model.CODE_LETTER)]
    return f"{model.CODE_LETTER}{max(numbers, default=0) + 1:03}"
