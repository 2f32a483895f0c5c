"""The coordinator's form for a year's target of a line."""

from datetime import date
from decimal import Decimal

from django import forms

from strategy import months
from strategy.models import Series, Target
from strategy.progress.typed import TypedKind, read_typed
from strategy.services.targets import NewTarget, plan_field
from strategy.ui.formatting import plain


class AmountField(forms.CharField):
    """An amount in the metric's unit, typed as people type: full width, 万, thousands marks."""

    def __init__(self, series: Series, **options):
        super().__init__(**({"required": False, "max_length": 100} | options))
        self.metric = series.metric
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value) -> Decimal | None:
        typed = read_typed(super().clean(value), self.metric.unit, self.metric.decimals)
        if typed.kind == TypedKind.REFUSED:
            raise forms.ValidationError(f"{typed.error}。")
        if typed.value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        return typed.value


class TargetForm(forms.Form):
    """A first target, or the next version: amounts, from which month on, and why.

    `versions` are those that there are, the newest first; `locked` the locked months of the year.
    """

    def __init__(
        self,
        data=None,
        *,
        series: Series,
        year: int,
        versions: tuple[Target, ...],
        locked: set[date],
        today: date,
    ):
        self.series, self.year, self.versions = series, year, versions
        self.months = months.year_months(year)
        super().__init__(data, initial=self._initial(locked, today))
        unit = series.metric.unit
        self.fields["value"] = AmountField(
            series,
            required=True,
            label=f"年度目标（{unit}）",
            error_messages={"required": "须填写年度目标。"},
        )
        self.fields["start"] = AmountField(
            series,
            label=f"起点值（{unit}）",
            help_text="时点数须有年初起点值才能计算进度；按月累计的指标从0起算，不必填写。",
        )
        self.fields["from_month"] = forms.ChoiceField(
            label="生效月份",
            choices=[(months.code(one), self._month_words(one, locked)) for one in self.months],
            help_text="只改变该月及以后各月的评估，以前各月不变。",
        )
        self.fields["reason"] = forms.CharField(
            label="调整原因",
            required=bool(versions),
            max_length=200,
            error_messages={"required": "调整目标须说明原因。"},
        )
        self.fields["document"] = forms.CharField(label="文号", required=False, max_length=100)
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput)
        for month in self.months:
            self.fields[plan_field(month)] = AmountField(series, label=f"{month.month}月")

    @property
    def own_fields(self) -> list:
        """The fields above the monthly plan."""
        return [self[name] for name in ("value", "start", "from_month", "reason", "document")]

    @property
    def plan_fields(self) -> list:
        """The boxes of the monthly plan."""
        return [self[plan_field(month)] for month in self.months]

    @property
    def has_plan(self) -> bool:
        """Whether a month of the plan has something to show: an amount or an error."""
        return any(field.value() or field.errors for field in self.plan_fields)

    def new_target(self) -> NewTarget:
        """What a valid form asks for."""
        typed = self.cleaned_data
        plan = {month: typed[plan_field(month)] for month in self.months}
        return NewTarget(
            self.series,
            typed["value"],
            months.parse(typed["from_month"]),
            start=typed["start"],
            plan={month: value for month, value in plan.items() if value is not None},
            reason=typed["reason"],
            document=typed["document"],
            seen=typed["seen"],
        )

    def add_problems(self, problems: dict[str, str]) -> None:
        """Say what the service refused, each sentence at its field."""
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields and name != "seen" else None, sentence)

    def _initial(self, locked: set[date], today: date) -> dict:
        free = [one for one in self.months if one not in locked] or self.months
        ahead = [one for one in free if one >= months.month_of(today)] or free[-1:]
        first = ahead[0] if self.versions else free[0]
        initial = {"from_month": months.code(first), "seen": len(self.versions)}
        if not self.versions:
            return initial
        latest, decimals = self.versions[0], self.series.metric.decimals
        amounts = {"value": latest.value, "start": latest.start}
        amounts |= {plan_field(one.month): one.value for one in latest.plan.all()}
        known = {name: value for name, value in amounts.items() if value is not None}
        return initial | {name: plain(value, decimals) for name, value in known.items()}

    def _month_words(self, month: date, locked: set[date]) -> str:
        return f"{months.label(month)}{'（已锁定）' if month in locked else ''}"
