"""Verbs: create_account, keep_account, reset_password, change_password.

The system administrator makes accounts, the security administrator grants what they may do.
"""

from datetime import datetime

from axes.utils import reset as reset_attempts
from django.db import transaction

from strategy.models import Organisation, Role, User
from strategy.permissions import (
    insist,
    may_grant,
    may_grant_to,
    may_keep_accounts,
    may_reset_password,
)

from .events import raise_page_counter, record_event


@transaction.atomic
def create_account(
    username: str, name: str, organisation: Organisation, password: str, *, by: User, at: datetime
) -> User:
    """Make an account that nobody can sign in to until a role is granted."""
    insist(may_keep_accounts(by))
    user = User.objects.create_user(
        username,
        password,
        name=name,
        organisation=organisation,
        role=Role.OFFICIAL,
        is_active=False,
    )
    record_event("新增账号", user, username, by=by, at=at)
    return user


@transaction.atomic
def keep_account(user: User, *, by: User, at: datetime) -> None:
    """Save a changed name or organisation, or as security administrator role and sign-in."""
    insist(may_keep_accounts(by) or may_grant_to(by, user))
    fields = ["role", "is_active"] if may_grant(by) else ["name", "organisation"]
    user.save(update_fields=fields)
    detail = {name: str(getattr(user, name)) for name in fields}
    record_event("修改账号", user, user.username, by=by, at=at, **detail)
    raise_page_counter()  # names and units of people stand on reading pages


@transaction.atomic
def reset_password(user: User, password: str, *, by: User, at: datetime) -> None:
    """Give another's account a new, already validated password, and open a lock on it."""
    insist(may_reset_password(by, user))
    user.set_password(password)
    user.save(update_fields=["password"])
    reset_attempts(username=user.username)
    record_event("重置密码", user, user.username, by=by, at=at)


@transaction.atomic
def change_password(user: User, password: str, *, by: User, at: datetime) -> None:
    """Set one's own password, already validated. The audit log keeps that, never what."""
    insist(by.pk == user.pk and user.is_active)
    user.set_password(password)
    user.save(update_fields=["password"])
    record_event("修改密码", user, user.username, by=by, at=at)
