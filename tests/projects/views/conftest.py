"""The small site that the tests of pages share."""

from tests.pages.conftest import reader, shared_world, signed_in, world

__all__ = ["reader", "shared_world", "signed_in", "world"]
