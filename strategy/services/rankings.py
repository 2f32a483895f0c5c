"""Verbs: switch_rankings, keep_scheme, keep_ranking_group (what has judged a month stays)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from strategy import months
from strategy.models import (
    AssessmentScheme,
    Metric,
    Organisation,
    RankingGroup,
    RankingSwitch,
    Revision,
    User,
    Weight,
)
from strategy.permissions import insist, may_keep_record, may_switch_rankings
from strategy.queries.ranking_switch import rankings_are_shown

from .events import hold_page_counter, raise_page_counter, record_event
from .refusals import RefusedError

WHOLE = Decimal(100)
KEPT = ("group_id", "name", "starts_on", "cap", "document", "is_sample")


class RankingError(RefusedError):
    """It cannot be kept so."""


@transaction.atomic
def switch_rankings(shown: bool, reason: str, *, by: User, at: datetime) -> RankingSwitch:
    """Show or hide every ranking, for a reason. RankingError where that is how it is."""
    insist(may_switch_rankings(by))
    hold_page_counter()
    if not reason.strip():
        raise RankingError("须说明原因。", "reason")
    if rankings_are_shown() == shown:
        raise RankingError(f"排名已经{'公开' if shown else '停止公开'}，无需重复设置。")
    turn = RankingSwitch.objects.create(
        is_shown=shown, reason=reason.strip(), switched_at=at, switched_by=by
    )
    verb = "公开排名" if shown else "停止公开排名"
    record_event(verb, turn, str(turn.pk), by=by, at=at, reason=turn.reason)
    raise_page_counter()
    return turn


@transaction.atomic
def keep_scheme(
    scheme: AssessmentScheme, weights: Mapping[Metric, Decimal], *, by: User, at: datetime
) -> AssessmentScheme:
    """Keep a scheme with its weights; a new one closes the one that is in force in its group.

    One that has judged a published month can only be ended, after the last such month.
    """
    insist(may_switch_rankings(by) and may_keep_record(by, scheme))
    hold_page_counter()
    check_scheme(scheme, weights)
    is_new = scheme.pk is None
    if is_new:
        _close_former(scheme, by, at)
    scheme.save()
    _keep_weights(scheme, weights)
    key = " ".join(str(part) for part in scheme.natural_key())
    told = {metric.code: str(points) for metric, points in weights.items()}
    record_event("新增" if is_new else "修改", scheme, key, by=by, at=at, weights=told)
    raise_page_counter()
    return scheme


@transaction.atomic
def keep_ranking_group(
    group: RankingGroup, members: list[Organisation], *, by: User, at: datetime
) -> RankingGroup:
    """Keep a group with its units, which are fixed once a scheme of it has judged a month."""
    insist(may_switch_rankings(by) and may_keep_record(by, group))
    check_members(group, members)
    is_new = group.pk is None
    group.save()
    group.members.set(members)
    named = [unit.code for unit in members]
    record_event("新增" if is_new else "修改", group, group.code, by=by, at=at, members=named)
    raise_page_counter()
    return group


def check_scheme(scheme: AssessmentScheme, weights: Mapping[Metric, Decimal]) -> None:
    """Raise RankingError for what a scheme may not be."""
    _check_months(scheme)
    if sum(weights.values(), Decimal(0)) != WHOLE:
        raise RankingError(f"各指标权重合计须为100分，现为{sum(weights.values()):f}分。")
    former = AssessmentScheme.objects.filter(pk=scheme.pk).first() if scheme.pk else None
    if former is None:
        _check_follows(scheme)
    else:
        _check_unchanged(former, scheme, weights)


def check_members(group: RankingGroup, members: list[Organisation]) -> None:
    """Raise RankingError where other units would rewrite the places of published months."""
    if group.pk is None or {one.pk for one in group.members.all()} == {one.pk for one in members}:
        return
    judged = [last for scheme in group.schemes.all() if (last := last_judged(scheme))]
    if judged:
        raise RankingError(
            f"该组已用于{months.label(max(judged))}等已发布报告期的排名，单位不能改；"
            "请将其考核办法填写“至何月止”，另立分组。",
            "members",
        )


def last_judged(scheme: AssessmentScheme) -> date | None:
    """The last published month that a scheme as it is kept has judged."""
    months_published = Revision.objects.approved().filter(figure__month__gte=scheme.starts_on)
    if scheme.ends_on is not None:
        months_published = months_published.filter(figure__month__lt=scheme.ends_on)
    found = months_published.order_by("-figure__month").values_list("figure__month", flat=True)
    return found.first()


def _keep_weights(scheme: AssessmentScheme, weights: Mapping[Metric, Decimal]) -> None:
    """Weights of a scheme that has judged nothing yet are replaced; the others are the same."""
    scheme.weights.exclude(metric__in=weights).delete()
    for metric, points in weights.items():
        Weight.objects.update_or_create(scheme=scheme, metric=metric, defaults={"points": points})


def _check_months(scheme: AssessmentScheme) -> None:
    for field in ("starts_on", "ends_on"):
        day = getattr(scheme, field)
        if day is not None and day.day != 1:
            raise RankingError("月份须写作该月1日，如“2023-01-01”。", field)
    if scheme.ends_on is not None and scheme.ends_on <= scheme.starts_on:
        raise RankingError("止月须晚于起月。", "ends_on")


def _check_follows(scheme: AssessmentScheme) -> None:
    """A new scheme begins after every month that another of its group has judged or will judge."""
    others = AssessmentScheme.objects.filter(group_id=scheme.group_id).exclude(pk=scheme.pk)
    for other in others:
        judged = last_judged(other)
        if judged is not None and scheme.starts_on <= judged:
            raise RankingError(
                f"{months.label(judged)}已按“{other.name}”发布，新办法须自其后的月份起施行。",
                "starts_on",
            )
    closed = Q(ends_on__gt=scheme.starts_on) | Q(
        ends_on__isnull=True, starts_on__gte=scheme.starts_on
    )
    overlapping = others.filter(closed)
    if scheme.ends_on is not None:
        overlapping = overlapping.filter(starts_on__lt=scheme.ends_on)
    later = overlapping.first()
    if later is not None:
        raise RankingError(f"与“{later.name}”的施行月份重叠。", "starts_on")


def _check_unchanged(
    former: AssessmentScheme, scheme: AssessmentScheme, weights: Mapping[Metric, Decimal]
) -> None:
    judged = last_judged(former)
    if judged is None:
        _check_follows(scheme)
        return
    kept = {weight.metric_id: weight.points for weight in former.weights.all()}
    asked = {metric.pk: points for metric, points in weights.items()}
    if kept != asked or any(getattr(former, name) != getattr(scheme, name) for name in KEPT):
        raise RankingError(
            f"该办法已用于{months.label(judged)}等已发布报告期，不能改写；"
            "请填写“至何月止”予以终止，再自其后的月份起另立新办法。"
        )
    if scheme.ends_on is not None and scheme.ends_on <= judged:
        raise RankingError(f"止月须晚于已发布的{months.label(judged)}。", "ends_on")
    _check_reopened(former, scheme)


def _check_reopened(former: AssessmentScheme, scheme: AssessmentScheme) -> None:
    """Judging longer than it did may run into the scheme that follows."""
    followers = AssessmentScheme.objects.filter(
        group_id=scheme.group_id, starts_on__gt=former.starts_on
    )
    if scheme.ends_on is not None:
        followers = followers.filter(starts_on__lt=scheme.ends_on)
    if followers.exists():
        raise RankingError(f"与“{followers[0].name}”的施行月份重叠。", "ends_on")


def _close_former(scheme: AssessmentScheme, by: User, at: datetime) -> None:
    former = AssessmentScheme.objects.filter(
        group_id=scheme.group_id, ends_on__isnull=True, starts_on__lt=scheme.starts_on
    ).first()
    if former is None:
        return
    former.ends_on = scheme.starts_on
    former.save(update_fields=["ends_on"])
    key = " ".join(str(part) for part in former.natural_key())
    record_event("修改", former, key, by=by, at=at, ends_on=scheme.starts_on.isoformat())
