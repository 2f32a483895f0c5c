"""What the filters of all lists share: words for choices, and what is narrowed in the rows."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.forms import BoundField, TextInput
from django.http import QueryDict
from django_filters import CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter

from strategy.progress import Standing
from strategy.queries.choices import Choices

UNKNOWN = {"invalid_choice": "没有“%(value)s”这一项，请重新选择。"}
LONGEST_QUERY = 50
IN_ROWS = "leave_to_rows"


def one_of(label: str, field_name: str | None = None, *, everything: str, **options):
    """A filter by one of some choices; nothing chosen is `everything`."""
    return ChoiceFilter(
        field_name=field_name,
        label=label,
        empty_label=everything,
        error_messages=UNKNOWN,
        **({"choices": []} | options),
    )


def some_of(label: str, field_name: str | None = None, **options):
    """A filter by any number of some choices, repeated in the address: ?stage=a&stage=b."""
    return MultipleChoiceFilter(
        field_name=field_name, label=label, distinct=False, error_messages=UNKNOWN, **options
    )


def words(label: str, hint: str, **options):
    """A filter by what someone types."""
    return CharFilter(
        label=label,
        max_length=LONGEST_QUERY,
        error_messages={"max_length": f"请输入不超过{LONGEST_QUERY}个字。"},
        widget=TextInput({"placeholder": hint}),
        **options,
    )


class ListFilter(FilterSet):
    """Filters over results, of which the standing is narrowed in the rows, to be counted there.

    A value that is no choice is said at its field, and then nothing is listed. `on` is the day
    that the page is read as of.
    """

    OFFERED: dict[str, str] = {}

    def __init__(self, data: QueryDict, queryset, *, on: date, choices: Choices):
        super().__init__(data, queryset)
        self.on = on
        for name, offered in self.OFFERED.items():
            if name in self.filters:
                self.filters[name].extra["choices"] = choices.of(offered)

    @classmethod
    def more_choices(cls) -> Iterable[QuerySet]:
        """Rows of choices that only this list offers, to be read with those of all lists."""
        return ()

    @property
    def is_active(self) -> bool:
        """Whether anything is filtered."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def fields(self) -> list:
        """The fields of the filter bar; standings have links of their own."""
        return [field for field in self.form if field.name != "standing"]

    @property
    def standings(self) -> list[Standing]:
        """The standings asked for."""
        return [Standing(value) for value in self.asked("standing") or []]

    @property
    def complaints(self) -> list[str]:
        """Each error as a sentence that names its field."""
        return [
            f"{self.form[name].label}：{error}"
            for name, errors in self.errors.items()
            for error in errors
        ]

    @property
    def described(self) -> list[str]:
        """What is filtered, as an export says it: “牵头单位：市工信局”."""
        asked = [(field, self.asked(field.name)) for field in self.form]
        return [f"{field.label}：{_in_words(field, value)}" for field, value in asked if value]

    def asked(self, name: str) -> Any:
        """What a filter asks for; None where it is wrong."""
        return None if self.errors else self.form.cleaned_data.get(name)

    def leave_to_rows(self, queryset, name, value):
        """Filter nothing in SQL."""
        return queryset

    def narrow(self, rows: Iterable) -> list:
        """Return the rows that answer everything but the standing."""
        return list(rows)

    def of_standing(self, rows: Iterable) -> list:
        """Return the rows that stand as asked for; all where nothing is asked."""
        wanted = set(self.standings)
        return [row for row in rows if not wanted or row.standing in wanted]


def _in_words(field: BoundField, value: str | date | list[str]) -> str:
    """What a field asks for: the labels of its choices, days as 2022-07-18, else what was typed."""
    labels = dict(_flat(getattr(field.field, "choices", [])))
    values = value if isinstance(value, list) else [value]
    return "、".join(str(labels.get(one, one)) for one in values)


def _flat(choices: Iterable) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
