"""Reference data under /admin/: one noun a file."""

from . import figures, items, metrics, organisations

__all__ = ["figures", "items", "metrics", "organisations"]
