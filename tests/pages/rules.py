"""Who may open which route, which routes are verbs, and which pages have a form."""

from strategy.models import Role

from .routes import AGENDA_WORK, ITEM_IMPORTS, ITEM_WORK, MEETING_WORK, POST_WORK

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
