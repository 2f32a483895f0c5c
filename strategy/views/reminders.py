"""Reminders 催报: who owes what in a month, and texts ready to paste."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from strategy import clock, months
from strategy.models import ReportingMonth
from strategy.queries.reminders import UnitReminder, reminders
from strategy.wording.due_rules import estimate_note
from strategy.wording.reminders import Letter, all_text, remaining, unit_text

from .coordinating import CoordinatorPage, show


class ReminderList(CoordinatorPage):
    """The units that owe figures of a month."""

    def get(self, request: HttpRequest, month: date) -> HttpResponse:
        opened = ReportingMonth.objects.prefetch_related("kind_dues").filter(month=month).first()
        if opened is None:
            raise Http404(f"{months.label(month)}报告期尚未开放。")
        user, at = request.user, clock.now()
        letter = Letter(opened, at, sender=user.organisation.name)
        found = reminders(opened, user, at)
        context = {
            "month": opened,
            "lines": [
                (one, remaining(one.ends_at, at), at > one.ends_at, unit_text(one, letter))
                for one in found
            ],
            "all_text": all_text(found, letter),
            "missing": missing(found),
            "note": estimate_note(one.due_at for one in found),
        }
        return show(request, "strategy/reminder_list.html", context)


def missing(found: list[UnitReminder]) -> int:
    """How many figures are missing in all."""
    return sum(len(one.missing) for one in found)
