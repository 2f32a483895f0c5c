"""The models of enterprises and parks."""

from .enterprises import Enterprise
from .honours import Honour
from .parks import Park
from .pools import Pool, PoolEntry, PoolTotal

__all__ = ["Enterprise", "Honour", "Park", "Pool", "PoolEntry", "PoolTotal"]
