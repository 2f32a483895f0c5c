"""The frame, the components and the error pages, rendered with what their heads say they need."""

from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template.backends.jinja2 import Jinja2
from jinja2 import UndefinedError

TODAY = date(2022, 8, 10)


pytestmark = pytest.mark.urls("tests.strategy.ui.urls")


@cache
def engine():
    """The engine of the site without its context processors: the tests give what they give."""
    return Jinja2(
        {
            "NAME": "frame",
            "DIRS": [settings.BASE_DIR / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {"environment": "strategy.ui.environment.environment"},
        }
    )


def render(source, request=None, **context):
    return engine().from_string(source).render(context, request)


def render_to_string(name, context=None, request=None):
    return engine().get_template(name).render(context, request)


def visitor(rf, address="/", *, signed_in=True):
    request = rf.get(address)
    unit = SimpleNamespace(code="industry")
    request.user = SimpleNamespace(
        is_authenticated=signed_in, is_staff=False, name="李明", organisation=unit
    )
    return request


def reading(at=None):
    months = [SimpleNamespace(month=date(2022, 6, 1), is_published=True)]
    return SimpleNamespace(month=date(2022, 6, 1), months=months, on=TODAY, today=TODAY, at=at)


def entry(label, url, count=0, *, is_current=False):
    return SimpleNamespace(label=label, url=url, count=count, is_current=is_current)


def menus(**menus):
    empty = {"reading": [], "more": [], "work": [], "office": [], "count": 0}
    return SimpleNamespace(**(empty | menus))


def frame(request, **context):
    empty = {"navigation": None, "demo": False, "today": TODAY}
    return render('{% extends "base.html" %}', request, **(empty | context))


def test_undefined_name_is_an_error():
    with pytest.raises(UndefinedError):
        render("{{ nothing }}")


def test_frame_of_the_anonymous_has_neither_menu_nor_search(rf):
    page = frame(visitor(rf, signed_in=False))

    assert "主菜单" not in page
    assert 'name="q"' not in page
    assert "非涉密系统，严禁录入涉密信息" in page


def test_frame_survives_an_error_before_anyone_is_known(rf):
    assert "页面不存在" in render_to_string("404.html", {}, rf.get("/nowhere/"))


def test_frame_of_a_user_has_menu_and_user(rf):
    entries = [entry("总览", "/", is_current=True)]

    page = frame(visitor(rf), navigation=menus(reading=entries))

    assert '<a class="menu__entry" href="/" aria-current="page">总览</a>' in page
    assert 'href="/organisations/industry/"' in page
    assert "李明" in page
    assert "退出登录" in page


def test_frame_counts_what_waits(rf):
    shown = menus(reading=[entry("总览", "/")], work=[entry("填报", "/reporting/", 14)], count=14)

    page = frame(visitor(rf), navigation=shown)

    assert (
        page.count('<span class="menu__count">14<span class="visually-hidden">项待办</span>') == 3
    )
    assert "管理" not in page


def test_frame_sets_up_htmx_for_our_policy(rf):
    page = frame(visitor(rf))

    assert '{"includeIndicatorStyles":false,"allowEval":false,' in page
    assert '"historyCacheSize":0,"refreshOnHistoryMiss":true}' in page
    assert 'hx-headers=\'{"X-CSRFToken": "' in page
    assert "htmx-2.min.js" in page


def test_banner_tells_the_day_of_the_demonstration(rf):
    assert "当前日期按2022年8月10日计" in frame(visitor(rf), demo=True)
    assert "演示环境" not in frame(visitor(rf))


def test_page_of_a_past_day_says_so_and_leads_back(rf):
    page = frame(visitor(rf, "/?month=2022-06&asof=2022-07-05"), reading=reading(at=object()))

    assert "正在查看截至" in page
    assert 'href="?month=2022-06"' in page


def test_picker_keeps_the_rest_of_the_query(rf):
    source = '{% from "_components/page.html" import picker %}{{ picker(request, reading) }}'

    drawn = render(source, visitor(rf, "/?sort=-done&month=2022-05&page=2"), reading=reading())

    assert '<input type="hidden" name="sort" value="-done">' in drawn
    assert 'type="hidden" name="month"' not in drawn
    assert '<option value="2022-06" selected>2022年6月</option>' in drawn
    assert 'value="2022-08-10" max="2022-08-10"' in drawn


def test_published_numbers_carry_their_addresses():
    source = """{% from "_components/numbers.html" import figure, computed %}
    {{ figure("354", "/figures/a/2022-06/", unit="亿元", sample=True) }}
    {{ computed("5", "/tasks/") }}"""

    drawn = render(source)

    assert 'data-figure="/figures/a/2022-06/"' in drawn
    assert '<small class="unit">亿元</small>' in drawn
    assert "data-sample" in drawn
    assert 'data-computed="/tasks/"' in drawn


def test_pages_of_a_list_keep_the_filter(rf):
    source = '{% from "_components/page.html" import pagination %}{{ pagination(page, request) }}'
    page = Paginator(range(30), 10).page(2)

    drawn = render(source, visitor(rf, "/?q=x&page=2"), page=page)

    assert "共30条，第2/3页" in drawn
    assert 'href="?q=x&amp;page=3"' in drawn
    assert render(source, visitor(rf), page=Paginator([1], 10).page(1)).strip() == ""


def test_errors_stand_above_the_form_and_beside_their_field():
    class Form(forms.Form):
        value = forms.DecimalField(label="本月", help_text="单位：万元")

    source = """{% from "_components/forms.html" import error_summary, field %}
    {{ error_summary(form) }}{{ field(form["value"]) }}"""

    drawn = render(source, form=Form({"value": "x"}))

    assert "有1处需要改正" in drawn
    assert '<a href="#id_value">' in drawn
    assert 'aria-describedby="id_value_helptext id_value_error"' in drawn
    assert 'id="id_value_helptext"' in drawn
    assert 'id="id_value_error"' in drawn


def test_definition_without_a_value_is_two_dashes():
    source = '{% from "_components/lists.html" import definitions %}{{ definitions(entries) }}'

    drawn = render(source, entries=[("总投资", None), ("期数", 0)])

    assert '<dd class="definitions__value">--</dd>' in drawn
    assert '<dd class="definitions__value">0</dd>' in drawn


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_page_of_an_error_stands_alone(name):
    assert "回到总览" in render_to_string(name)


def test_bad_request_says_what_is_wrong():
    assert "截至日不能晚于今天" in render_to_string("400.html", {"message": "截至日不能晚于今天"})


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html"])
def test_page_of_an_error_inside_the_frame(rf, name):
    assert "plain__title" in render_to_string(name, {}, visitor(rf))


def test_refusal_names_whom_to_ask(rf):
    page = render_to_string("403.html", {"exception": ""}, visitor(rf))

    assert "安全管理员" in page


def test_sign_in_warns_of_secrets(rf):
    form = forms.Form()

    page = render_to_string(
        "accounts/login.html",
        {"form": form, "next": "", "is_timed_out": False},
        visitor(rf, signed_in=False),
    )

    assert "非涉密系统，严禁录入涉密信息" in page.split("<main")[1].split("</main>")[0]


def test_lockout_says_how_long(rf):
    context = {"failure_limit": 5, "cooloff_minutes": 15}

    assert "15分钟内不能登录" in render_to_string("accounts/lockout.html", context, visitor(rf))
