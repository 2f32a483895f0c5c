"""Reference data under /admin/: one noun a file."""

from . import accounts, figures, items, metrics, organisations

__all__ = ["accounts", "figures", "items", "metrics", "organisations"]
