"""Who may do what: plain functions that the button and the service both ask.

Rights over figures come from the series: its organisation reports, its reviewer reviews. The three
administrators see no drafts and change no business data.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from strategy.models import (
    Batch,
    Contact,
    Evidence,
    Matter,
    MatterStep,
    Meeting,
    Organisation,
    Revision,
    Role,
    SavedFilter,
    Series,
    Slip,
    Status,
    TrackedItem,
    User,
)

READERS = {Role.OFFICIAL, Role.STAFF, Role.COORDINATOR}

REFERENCE = {
    "trackeditem", "action", "task", "project", "enterprise", "park", "programme", "listentry",
    "milestone", "honour", "fact", "source", "metric", "series", "organisation", "timelimit",
    "meetingseries", "pool", "pooltotal", "rankinggroup", "assessmentscheme",
    "weight", "annualplan",
}  # fmt: skip
LEDGERS = {
    "figure", "revision", "assessment", "target", "plannedvalue", "reportingmonth", "kinddue",
    "lockexception", "reportingyear", "lightrule", "duerule", "notice", "matter", "matterstep",
    "meeting", "agendaitem", "slip", "stagerecord", "interruption", "poolentry", "post", "tenure",
    "responsibility",
}  # fmt: skip

ADMIN = {
    Role.COORDINATOR: {"view": REFERENCE | LEDGERS, "change": REFERENCE, "add": REFERENCE},
    Role.SYSTEM_ADMINISTRATOR: {
        "view": {"user", "organisation"},
        "add": {"user", "organisation"},
        "change": {"user", "organisation"},
    },
    Role.SECURITY_ADMINISTRATOR: {"view": {"user"}, "change": {"user"}},
    Role.AUDITOR: {"view": {"event"}},
}
"""What each role may do with which models under /admin/; nobody may delete anything."""


def insist(allowed: bool) -> None:
    """Refuse with 403 unless a rule of this file answered yes."""
    if not allowed:
        raise PermissionDenied


def may_read(user: User) -> bool:
    """Boards, lists, details and exports: everyone but the three administrators."""
    return user.is_active and user.role in READERS


def may_report(user: User, series: Series) -> bool:
    """Enter and submit months of a series: staff of the organisation that reports it."""
    return (
        user.role == Role.STAFF
        and series.organisation_id is not None
        and series.organisation_id == user.organisation_id
    )


def may_review(user: User, series: Series) -> bool:
    """Decide on months of a series: staff of its reviewing organisation."""
    return (
        user.role in {Role.STAFF, Role.COORDINATOR}
        and series.reviewer_id is not None
        and series.reviewer_id == user.organisation_id
    )


def may_decide(user: User, revision: Revision) -> bool:
    """Approve or return one revision: a reviewer who did not submit it."""
    submitters = {revision.submitted_by_id, revision.submitted_for_id}
    return may_review(user, revision.figure.series) and user.pk not in submitters


def may_keep_sheet(user: User, organisation: Organisation) -> bool:
    """See and fill in the monthly sheet of a unit: its own staff, whose drafts it shows."""
    return user.is_active and user.role == Role.STAFF and user.organisation_id == organisation.pk


def may_keep_series(user: User) -> bool:
    """Be named as the keeper 经办人 of series: staff who may sign in."""
    return user.is_active and user.role == Role.STAFF


def may_submit_for(user: User, colleague: User) -> bool:
    """Submit in the name of somebody: another of the same unit's staff who may sign in."""
    same_unit = user.organisation_id == colleague.organisation_id
    is_staff = colleague.is_active and colleague.role == Role.STAFF
    return same_unit and is_staff and colleague.pk != user.pk


def may_undo(user: User, batch: Batch) -> bool:
    """Take back what was pasted or uploaded: staff of the unit."""
    return may_keep_sheet(user, batch.organisation)


def may_see_evidence(user: User, evidence: Evidence) -> bool:
    """Open an attached file: who may see its figure."""
    if evidence.revision.status == Status.APPROVED:
        return may_read(user)
    return may_see_undecided(user, evidence.revision.figure.series)


def may_review_any(user: User) -> bool:
    """Open the review queue, which shows what the own unit reviews."""
    return user.is_active and user.role in {Role.STAFF, Role.COORDINATOR}


def may_see_undecided(user: User, series: Series) -> bool:
    """Unapproved numbers show to their reporters and reviewers only."""
    return may_report(user, series) or may_review(user, series)


def may_coordinate(user: User) -> bool:
    """Lists, targets, rules and months: the headquarters' office."""
    return user.is_active and user.role == Role.COORDINATOR


def may_register(user: User) -> bool:
    """Register a problem 问题: staff of any unit, and the headquarters' office."""
    return user.is_active and user.role in {Role.STAFF, Role.COORDINATOR}


def may_instruct(user: User) -> bool:
    """Write an instruction 领导批示: leaders, and the headquarters' office in a leader's name."""
    return user.is_active and user.role in {Role.OFFICIAL, Role.COORDINATOR}


def may_handle(user: User, step: MatterStep) -> bool:
    """Receive, report on and ask about a matter: people of its lead unit, which it stands with."""
    works = user.is_active and user.role in {Role.STAFF, Role.COORDINATOR}
    return works and step.lead_id is not None and step.lead_id == user.organisation_id


