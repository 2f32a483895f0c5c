"""Pure rules of projects: stages, rates, bundles. No Django, no clock."""

from .stages import (
    Interruption,
    Pause,
    Stage,
    StageState,
    actual_backwards,
    furthest,
    furthest_recorded,
    pause_on,
    planned_backwards,
)
from .timings import Deviation, Timing, deviation, is_passed, start_deviation

__all__ = [
    "Deviation",
    "Interruption",
    "Pause",
    "Stage",
    "StageState",
    "Timing",
    "actual_backwards",
    "deviation",
    "furthest",
    "furthest_recorded",
    "is_passed",
    "pause_on",
    "planned_backwards",
    "start_deviation",
]
