"""The life of a matter: its steps, who took each, and how the matter stood from then on."""

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q

from .constraints import not_blank
from .querysets import RecordQuerySet

NOTE_LENGTH = 500


class MatterStatus(models.TextChoices):
    """How far a matter has come."""

    REGISTERED = "registered", "已登记"
    ASSIGNED = "assigned", "已交办"
    RECEIVED = "received", "已签收"
    HANDLING = "handling", "办理中"
    APPLIED = "applied", "申请销号"
    VERIFIED = "verified", "审核通过"
    CLOSED = "closed", "已销号"
    WITHDRAWN = "withdrawn", "已撤销"


class Verb(models.TextChoices):
    """What can be done to a matter; each time it is one step in its history."""

    REGISTER = "register", "登记"
    ASSIGN = "assign", "交办"
    RECEIVE = "receive", "签收"
    OBJECT = "object", "提出异议"
    RELEASE = "release", "异议成立"
    UPHOLD = "uphold", "异议不成立"
    PROGRESS = "progress", "办理进展"
    ASK = "ask", "申请延期"
    EXTEND = "extend", "同意延期"
    REFUSE = "refuse", "不同意延期"
    APPLY = "apply", "申请销号"
    VERIFY = "verify", "审核通过"
    RETURN = "return", "退回重办"
    CLOSE = "close", "销号"
    REOPEN = "reopen", "重新打开"
    WITHDRAW = "withdraw", "撤销"


class Move(NamedTuple):
    """From where a verb may be done, and where it leads; None leaves the matter where it is."""

    origins: frozenset[MatterStatus]
    target: MatterStatus | None


def _move(*origins: MatterStatus, to: MatterStatus | None = None) -> Move:
    return Move(frozenset(origins), to)


_S = MatterStatus
MOVES: dict[Verb, Move] = {
    Verb.REGISTER: _move(to=_S.REGISTERED),
    Verb.ASSIGN: _move(_S.REGISTERED, to=_S.ASSIGNED),
    Verb.RECEIVE: _move(_S.ASSIGNED, to=_S.RECEIVED),
    Verb.OBJECT: _move(_S.ASSIGNED, _S.RECEIVED),
    Verb.RELEASE: _move(_S.ASSIGNED, _S.RECEIVED, to=_S.REGISTERED),
    Verb.UPHOLD: _move(_S.ASSIGNED, _S.RECEIVED),
    Verb.PROGRESS: _move(_S.RECEIVED, _S.HANDLING, to=_S.HANDLING),
    Verb.ASK: _move(_S.RECEIVED, _S.HANDLING),
    Verb.EXTEND: _move(_S.RECEIVED, _S.HANDLING),
    Verb.REFUSE: _move(_S.RECEIVED, _S.HANDLING),
    Verb.APPLY: _move(_S.HANDLING, to=_S.APPLIED),
    Verb.VERIFY: _move(_S.APPLIED, to=_S.VERIFIED),
    Verb.RETURN: _move(_S.APPLIED, _S.VERIFIED, to=_S.HANDLING),
    Verb.CLOSE: _move(_S.VERIFIED, to=_S.CLOSED),
    Verb.REOPEN: _move(_S.CLOSED, to=_S.HANDLING),
    Verb.WITHDRAW: _move(_S.REGISTERED, _S.ASSIGNED, to=_S.WITHDRAWN),
}
"""Every step there is. The diagram in docs/matters.md is drawn from it."""

WITH_UNIT = (_S.ASSIGNED, _S.RECEIVED, _S.HANDLING)
"""With the lead unit: the time limit runs."""
UNDER_REVIEW = (_S.APPLIED, _S.VERIFIED)
OPEN = (_S.REGISTERED, *WITH_UNIT, *UNDER_REVIEW)
"""Not closed yet 推进中."""
REASONED = (
    Verb.OBJECT, Verb.UPHOLD, Verb.RELEASE, Verb.PROGRESS, Verb.ASK, Verb.REFUSE, Verb.APPLY,
    Verb.RETURN, Verb.REOPEN, Verb.WITHDRAW,
)  # fmt: skip
"""What cannot be done without a word."""
SETS_UNITS = (Verb.REGISTER, Verb.ASSIGN)
"""The steps that say which units help; their answer holds until the next of them."""


def overdue_on(day: date) -> Q:
    """Steps whose time limit runs and has passed on a day, as `MatterStep.is_overdue_on` says."""
    return Q(status__in=WITH_UNIT, due_on__lt=day)


class MatterStepQuerySet(RecordQuerySet):
    """Of each matter one step stands at a moment: the one by which it is told."""

    since = "at"

    def open(self):
        """Matters that are not closed."""
        return self.filter(status__in=OPEN)

    def with_unit(self):
        """Matters whose lead unit has to act; their time limit runs."""
        return self.filter(status__in=WITH_UNIT)


class MatterStep(models.Model):
    """One step of a matter. `status`, `lead`, `checker` and `due_on` hold from `at` until
    `superseded_at`; `supporting` is written on the steps of SETS_UNITS and holds until the next.

    `extensions` and `reopenings` count those up to here; `by` is empty where the machine acted.
    """

    matter = models.ForeignKey(
        "strategy.Matter", models.PROTECT, related_name="steps", verbose_name="督办事项"
    )
    number = models.PositiveSmallIntegerField("序号")
    verb = models.CharField("步骤", max_length=8, choices=Verb.choices)
    note = models.CharField("说明", max_length=NOTE_LENGTH, blank=True)
    status = models.CharField("办理状态", max_length=10, choices=MatterStatus.choices)
    lead = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_matter_steps",
        verbose_name="牵头单位",
    )
    checker = models.ForeignKey(
        "strategy.Organisation", models.PROTECT, related_name="+", verbose_name="核实单位"
    )
    supporting = models.ManyToManyField(
        "strategy.Organisation",
        blank=True,
        related_name="helped_matter_steps",
        db_table="strategy_step_supporting",
        verbose_name="配合单位",
    )
    due_on = models.DateField("办理时限")
    extensions = models.PositiveSmallIntegerField("延期次数", default=0)
    reopenings = models.PositiveSmallIntegerField("重新打开次数", default=0)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="经办人",
    )
    organisation = models.ForeignKey(
        "strategy.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="经办单位",
    )
    superseded_at = models.DateTimeField("被取代时间", null=True, blank=True)

    objects = MatterStepQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理经过"
        ordering = ["matter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="matter_step_numbered_once"),
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(superseded_at__isnull=True),
                name="matter_step_one_current",
            ),
            models.CheckConstraint(
                condition=Q(lead__isnull=False) | Q(status__in=["registered", "withdrawn"]),
                name="matter_step_has_a_lead",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True, organisation__isnull=True)
                | Q(by__isnull=False, organisation__isnull=False),
                name="matter_step_actor_and_unit",
            ),
            not_blank("note", unless=~Q(verb__in=REASONED), name="matter_step_has_a_note"),
        ]
        indexes = [
            models.Index(fields=["status", "superseded_at"], name="matter_step_status"),
            models.Index(fields=["verb", "at"], name="matter_step_verb"),
        ]

    def __str__(self):
        return f"{self.matter} {self.get_verb_display()}"

    def is_overdue_on(self, day: date) -> bool:
        """Whether the time limit runs and has passed on a day."""
        return self.status in WITH_UNIT and self.due_on < day
