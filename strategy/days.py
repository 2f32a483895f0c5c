"""Days that somebody types: within these years, so that the days around one always exist."""

from datetime import date

from django.core.exceptions import ValidationError

FIRST_YEAR, LAST_YEAR = 2000, 2100


def check(day: date) -> None:
    """Raise ValidationError, with a sentence for the screen, for a day outside of 2000–2100."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(f"日期应在{FIRST_YEAR}年至{LAST_YEAR}年之间。")
