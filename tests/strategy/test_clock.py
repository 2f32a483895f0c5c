"""The clock: Shanghai time, and the day on which the demonstration stands still."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from strategy import clock

LATE_EVENING = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # 01:30 on 2 March in Shanghai


@pytest.fixture
def at_late_evening(monkeypatch):
    monkeypatch.setattr(clock.timezone, "now", lambda: LATE_EVENING)


def set_demo(monkeypatch, *, on: bool) -> None:
    demo = SimpleNamespace(DEMO=on, DEMO_TODAY=date(2022, 8, 10))
    monkeypatch.setattr(clock, "settings", demo)


@pytest.mark.usefixtures("at_late_evening")
def test_today_is_the_day_in_shanghai(monkeypatch):
    set_demo(monkeypatch, on=False)

    assert clock.today() == date(2026, 3, 2)
    assert clock.now() == LATE_EVENING
    assert str(clock.now().tzinfo) == "Asia/Shanghai"


@pytest.mark.usefixtures("at_late_evening")
def test_demonstration_keeps_the_day_and_lets_the_hours_pass(monkeypatch):
    set_demo(monkeypatch, on=True)

    assert clock.today() == date(2022, 8, 10)
    assert clock.now() == datetime(2022, 8, 10, 1, 30, tzinfo=clock.SHANGHAI)


@pytest.mark.usefixtures("at_late_evening")
def test_audit_log_has_real_time_in_the_demonstration(monkeypatch):
    set_demo(monkeypatch, on=True)

    assert clock.real_now() == LATE_EVENING


def test_end_of_day_is_the_first_moment_that_no_longer_belongs_to_it():
    end = clock.end_of_day(date(2022, 6, 30))

    assert datetime(2022, 6, 30, 23, 59, 59, 999999, tzinfo=clock.SHANGHAI) < end
    assert end == datetime(2022, 7, 1, tzinfo=clock.SHANGHAI)
    assert end == datetime(2022, 6, 30, 16, tzinfo=UTC)
