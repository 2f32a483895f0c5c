"""The floor: organisations, items, metrics, figures, review, and the UI kit."""