def may_help(user: User, matter: Matter, step: MatterStep) -> bool:
    """Report progress and attach files: the lead unit, and the units that help it."""
    if may_handle(user, step):
        return True
    works = user.is_active and user.role in {Role.STAFF, Role.COORDINATOR}
    return works and matter.supporting.filter(pk=user.organisation_id).exists()


def may_attach(user: User, matter: Matter | None = None, step: MatterStep | None = None) -> bool:
    """Attach and take away files: the office; of a matter also those who handle it as it stands."""
    return may_coordinate(user) or (matter is not None and may_help(user, matter, step))


def may_verify(user: User, matter: Matter, step: MatterStep) -> bool:
    """Check what was handled 审核: people of the checking unit, never of a unit that handled it."""
    works = user.is_active and user.role in {Role.STAFF, Role.COORDINATOR}
    is_checker = works and user.organisation_id == matter.checker_id
    return is_checker and not may_help(user, matter, step)


def may_close(user: User, matter: Matter, step: MatterStep) -> bool:
    """Close a matter 销号: the office, or the checking unit where the office had a hand in it."""
    if may_coordinate(user):
        return not may_help(user, matter, step)
    if not may_verify(user, matter, step):
        return False
    headquarters = Organisation.Kind.HEADQUARTERS
    leads = step.lead is not None and step.lead.kind == headquarters
    return leads or matter.supporting.filter(kind=headquarters).exists()


def may_sign_for(user: User, slip: Slip) -> bool:
    """Sign for a supervision slip 督办单: people of the unit that it was sent to."""
    works = user.is_active and user.role in {Role.STAFF, Role.COORDINATOR}
    return works and slip.organisation_id == user.organisation_id


def may_see_record(user: User, meeting: Meeting) -> bool:
    """What was said at a meeting: everybody who reads once its minutes are out, else the office."""
    return may_read(user) if meeting.issued_at else may_coordinate(user)


def may_keep_record(user: User, record: Model) -> bool:
    """Add or change a reference record: those whom the table above lets do so under /admin/."""
    verb, model = "change" if record.pk else "add", record._meta
    permission = f"{model.app_label}.{verb}_{model.model_name}"
    return user.is_active and may_in_admin(Role(user.role), permission)


def may_keep_items(user: User) -> bool:
    """Add and change items, their posts and their pools: the headquarters' office."""
    return may_coordinate(user)


def may_keep_filter(user: User, saved: SavedFilter) -> bool:
    """Rename, share and delete a kept filter: its owner; the unit only uses what is shared."""
    return may_read(user) and saved.owner_id == user.pk


def may_record_progress(user: User, item: TrackedItem) -> bool:
    """Record stages and photographs of an item: the office, and staff of its lead unit or area."""
    if may_keep_items(user):
        return True
    units = {item.lead_id, item.area_id} - {None}
    return user.is_active and user.role == Role.STAFF and user.organisation_id in units


def may_switch_rankings(user: User) -> bool:
    """Show or hide every ranking, and keep weights and groups: the headquarters' office."""
    return may_coordinate(user)


def may_see_next_place(user: User) -> bool:
    """“What moves a unit one place” is for leaders, never for those who enter figures."""
    return user.is_active and user.role == Role.OFFICIAL


def may_keep_contacts(user: User, organisation: Organisation) -> bool:
    """One's own organisation's contacts: its staff and, for its own, the headquarters' office."""
    return user.role in {Role.STAFF, Role.COORDINATOR} and user.organisation_id == organisation.pk


def may_see_phone(user: User, contact: Contact) -> bool:
    """Whole telephone numbers: own colleagues, and the headquarters' office."""
    return user.role == Role.COORDINATOR or user.organisation_id == contact.organisation_id


def may_keep_accounts(user: User) -> bool:
    """Make accounts and reset passwords, but not say what they may do."""
    return user.is_active and user.role == Role.SYSTEM_ADMINISTRATOR


def may_grant(user: User) -> bool:
    """Grant roles and let accounts sign in, but not make them."""
    return user.is_active and user.role == Role.SECURITY_ADMINISTRATOR


def may_grant_to(user: User, other: User) -> bool:
    """Nobody grants a role to the own account, nor takes the last administrator of a kind away."""
    return may_grant(user) and other.pk != user.pk and not _is_last_administrator(other)


def _is_last_administrator(user: User) -> bool:
    """Whether an account, as it was before this change, alone holds one of the three roles."""
    holds = User.objects.filter(pk=user.pk, is_active=True).exclude(role__in=READERS).first()
    if holds is None or (user.role == holds.role and user.is_active):
        return False
    same = User.objects.filter(role=holds.role, is_active=True)
    return not same.exclude(pk=user.pk).exists()


def may_reset_password(user: User, other: User) -> bool:
    """A forgotten password of others; never an administrator's, which would make one of two."""
    return may_keep_accounts(user) and other.role in READERS


def may_in_admin(role: Role, permission: str) -> bool:
    """Answer a permission of the admin such as `strategy.view_metric`."""
    verb, _, model = permission.partition(".")[2].partition("_")
    return model in ADMIN.get(role, {}).get(verb, set())
