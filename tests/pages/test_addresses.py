"""Who may open what: every named route stands in one table, and a new one without a rule fails."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from strategy.models import Role
from strategy.permissions import ADMIN

from .routes import (
    AGENDA_WORK,
    ITEM_IMPORTS,
    ITEM_WORK,
    MEETING_WORK,
    OPEN,
    POST_WORK,
    address,
    list_routes,
    reading_routes,
    routes,
)

READERS = {Role.OFFICIAL, Role.STAFF, Role.COORDINATOR}
EVERYONE = set(Role)
RULES = {
    "board": READERS,
    "search": READERS,
    "rankings": READERS,  # hidden ones are the coordinator's, as its form is
    "rankings_sheet": READERS,
    "rankings_timeliness": READERS,
    "rankings_switch": {Role.COORDINATOR},
    "strategy:action_list": READERS,
    "strategy:action_detail": READERS,
    "strategy:task_list": READERS,
    "strategy:task_detail": READERS,
    "strategy:figure_list": READERS,
    "strategy:figure_detail": READERS,
    "strategy:metric_list": READERS,
    "strategy:metric_detail": READERS,
    "strategy:organisation_detail": READERS,
    "strategy:organisation_edit": {Role.STAFF},  # of the unit itself
    "strategy:completeness": READERS,
    "strategy:source_list": READERS,
    "strategy:sheet_detail": {Role.STAFF},  # of the unit itself
    "strategy:sheet_submit": {Role.STAFF},
    "strategy:sheet_recall": {Role.STAFF},
    "strategy:sheet_zero": {Role.STAFF},
    "strategy:row_save": {Role.STAFF},
    "strategy:row_edit": {Role.STAFF},  # of the unit itself
    "strategy:evidence_add": {Role.STAFF},
    "strategy:evidence_file": {Role.STAFF},  # of two units; once approved every reader
    "strategy:evidence_remove": {Role.STAFF},
    "strategy:batch_paste": {Role.STAFF},  # of the unit itself
    "strategy:batch_upload": {Role.STAFF},
    "strategy:sheet_template": {Role.STAFF},
    "strategy:batch_detail": {Role.STAFF},
    "strategy:batch_commit": {Role.STAFF},
    "strategy:batch_undo": {Role.STAFF},
    "strategy:batch_feedback": {Role.STAFF},
    "strategy:batch_file": {Role.STAFF},
    "strategy:reporting_home": {Role.STAFF, Role.COORDINATOR},
    "strategy:review_list": {Role.STAFF, Role.COORDINATOR},
    "strategy:review_approve": {Role.STAFF, Role.COORDINATOR},
    "strategy:review_return": {Role.STAFF, Role.COORDINATOR},
    "strategy:revision_list": READERS,
    "strategy:target_list": READERS,
    "strategy:target_detail": READERS,  # its form is the coordinator's
    "strategy:matter_list": READERS,
    "strategy:matter_units": READERS,
    "strategy:matter_new": READERS,
    "strategy:matter_detail": READERS,  # its forms are of those who work on the matter
    "strategy:matter_move": {Role.STAFF, Role.COORDINATOR},
    "strategy:matter_ask": {Role.STAFF, Role.COORDINATOR},
    "strategy:matter_decide": {Role.COORDINATOR},
    "strategy:matter_attach": {Role.STAFF, Role.COORDINATOR},
    "strategy:return_visit": {Role.COORDINATOR},
    "strategy:attachment_file": READERS,
    "projects:photo_file": READERS,
    "projects:project_stages": {Role.STAFF, Role.COORDINATOR},
    "projects:project_photos": {Role.STAFF, Role.COORDINATOR},
    "projects:photo_remove": {Role.STAFF, Role.COORDINATOR},
    "strategy:attachment_remove": {Role.STAFF, Role.COORDINATOR},
    "strategy:slip_issue": {Role.COORDINATOR},
    "strategy:slip_detail": READERS,  # its form is of the unit that it was sent to
    "strategy:slip_receive": {Role.STAFF, Role.COORDINATOR},
    "strategy:meeting_list": READERS,
    "strategy:meeting_detail": READERS,  # its forms are the coordinator's
    "strategy:meeting_screen": READERS,
    "strategy:meeting_minutes": READERS,  # a draft is the coordinator's
    "strategy:meeting_new": {Role.COORDINATOR},
    **{f"strategy:{name}": {Role.COORDINATOR} for name in (*MEETING_WORK, *AGENDA_WORK)},
    "strategy:post_list": READERS,
    "strategy:post_detail": READERS,
    **{f"strategy:{name}": {Role.COORDINATOR} for name in POST_WORK},
    **{name: {Role.COORDINATOR} for name in ITEM_WORK},
    "strategy:saved_filter_list": READERS,
    "strategy:saved_filter_new": READERS,
    "strategy:saved_filter_edit": {Role.COORDINATOR},  # of its owner
    "strategy:saved_filter_delete": {Role.COORDINATOR},
    "projects:project_list": READERS,
    "projects:library": READERS,
    "projects:pipeline": READERS,
    "projects:project_detail": READERS,
    "enterprises:enterprise_list": READERS,
    "enterprises:enterprise_detail": READERS,
    "enterprises:park_list": READERS,
    "enterprises:pool_list": READERS,
    "enterprises:pool_detail": READERS,
    "enterprises:pool_keep": {Role.COORDINATOR},
    "enterprises:pool_enter": {Role.COORDINATOR},
    "enterprises:pool_leave": {Role.COORDINATOR},
    "enterprises:pool_climb": {Role.COORDINATOR},
    "enterprises:entry_correct": {Role.COORDINATOR},
    "enterprises:park_detail": READERS,
    "enterprises:park_sum_detail": READERS,
    "strategy:month_list": {Role.COORDINATOR},
    "strategy:due_rule_list": {Role.COORDINATOR},
    "strategy:month_detail": {Role.COORDINATOR},
    "strategy:month_open": {Role.COORDINATOR},
    "strategy:month_lock": {Role.COORDINATOR},
    "strategy:month_due": {Role.COORDINATOR},
    "strategy:exception_grant": {Role.COORDINATOR},
    "strategy:exception_end": {Role.COORDINATOR},
    "strategy:reminder_list": {Role.COORDINATOR},
    "strategy:year_detail": {Role.COORDINATOR},
    "strategy:notice_list": {Role.COORDINATOR},
    "strategy:notice_new": {Role.COORDINATOR},
    "strategy:notice_withdraw": {Role.COORDINATOR},
    "strategy:handover": {Role.COORDINATOR},
    "strategy:handover_assign": {Role.COORDINATOR},
    "help": EVERYONE,
    "login": EVERYONE,
    "logout": EVERYONE,
    "password_change": EVERYONE,
    "healthz": EVERYONE,
    "readyz": EVERYONE,
    "admin:index": EVERYONE - {Role.OFFICIAL, Role.STAFF},
}
"""Who may open a route, its places filled with the example (design section 5)."""

SHEET_STEPS = {"strategy:sheet_submit", "strategy:sheet_recall", "strategy:sheet_zero"}
OFFICE_VERBS = {
    "strategy:month_open", "strategy:month_lock", "strategy:month_due",
    "strategy:exception_grant", "strategy:exception_end", "strategy:notice_withdraw",
    "strategy:handover_assign", "rankings_switch", "strategy:saved_filter_delete",
}  # fmt: skip
BATCH_VERBS = {"strategy:batch_commit", "strategy:batch_undo"}
MATTER_VERBS = {
    "strategy:matter_move", "strategy:matter_ask", "strategy:matter_decide",
    "strategy:matter_attach", "strategy:return_visit", "strategy:attachment_remove",
    "strategy:slip_issue", "strategy:slip_receive",
}  # fmt: skip
MEETING_VERBS = {
    "strategy:meeting_record", "strategy:meeting_resolve", "strategy:meeting_attach",
    "strategy:meeting_hold", "strategy:meeting_issue", "strategy:agenda_propose",
    "strategy:agenda_remove", "strategy:agenda_restore", "strategy:agenda_move",
}  # fmt: skip
BY_NUMBER = {
    "strategy:evidence_file", "strategy:evidence_remove", "strategy:batch_detail",
    "strategy:batch_feedback", "strategy:batch_file", *BATCH_VERBS,
    *MATTER_VERBS, *ITEM_IMPORTS,
}  # fmt: skip
"""Records of no fixed number; who may open them is walked by tests of their own."""

POST_ONLY = {
    "strategy:evidence_add",
    "strategy:evidence_remove",
    *OFFICE_VERBS,
    *BATCH_VERBS,
    *MATTER_VERBS,
    *MEETING_VERBS,
    "strategy:row_save",
    *SHEET_STEPS,
    "logout",
    "strategy:review_approve",
    "strategy:review_return",
}
OFFICE = {name for name, roles in RULES.items() if roles == {Role.COORDINATOR}}
WITH_FORM = {
    "strategy:batch_paste",
    "strategy:batch_upload",
    "strategy:row_edit",
    *(OFFICE - OFFICE_VERBS - MATTER_VERBS - MEETING_VERBS),
    "strategy:matter_new",
    "projects:project_stages",
    "projects:project_photos",
    "projects:photo_remove",
    "strategy:saved_filter_new",
    "strategy:sheet_detail",
    "strategy:target_detail",
    "login",
    "password_change",
    "strategy:organisation_edit",
}
NO_READING_PAGE = {
    "strategy:matter_new", "strategy:attachment_file", "projects:photo_file",
    "strategy:saved_filter_list", "strategy:saved_filter_new",
}  # fmt: skip
"""A form and a file that every reader may open."""
FOREIGN = {"healthz", "readyz", "admin:index"}
"""For machines, or Django's own."""


