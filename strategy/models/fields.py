"""Fields that several models share: amounts, percentages and dates known to the month or year."""

from functools import partial

from django.core.validators import RegexValidator
from django.db import models

AmountField = partial(models.DecimalField, max_digits=15, decimal_places=4)
"""A figure in the unit of its metric. 15 digits are what SQLite keeps exactly."""

PercentField = partial(models.DecimalField, max_digits=15, decimal_places=8, null=True)
"""A percentage or percentage points, cut towards zero by `progress.stored`."""


ChecksumField = partial(
    models.CharField, max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")]
)
"""The SHA-256 of a stored content, which names it."""


class Precision(models.TextChoices):
    """How exactly a date is known; the stored day is the last one of the known period."""

    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年"


PrecisionField = partial(
    models.CharField, max_length=5, choices=Precision.choices, default=Precision.DAY
)
