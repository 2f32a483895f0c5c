"""Small words of the pages of matters and meetings, and what of them is printed."""

import re
from datetime import date

import pytest

from strategy.models import Matter, MatterStatus, Role
from strategy.services.attachments import attach
from strategy.services.matter_requests import ask_extension, object_to
from strategy.services.matters import report_progress, send_back
from strategy.services.return_visits import make_return_visit
from tests.factories import OrganisationFactory, TimeLimitFactory, UserFactory
from tests.factories.evidence import PDF
from tests.factories.matters import coordinator, office, problem, staff_of, stood
from tests.pages.markup import Page

from .matters import LATER, NOW, client_of, errors_at, page_of, send, typed
from .meeting_desk import TODAY_AT_TEN, body, build_desk
from .registers import REGISTER, page, some_matters

pytestmark = pytest.mark.django_db
S = MatterStatus
LINES = "第一，已受理。\n第二，已上报。"


@pytest.fixture
def lead(settings):
    settings.DEMO_TODAY = NOW.date()
    return OrganisationFactory(name="市自然资源局")


@pytest.fixture
def desk(settings):
    settings.DEMO = True  # today is 2022-08-10
    return build_desk()


def label_of(html: str, field: str) -> str:
    (label,) = [one for one in Page(html).all("label") if one.attributes.get("for") == field]
    return label.text


def hint_of(html: str, field: str) -> str:
    hints = [one for one in Page(html).all(css="field__hint") if one.has("id")]
    return next(one.text for one in hints if one["id"] == f"{field}_helptext")


def details(html: str) -> dict[str, str]:
    """基本情况: the names with their values."""
    html = re.sub(r"\s+", " ", html)
    return dict(re.findall(r"<dt[^>]*>([^<]+)</dt> ?<dd[^>]*>([^<]*)<", html))


def options_of(html: str, name: str) -> list[str]:
    (select,) = [one for one in Page(html).all("select") if one["name"] == name]
    return [one.text for one in select.children]


def chosen_of(html: str, name: str) -> list[str]:
    (select,) = [one for one in Page(html).all("select") if one["name"] == name]
    return [one.text for one in select.children if one.has("selected")]


# Line breaks


def test_line_breaks_of_what_was_said_are_kept(lead):
    matter = stood(problem(lead, origin=Matter.Origin.ENTERPRISE), S.HANDLING, at=NOW)
    report_progress(matter, LINES, by=staff_of(lead), at=NOW)
    ask_extension(matter, LINES, LATER, by=staff_of(lead), at=NOW)
    html = page_of(client_of(coordinator()), matter)

    notes = [one.text for one in Page(html).all(css="history__note")]
    assert any(LINES in note for note in notes)
    assert LINES in [one.text for one in Page(html).all(css="matter__said")]


def test_line_breaks_of_a_visit_are_kept(lead):
    matter = stood(problem(lead, origin=Matter.Origin.ENTERPRISE), S.CLOSED, at=NOW)
    make_return_visit(matter, True, LINES, by=coordinator(), at=NOW)

    html = page_of(client_of(coordinator()), matter)

    assert LINES in [one.text for one in Page(html).all(css="matter__said")]


@pytest.mark.parametrize(
    ("file", "rule"), [("list.css", ".history__note"), ("matter.css", ".matter__said")]
)
def test_style_keeps_line_breaks(file, rule, settings):
    css = (settings.BASE_DIR / "static" / "css" / file).read_text(encoding="utf-8")

    (body,) = re.findall(re.escape(rule) + r" \{([^}]*)\}", css)
    assert "white-space: pre-line" in body


# Words


def test_evidence_is_optional_only_where_some_stands_already(lead):
    matter = stood(problem(lead), S.HANDLING, at=NOW)
    client = client_of(staff_of(lead))
    assert "选填" not in label_of(page_of(client, matter), "apply_attachments")

    attach(matter, "批复.pdf", PDF, by=staff_of(lead), at=NOW)
    assert "选填" in label_of(page_of(client, matter), "apply_attachments")

    stood(matter, S.APPLIED, at=NOW)
    send_back(matter, "缺批复", by=coordinator(), at=NOW.replace(hour=15))
    html = page_of(client, matter)
    assert "选填" not in label_of(html, "apply_attachments")
    data = typed("apply", matter, lead) | {"attachments": ""}
    told = errors_at(send(client, "apply", matter, data).content.decode())
    assert told["apply_attachments"].startswith("申请销号须上传佐证材料")
    assert "“退回重办”之后" in told["apply_attachments"]