def is_refused(response) -> bool:
    """Whether someone who is signed in was turned away."""
    to_admin_login = response.status_code == 302 and response.url.startswith("/admin/login/")
    return response.status_code == 403 or to_admin_login


def is_sent_to_login(response) -> bool:
    return response.status_code == 302 and response.url.startswith("/accounts/login/?next=")


def test_every_route_has_a_rule_and_every_rule_a_route():
    assert set(RULES) == set(routes())


def test_exceptions_name_routes():
    assert set(RULES) >= OPEN | POST_ONLY | WITH_FORM | FOREIGN | BY_NUMBER


@pytest.mark.parametrize("name", sorted(set(RULES) - OPEN - FOREIGN))
@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_is_sent_to_login(world, name, method):
    response = getattr(Client(), method)(address(name))

    assert is_sent_to_login(response)


def test_anonymous_is_sent_from_the_admin_to_a_login(world):
    assert Client().get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_route_asks_nobody_to_sign_in(world, name):
    assert Client().get(address(name)).status_code == 200


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(set(RULES) - OPEN - BY_NUMBER))
def test_role_gets_what_its_rule_says(world, signed_in, name, role):
    client = signed_in(world.users[role])
    ask = client.post if name in POST_ONLY else client.get

    response = ask(address(name))

    assert is_refused(response) is (role not in RULES[name])
    in_words = {400, 404, 409, 422} if name in POST_ONLY else set()  # a verb with nothing to act on
    expected = {302, 403} if is_refused(response) else {200, 302} | in_words
    assert response.status_code in expected


