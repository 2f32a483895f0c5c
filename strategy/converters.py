"""How codes and months stand in addresses."""

from datetime import date

from django.urls import register_converter

from strategy import months


class ItemCode:
    """A capital letter and digits, such as P001."""

    regex = "[A-Z][0-9]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SeriesCode(ItemCode):
    """Item, metric and organisation: A1-technology-loans-industry."""

    regex = "[A-Z][0-9]+-[a-z0-9-]+"


class Month:
    """A month as YYYY-MM, given to views as its first day."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return months.parse(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else months.code(value)


def register() -> None:
    """Make the converters known as `item`, `series` and `month`; the floor's urls do it once."""
    register_converter(ItemCode, "item")
    register_converter(SeriesCode, "series")
    register_converter(Month, "month")