def test_either_answer_to_an_objection_needs_a_word(lead):
    matter = stood(problem(lead), S.ASSIGNED, at=NOW)
    object_to(matter, "不属本单位职责", by=staff_of(lead), at=NOW)

    html = page_of(client_of(coordinator()), matter)

    assert hint_of(html, "decide_note") == "同意、不同意均须说明。"
    assert "选填" not in label_of(html, "decide_note")


def test_answer_to_an_extension_needs_a_word_where_it_is_refused(lead):
    matter = stood(problem(lead), S.HANDLING, at=NOW)
    ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=NOW)

    html = page_of(client_of(coordinator()), matter)

    assert hint_of(html, "decide_note") == "不同意的，须说明理由。"
    assert "选填" in label_of(html, "decide_note")


@pytest.mark.parametrize(
    ("due_on", "told"),
    [(date(2022, 7, 18), "一般事项"), (date(2022, 7, 15), "另定时限")],
)
def test_day_that_was_typed_stands_instead_of_the_class(lead, due_on, told):
    matter = problem(lead, due_on=due_on, time_limit=TimeLimitFactory())
    client = client_of(coordinator())

    assert details(page_of(client, matter))["时限类别"].startswith(told)
    stood(matter, S.HANDLING, at=NOW)
    assert details(page_of(client, matter))["时限类别"].startswith(told)


def test_day_without_a_class_is_one_of_its_own(lead):
    assert details(page_of(client_of(coordinator()), problem(lead)))["时限类别"] == "另定时限"


def test_extension_leaves_the_class(lead):
    matter = stood(problem(lead, time_limit=TimeLimitFactory()), S.HANDLING, at=NOW)
    asked = ask_extension(matter, "须上报省厅", LATER, by=staff_of(lead), at=NOW)
    client = client_of(coordinator())
    answer = {"seen": matter.current.number, "decision": "grant", "note": "同意"}
    client.post(f"/matter-requests/{asked.pk}/decide/", answer)

    assert matter.current.extensions == 1
    assert details(page_of(client, matter))["时限类别"].startswith("一般事项")


def test_office_is_named_once_among_the_units_that_check(lead):
    office()
    client = client_of(UserFactory(role=Role.OFFICIAL))

    html = client.get("/matters/new/").content.decode()

    assert options_of(html, "checker").count("指挥部办公室") == 1
    assert chosen_of(html, "checker") == ["指挥部办公室"]


def test_office_is_named_once_where_a_resolution_is_typed(desk):
    desk.add("道路损坏")
    desk.hold()

    html = body(client_of(desk.office), desk.address)

    assert options_of(html, "resolution-checker").count("指挥部办公室") == 1
    assert chosen_of(html, "resolution-checker") == ["指挥部办公室"]


def test_agenda_that_is_too_long_is_told_only_while_it_is_prepared(desk):
    desk.add("道路损坏", minutes=120)
    client = client_of(desk.office)
    assert "请压缩时长或撤下议题" in body(client, desk.address)

    desk.hold()

    assert TODAY_AT_TEN.date() == desk.meeting.meets_on
    assert "请压缩时长" not in body(client, desk.address)


# Print


def test_printed_register_says_what_it_lists(settings):
    settings.DEMO = True
    unit = OrganisationFactory(code="land", name="市自然资源局", short_name="市自然资源局")
    some_matters(unit)
    reader = client_of(UserFactory(role=Role.OFFICIAL))

    def printed(**query) -> str:
        (line,) = page(reader, REGISTER, **query).all(css="register__printed")
        return re.sub(r"\s+", "", line.text)

    assert printed() == "推进：截至2022年8月10日尚未销号的督办事项，共3件示例。"
    assert printed(lead="land", q="用地") == (
        "推进：截至2022年8月10日尚未销号的督办事项，搜索：用地；牵头单位：市自然资源局，共1件。"
    )
    assert printed(view="closed", since="2022-07-01") == (
        "销号：2022年7月1日至2022年8月10日销号的督办事项，截至2022年8月10日，共1件。"
    )
