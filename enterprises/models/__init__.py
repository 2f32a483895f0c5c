"""The models of enterprises and parks."""

from .enterprises import Enterprise
from .honours import Honour
from .parks import Park

__all__ = ["Enterprise", "Honour", "Park"]
