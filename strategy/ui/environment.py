"""The Jinja2 environment: strict, with the few globals and filters that templates may use."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined

from . import formatting, marks

FILTERS = (
    formatting.number,
    formatting.replaced,
    formatting.percent,
    formatting.points,
    formatting.plain,
    formatting.amount,
    formatting.month_label,
    formatting.month_value,
    formatting.date_label,
    formatting.date_value,
    formatting.known_date,
    formatting.datetime_label,
    formatting.day_label,
    formatting.clock_label,
    formatting.time_label,
    formatting.file_size,
    formatting.masked_phone,
)


def environment(**options) -> Environment:
    """Return the environment for Django's Jinja2 backend; an undefined name is an error."""
    strict = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**(options | strict))
    env.globals.update(GLOBALS)
    env.filters.update({function.__name__: function for function in FILTERS})
    return env


def url(name: str, *args, **kwargs) -> str:
    """Return the address of a named route."""
    return reverse(name, args=args, kwargs=kwargs)


def plotly_script() -> str:
    """Return the address of the plotly bundle that the set-up has chosen."""
    return static(settings.PLOTLY_BUNDLE)


def querystring(request: HttpRequest, **changes) -> str:
    """Return the query string with `changes`; None removes, a list sets several, others stay."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query.setlist(name, value if isinstance(value, list) else [value])
    return f"?{query.urlencode()}"


def other_parameters(request: HttpRequest, *names: str) -> Iterator[tuple[str, str]]:
    """Yield the parameters of the query except `names`: a form keeps them in hidden fields."""
    query: QueryDict = request.GET
    for name in query:
        if name not in names:
            for value in query.getlist(name):
                yield name, value


GLOBALS = {
    "static": static,
    "url": url,
    "get_messages": get_messages,
    "htmx_script": htmx_script,
    "plotly_script": plotly_script,
    "querystring": querystring,
    "other_parameters": other_parameters,
    "date_range": formatting.date_range,
    "month_range": formatting.month_range,
    # drawn by the macros of templates/_components/marks.html
    "draw_pill": marks.pill,
    "draw_rung_pill": marks.rung_pill,
    "draw_matter_pill": marks.matter_pill,
    "draw_sample_tag": marks.sample_tag,
    "draw_revised_tag": marks.revised_tag,
    "draw_shape": marks.shape,
    "draw_bar": marks.bar,
    "draw_split_bar": marks.split_bar,
}
