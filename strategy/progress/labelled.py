"""The base of the enumerations here: a code that is stored, a word that is shown."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """Members are written `NAME = "code", "标签"`: equal to the code, the word as `label`."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(code, label) of every member in order, as a form or model field takes them."""
        return [(member.value, member.label) for member in cls]
