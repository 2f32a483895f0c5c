"""Reference data under /admin/: one noun a file."""

from . import (
    accounts,
    figures,
    items,
    matters,
    meetings,
    metrics,
    organisations,
    posts,
    rankings,
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
    "posts",
    "rankings",
    "reporting_months",
]
