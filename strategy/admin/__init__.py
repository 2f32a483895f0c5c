"""Reference data under /admin/: one noun a file."""

from . import (
    accounts,
    figures,
    items,
    matters,
    meetings,
    metrics,
    organisations,
    reporting_months,
)

__all__ = [
    "accounts",
    "figures",
    "items",
    "matters",
    "meetings",
    "metrics",
    "organisations",
    "reporting_months",
]