@pytest.mark.parametrize("role", Role)
def test_signed_in_person_is_led_on_from_the_login_page(world, signed_in, role):
    response = signed_in(world.users[role]).get(reverse("login"))

    own_work = {Role.STAFF: "/reporting/"}
    assert response.url == own_work.get(role, "/" if role in READERS else "/admin/")


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_verb_answers_a_link_with_405(world, reader, name):
    assert reader.get(address(name)).status_code == 405


@pytest.mark.parametrize("name", sorted(set(RULES) - POST_ONLY - WITH_FORM - FOREIGN))
def test_page_that_only_reads_refuses_a_post(world, reader, name):
    assert reader.post(address(name)).status_code == 405


@pytest.mark.parametrize("role", Role)
def test_nobody_edits_the_contacts_of_another_unit(world, signed_in, role):
    client = signed_in(world.users[role])
    own = world.users[role].organisation

    for unit in [world.reporting, world.reviewing, *world.areas]:
        edit = reverse("strategy:organisation_edit", args=[unit.code])
        allowed = unit == own and role in {Role.STAFF, Role.COORDINATOR}
        assert client.get(edit).status_code == (200 if allowed else 403)
        if not allowed:
            assert client.post(edit, {"contacts-TOTAL_FORMS": "0"}).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_admin_shows_a_role_exactly_its_records(world, signed_in, role):
    client = signed_in(world.users[role])

    for model in admin.site._registry:
        page = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        may_view = model._meta.model_name in ADMIN.get(role, {}).get("view", set())
        assert (client.get(reverse(page)).status_code == 200) is may_view, page


@pytest.mark.parametrize("name", list_routes())
@pytest.mark.parametrize("role", sorted(EVERYONE - READERS))
def test_export_is_refused_where_the_page_is(world, signed_in, name, role):
    client = signed_in(world.users[role])

    assert client.get(address(name), {"export": "csv"}).status_code == 403


@pytest.mark.parametrize(
    "guess",
    [
        "/tasks/T999/",
        "/tasks/A1/",
        "/projects/T001/",
        "/figures/T999-output-industry/2022-06/",
        "/metrics/nothing/",
        "/organisations/nothing/",
        "/organisations/nothing/edit/",
        "/tasks/t001/",
        "/figures/A1-output-industry/2022-6/",
    ],
)
def test_guessed_address_is_not_found(world, reader, guess):
    assert reader.get(guess).status_code == 404


def test_reading_pages_are_those_of_the_readers():
    for_readers = {name for name, roles in RULES.items() if roles == READERS}
    assert set(reading_routes()) == for_readers - NO_READING_PAGE
    assert set(list_routes()) <= set(reading_routes())
