"""Pure rules of projects: stages, rates, bundles. No Django, no clock."""

from .stages import (
    InterruptionKind,
    Pause,
    Stage,
    StageState,
    actual_backwards,
    furthest,
    furthest_recorded,
    judged_on,
    pause_on,
    planned_backwards,
)
from .timings import Deviation, Timing, deviation, is_passed, start_deviation

__all__ = [
    "Deviation",
    "InterruptionKind",
    "Pause",
    "Stage",
    "StageState",
    "Timing",
    "actual_backwards",
    "deviation",
    "furthest",
    "furthest_recorded",
    "is_passed",
    "judged_on",
    "pause_on",
    "planned_backwards",
    "start_deviation",
]
