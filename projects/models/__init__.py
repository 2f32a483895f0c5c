"""The models of projects."""

from .projects import Project, in_hundred_millions, stage_reached

__all__ = ["Project", "in_hundred_millions", "stage_reached"]
