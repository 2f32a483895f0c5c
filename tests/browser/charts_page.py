"""A page with every kind of chart, for the tests of charts alone; its address is charts/."""

from datetime import date
from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from strategy.charts.assessments import StandingsMonth, standings_block
from strategy.charts.blocks import ChartBlock
from strategy.charts.figures import YearPoint, year_on_year_block
from strategy.charts.items import ActionBar, actions_block
from strategy.charts.metrics import OrganisationBar, organisations_block
from strategy.charts.series import PacePoint, pace_block
from strategy.progress import Standing

PAGE = """
{% extends "base.html" %}
{% from "_components/charts.html" import chart, chart_scripts %}
{% block head %}{{ chart_scripts() }}{% endblock %}
{% block content %}
  <h1>图表</h1>
  <div class="grid grid--2">
    {% for block in blocks %}<section class="card">{{ chart(block) }}</section>{% endfor %}
  </div>
{% endblock %}
"""
ACTIONS = (
    ("创新高地建设", "57.0", Standing.ON_PACE),
    ("集群强链提升", "52.5", Standing.ON_PACE),
    ("项目投资支撑", "50.6", Standing.ON_PACE),
    ("优质企业培育", "39.0", Standing.FAR_BEHIND),
    ("数字融合赋能", "45.5", Standing.BEHIND),
    ("绿色低碳制造", "103.7", Standing.DONE),
    ("区域协同发展", None, Standing.NOT_REPORTED),
)
AREAS = (
    ("临颍县", "58.0", Standing.ON_PACE),
    ("舞阳县", "51.4", Standing.ON_PACE),
    ("召陵区", "35.1", Standing.FAR_BEHIND),
    ("郾城区", "47.3", Standing.BEHIND),
    ("源汇区", None, Standing.NOT_REPORTED),
    ("市城乡一体化示范区", "50.0", Standing.ON_PACE),
    ("经济技术开发区", "61.2", Standing.ON_PACE),
    ("西城区", "12.9", Standing.FAR_BEHIND),
)
INVESTMENT = (28, 61, 103, None, 214, 354)


def month(number: int, year: int = 2022) -> date:
    return date(year, number, 1)


def decimal(text: str | int | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def pace_points() -> list[PacePoint]:
    """Half a year: April is missing, June is real, all else 示例."""
    return [
        PacePoint(
            month=month(number),
            to_date=decimal(amount),
            pace=Decimal(700) * number / 12,
            standing=Standing.ON_PACE if number == 6 else Standing.BEHIND,
            is_sample=number != 6,
            pace_is_sample=True,
        )
        for number, amount in enumerate(INVESTMENT, start=1)
    ]


def year_points() -> tuple[list[YearPoint], list[YearPoint]]:
    this_year = [
        YearPoint(month(number), decimal(amount), Decimal("5.2"), number != 6, True)
        for number, amount in enumerate(INVESTMENT, start=1)
    ]
    last_year = [
        YearPoint(month(number, 2021), Decimal(38 * number), is_sample=True)
        for number in range(1, 13)
    ]
    return this_year, last_year


def standings_months() -> list[StandingsMonth]:
    counts = [
        {
            Standing.FAR_BEHIND: 4 + number % 3,
            Standing.BEHIND: 9 - number % 4,
            Standing.NOT_REPORTED: 2 if number == 6 else 0,
            Standing.ON_PACE: 30 + number,
            Standing.NO_PLAN: 4,
        }
        for number in range(1, 7)
    ]
    before = [StandingsMonth(month(number, 2021), None, True) for number in (11, 12)]
    return before + [
        StandingsMonth(month(number), count, True) for number, count in enumerate(counts, start=1)
    ]


def blocks() -> list[ChartBlock]:
    """One of each; together they hold every standing, gaps, real and sample figures."""
    actions = [
        ActionBar(name, decimal(done), Decimal(50), standing, is_sample=True)
        for name, done, standing in ACTIONS
    ]
    areas = [
        OrganisationBar(name, decimal(value), Decimal("50.4"), standing, True, True)
        for name, value, standing in AREAS
    ]
    return [
        pace_block("重点项目累计完成投资", pace_points(), "亿元"),
        year_on_year_block("重点项目累计完成投资同比", *year_points(), "亿元"),
        actions_block(actions),
        organisations_block("示例指标按责任单位", areas, "亿元", 1),
        standings_block(standings_months(), "重点工作各月进度状态"),
        pace_block("空气质量优良天数比率", [], "%", 1),
    ]


@login_not_required
def charts(request: HttpRequest) -> HttpResponse:
    page = engines["jinja2"].from_string(PAGE)
    return HttpResponse(page.render({"blocks": blocks()}, request))


urlpatterns = [path("charts/", charts), path("", include("luohe_tracker.urls"))]
