"""Entering a matter: who may, what each kind asks for, what is filled in already."""

from datetime import date, timedelta

import pytest

from strategy.models import Matter, MatterStatus, Role
from tests.factories import (
    OrganisationFactory,
    ProjectFactory,
    SeriesFactory,
    UserFactory,
)
from tests.factories.matters import (
    DUE_ON,
    TimeLimitFactory,
    coordinator,
    office,
    problem,
    staff_of,
)
from tests.pages.markup import Page

from .matters import NOW, client_of, errors_at, page_of

pytestmark = pytest.mark.django_db
NEW = "/matters/new/"


@pytest.fixture(autouse=True)
def day(settings):
    settings.DEMO_TODAY = NOW.date()


@pytest.fixture
def lead():
    office()
    TimeLimitFactory()
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def official():
    return client_of(UserFactory(role=Role.OFFICIAL, name="副市长李某"))


def data(lead, **named) -> dict:
    kind = named.pop("kind", "problem")
    shared = {"kind": kind, "title": "项目用地尚未批复", "lead": lead.code, "due_on": DUE_ON}
    if kind == "problem":
        shared |= {"origin": "enterprise", "category": "land"}
    return shared | named


def fields(html: str) -> dict[str, str]:
    """The boxes of the form with what stands in them."""
    page = Page(html)
    boxes = {
        one["name"]: one.attributes.get("value", "") for one in page.all("input", attribute="name")
    }
    for select in page.all("select", attribute="name"):
        chosen = [one["value"] for one in select.children if one.has("selected")]
        boxes[select["name"]] = chosen[0] if chosen else ""
    return boxes


def test_staff_register_a_problem_and_see_its_page(lead):
    client = client_of(UserFactory())

    response = client.post(NEW, data(lead))

    matter = Matter.objects.get()
    assert response.url == matter.get_absolute_url()
    assert f"已登记：{matter.label}。" in page_of(client, matter)
    assert (matter.kind, matter.origin, matter.category) == ("problem", "enterprise", "land")
    assert matter.current.status == MatterStatus.REGISTERED


def test_official_instructs_in_one_line_and_it_is_assigned_at_once(lead, official):
    response = official.post(NEW, data(lead, kind="instruction"))

    matter = Matter.objects.get()
    assert response.status_code == 302
    assert (matter.kind, matter.raised_by) == ("instruction", "副市长李某")
    assert matter.current.status == MatterStatus.ASSIGNED
    assert matter.current.lead == lead


def test_office_instructs_in_the_name_of_a_leader(lead):
    client = client_of(coordinator())

    refused = client.post(NEW, data(lead, kind="instruction"))
    client.post(NEW, data(lead, kind="instruction", raised_by="市长王某"))

    assert errors_at(refused.content.decode()) == {"raised_by": "请填写批示领导。"}
    assert Matter.objects.get().raised_by == "市长王某"


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.OFFICIAL, {"instruction"}),
        (Role.STAFF, {"problem"}),
        (Role.COORDINATOR, {"problem", "instruction"}),
        (Role.AUDITOR, set()),
    ],
)
def test_each_role_enters_its_kinds(lead, role, kinds):
    client = client_of(UserFactory(role=role))
    shown = {kind for kind in Matter.Kind.values if _is_shown(client, kind)}

    posted = set()
    for kind in ["problem", "instruction"]:
        response = client.post(NEW, data(lead, kind=kind, raised_by="市长王某"))
        posted |= {kind} if response.status_code == 302 else set()

    assert shown == posted == kinds


def _is_shown(client, kind: str) -> bool:
    return client.get(NEW, {"kind": kind}).status_code == 200


def test_resolution_is_entered_at_its_meeting_alone(lead):
    client = client_of(coordinator())

    assert client.post(NEW, data(lead, kind="resolution")).status_code == 400


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"title": ""}, {"title": "请填写问题。"}),
        ({"lead": ""}, {"lead": "请选择牵头单位，有且只能有一个。"}),
        ({"due_on": ""}, {"due_on": "请填写办理时限或选择时限类别。"}),
        ({"due_on": "2022-07-10"}, {"due_on": "办理时限不能早于今天。"}),
        ({"item": "P999"}, {"item": "没有编号为“P999”的事项，请核对，例如“P001”。"}),
        ({"lead": "nobody"}, {"lead": "没有这个单位，请重新选择。"}),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_the_rest_is_kept(lead, missing, sentence):
    response = client_of(UserFactory()).post(NEW, data(lead, description="已等三个月") | missing)

    assert response.status_code == 422
    assert errors_at(response.content.decode()) == sentence
    assert "已等三个月</textarea>" in response.content.decode()
    assert not Matter.objects.exists()


def test_unit_that_helps_cannot_lead_as_well(lead):
    response = client_of(UserFactory()).post(NEW, data(lead, supporting=[lead.code]))

    assert list(errors_at(response.content.decode())) == ["supporting"]


def test_class_of_time_limit_gives_the_day(lead):
    client_of(UserFactory()).post(NEW, data(lead, due_on="", time_limit="general"))

    assert Matter.objects.get().current.due_on == NOW.date() + timedelta(days=7)


def test_page_of_a_figure_fills_in_item_figure_and_unit(lead, official):
    line = SeriesFactory(item=ProjectFactory(code="P007"), organisation=lead)

    html = official.get(NEW, {"series": line.code, "month": "2022-06"}).content.decode()
    official.post(NEW, fields(html) | {"title": "请分析原因", "due_on": DUE_ON})

    matter = Matter.objects.get()
    assert (matter.series, matter.month, matter.item.code) == (line, date(2022, 6, 1), "P007")
    assert matter.current.lead == lead


def test_instruction_written_on_a_matter_shows_on_it(lead, official):
    about = problem(lead)

    html = official.get(NEW, {"about": about.pk}).content.decode()
    official.post(NEW, fields(html) | {"title": "请市长办公会研究", "due_on": DUE_ON})

    written = Matter.objects.get(kind="instruction")
    assert written.about == about
    assert "请市长办公会研究" in page_of(official, about)


@pytest.mark.parametrize(
    "query", ["item=P999", "series=A1-nothing-here", "month=2022-13", "about=9999", "about=x"]
)
def test_link_to_nothing_is_not_found(lead, official, query):
    assert official.get(f"{NEW}?{query}").status_code == 404


def test_what_is_about_a_sample_is_one(lead):
    ProjectFactory(code="P008", is_sample=True)

    client_of(UserFactory()).post(NEW, data(lead, item="p008"))

    assert Matter.objects.get().is_sample


def test_typed_problem_comes_back_after_a_new_sign_in(lead, client):
    user = staff_of(lead)

    client.post(NEW, data(lead, typed_by=user.pk))
    client.force_login(user)
    html = client.get(NEW).content.decode()

    assert fields(html)["title"] == "项目用地尚未批复"
    assert "尚未提交" in html


@pytest.mark.parametrize("name", ["item", "series", "month", "about"])
def test_name_that_no_database_takes_is_unknown(name, official):
    assert official.get(f"{NEW}?{name}=%00").status_code == 404


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("9999-12-31", "日期应在2000年至2100年之间。"),
        ("2099-12-31", "办理时限不能晚于今天起三年。"),
    ],
)
def test_mistyped_year_is_told_at_its_field(lead, official, day, told):
    response = official.post(NEW, data(lead, kind="instruction", due_on=day))

    assert told in errors_at(response.content.decode())["due_on"]
    assert not Matter.objects.exists()
