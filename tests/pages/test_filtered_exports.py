"""Every filter of every list goes into its files: what narrows the page is said in the file."""

import io

import openpyxl
import pytest

from strategy.progress import Standing

from .markup import Page
from .routes import address, list_routes, view_class

FILTERS = [
    (name, field) for name in list_routes() for field in view_class(name).filter_class.base_filters
]
TYPED = {"date": "2022-07-18", "text": "1"}


def asked(page: Page, field: str) -> str:
    """Something that a field of the filter bar takes: its first choice, or what may be typed."""
    if field == "standing":  # has links instead of a field
        return Standing.BEHIND.value
    fields = [one for one in page.all() if one.attributes.get("id", "").startswith(f"id_{field}")]
    box = next(one for one in fields if one.attributes.get("name") == field)
    if box.tag == "input":
        return TYPED.get(box.attributes.get("type"), "") or box["value"]
    values = [one.attributes.get("value", "") for one in options(box)]
    return next((value for value in values if value), "")


def options(select):
    for child in select.children:
        yield from options(child) if child.tag == "optgroup" else [child]


@pytest.mark.parametrize(("name", "field"), FILTERS)
def test_each_filter_can_be_exported(world, reader, name, field):
    page = Page(reader.get(address(name)).content.decode())
    value = asked(page, field)
    assert value, "nothing to choose in the small site"

    for file_format in ("csv", "xlsx"):
        response = reader.get(address(name), {field: value, "export": file_format})
        assert response.status_code == 200, (field, value, file_format)


@pytest.mark.parametrize("view", ["new", "open", "closed"])
@pytest.mark.parametrize("window", [{"since": "2022-07-01"}, {"until": "2022-07-31"}])
def test_register_of_a_window_can_be_exported_and_says_its_days(world, reader, view, window):
    query = {"view": view, "kind": "problem", "export": "xlsx"} | window

    response = reader.get(address("strategy:matter_list"), query)

    particulars = openpyxl.load_workbook(io.BytesIO(response.content)).active["A2"].value
    assert "类别：问题" in particulars
    days = {"since": "2022年7月1日至", "until": "2022年1月1日至2022年7月31日"}
    assert view == "open" or days[next(iter(window))] in particulars


def test_every_filter_is_walked():
    fields = {field for name, field in FILTERS if name == "strategy:matter_list"}

    assert {"since", "until", "visit", "lead"} <= fields
    assert len({name for name, _ in FILTERS}) == len(list_routes())
