"""Answers that nobody on the way may keep: forms, and whatever shows numbers not yet decided."""

from django.views.decorators.cache import cache_control

no_store = cache_control(private=True, no_store=True)
