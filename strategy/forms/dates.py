"""Fields for months and moments, with the browser's own picker where it has one."""

from datetime import date

from django import forms

from strategy import days, months

DATE = {"required": "须填写日期。", "invalid": "日期无法识别，应写作“2022-08-15”的形式。"}
MOMENT = {"required": "须填写时间。", "invalid": "时间无法识别，应写作“2022-08-15 17:00”的形式。"}
REASON = {"required": "须说明原因。"}


class MonthField(forms.Field):
    """A month written as YYYY-MM, given as its first day."""

    default_error_messages = {"required": "须填写月份，写作“2022-09”的形式。"}

    def to_python(self, value) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return months.parse(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def date_box() -> forms.DateInput:
    """A date with the browser's picker."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day with the browser's picker, within the years that somebody may mean."""

    widget = date_box()
    default_error_messages = DATE
    default_validators = [days.check]


def moment_box() -> forms.DateTimeInput:
    """Day and minute with the browser's picker."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
