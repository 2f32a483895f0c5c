"""The pages of work and of help on a desk, a tablet and a phone: nothing overflows, one bar."""

import pytest

from strategy.models import Organisation, Role, User

from .test_reading_pages import DESK, PHONE, flaws_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample_site")]

TABLET = 1024
HELP = [f"/help/?role={code}" for code in ("report", "review", "office", "official")]
STAFF = ["/reporting/", "/review/", *HELP]
OFFICE = [
    "/reporting/", "/review/", "/months/", "/notices/", "/handover/", "/targets/", "/posts/",
    "/posts/sample-industry/", "/projects/P007/edit/", "/tasks/T001/listing/",
    "/parks/import/", "/projects/bulk/?item=P001&item=P002&field=area&value=yuanhui",
]  # fmt: skip
ADMINISTRATOR = ["/help/"]


@pytest.fixture
def user(sample_site):
    """Give a function that makes a person of a unit."""

    def user(role: Role, organisation: str) -> User:
        unit = Organisation.objects.get(code=organisation)
        return User.objects.create_user(
            f"{role.value}-here", "Shaoling-2022", name="示例某某", organisation=unit, role=role
        )

    return user


@pytest.mark.parametrize("width", [DESK, TABLET, PHONE])
@pytest.mark.parametrize(
    ("role", "organisation", "paths"),
    [
        (Role.STAFF, "zhaoling", STAFF),
        (Role.COORDINATOR, "office", OFFICE),
        (Role.SYSTEM_ADMINISTRATOR, "office", ADMINISTRATOR),
    ],
)
def test_pages_fit_the_screen_and_are_accessible(sign_in, user, role, organisation, paths, width):
    page = sign_in(user(role, organisation))
    page.set_viewport_size({"width": width, "height": 900})

    found = {path: flaws for path in paths if (flaws := flaws_of(page, path))}

    assert found == {}


@pytest.mark.parametrize(
    ("role", "organisation"), [(Role.STAFF, "zhaoling"), (Role.COORDINATOR, "office")]
)
def test_bar_is_one_line_on_a_desk(sign_in, user, role, organisation):
    page = sign_in(user(role, organisation))
    page.set_viewport_size({"width": DESK, "height": 900})

    page.goto("/reporting/")

    assert page.locator(".masthead").bounding_box()["height"] < 60


def test_office_ticks_all_rows_of_a_page_at_once(sign_in, user):
    page = sign_in(user(Role.COORDINATOR, "office"))
    page.goto("/projects/")

    page.get_by_label("全选本页").check()
    page.get_by_role("button", name="下一步").click()

    assert page.get_by_role("row").count() == 16  # with the headings


def test_less_used_pages_open_under_more(sign_in, user):
    page = sign_in(user(Role.COORDINATOR, "office"))
    page.goto("/reporting/")

    page.get_by_text("更多", exact=True).click()
    page.get_by_role("link", name="年度目标").first.click()

    assert page.url.endswith("/targets/")
