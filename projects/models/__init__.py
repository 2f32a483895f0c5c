"""The models of projects."""

from .photos import Photo
from .plans import AnnualPlan
from .projects import Project, in_hundred_millions
from .stages import Interruption, StageRecord

__all__ = [
    "AnnualPlan",
    "Interruption",
    "Photo",
    "Project",
    "StageRecord",
    "in_hundred_millions",
]
