"""Query strings are edited without losing anything, and addresses come from the settings."""

import pytest
from django.contrib.admin.widgets import AdminDateWidget
from django.template import TemplateDoesNotExist

from strategy.ui.environment import other_parameters, plotly_script, querystring
from strategy.ui.forms import Renderer


def test_query_string_keeps_what_is_not_changed(rf):
    request = rf.get("/?month=2022-06&area=a&area=b&page=3")

    assert querystring(request, page=None, sort="-done") == (
        "?month=2022-06&area=a&area=b&sort=-done"
    )
    assert querystring(request, area=["c"]) == "?month=2022-06&area=c&page=3"
    assert querystring(rf.get("/?page=2"), page=None) == "?"


def test_query_string_is_quoted(rf):
    assert querystring(rf.get("/"), q='食品"&') == "?q=%E9%A3%9F%E5%93%81%22%26"


def test_other_parameters_are_those_that_a_form_does_not_set(rf):
    request = rf.get("/?month=2022-06&area=a&area=b")

    assert list(other_parameters(request, "month")) == [("area", "a"), ("area", "b")]


def test_bundle_of_charts_is_the_one_that_was_chosen(settings):
    settings.PLOTLY_BUNDLE = "vendor/plotly/some.js"

    assert plotly_script().endswith("vendor/plotly/some.js")


def test_widget_without_a_jinja2_template_falls_back():
    drawn = AdminDateWidget().render("due_on", None, renderer=Renderer())

    assert 'name="due_on"' in drawn


def test_template_that_exists_nowhere_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        Renderer().get_template("nothing/at/all.html")
