"""The models of projects."""

from .projects import Project

__all__ = ["Project"]
