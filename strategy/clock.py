"""The clock: the only module that asks what time it is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment in Asia/Shanghai; with `DEMO` on, the real time of day on `DEMO_TODAY`."""
    moment = real_now()
    if settings.DEMO:
        return datetime.combine(settings.DEMO_TODAY, moment.time(), tzinfo=SHANGHAI)
    return moment


def real_now() -> datetime:
    """The present moment in Asia/Shanghai, whatever `DEMO` says: for the audit log alone."""
    return timezone.now().astimezone(SHANGHAI)


def today() -> date:
    """The present day in Asia/Shanghai; with `DEMO` on, `DEMO_TODAY`."""
    return now().date()


def day_of(moment: datetime) -> date:
    """The day in Asia/Shanghai in which a moment lies."""
    return moment.astimezone(SHANGHAI).date()


def end_of_day(day: date) -> datetime:
    """The moment at which a day in Asia/Shanghai is over: the start of the next one.

    It no longer belongs to the day, so compare with `<`: `recorded_at < end_of_day(day)`.
    """
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=SHANGHAI)
