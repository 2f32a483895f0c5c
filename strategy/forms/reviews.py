"""The forms of the review page: what is listed, what is decided, and why it is returned."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict

from strategy import months
from strategy.models import Organisation, Revision
from strategy.queries.reviews import Wanted

LEAST_REASON = 5
LONGEST_REASON = 200
SEEN = re.compile(r"([0-9]{1,18}):([0-9]{1,9})")
ASKED_FOR = {"csrfmiddlewaretoken", "revision", "unquestioned", "all", "only", "nothing", "reason"}
MOST_IGNORED = 20


class ReviewFilter(forms.Form):
    """What of the queue is listed."""

    unit = forms.ChoiceField(label="填报单位", required=False)
    month = forms.ChoiceField(label="报告期", required=False)
    questionable = forms.BooleanField(label="只看有疑问的", required=False)

    def __init__(self, data: QueryDict, units: Iterable[Organisation], opened: Iterable[date]):
        super().__init__(data)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "没有“%(value)s”这一项，请重新选择。"
        self.fields["unit"].choices = [("", "全部单位"), *((u.code, u.short_name) for u in units)]
        named = ((months.code(month), months.label(month)) for month in opened)
        self.fields["month"].choices = [("", "全部报告期"), *named]

    @property
    def wanted(self) -> Wanted:
        """What is asked for; what cannot be read asks for nothing."""
        typed = self.cleaned_data if self.is_bound and self.is_valid() else {}
        month = typed.get("month")
        return Wanted(
            unit=typed.get("unit", ""),
            month=months.parse(month) if month else None,
            only_questionable=typed.get("questionable", False),
        )


class ReturnForm(forms.Form):
    """Why a figure is sent back: told to its unit and kept."""

    reason = forms.CharField(
        label="退回原因",
        min_length=LEAST_REASON,
        max_length=LONGEST_REASON,
        error_messages={
            "required": f"请写明退回原因，不少于{LEAST_REASON}个字。",
            "min_length": f"请写明退回原因，不少于{LEAST_REASON}个字。",
            "max_length": f"退回原因不超过{LONGEST_REASON}个字。",
        },
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """What a click on the review page asks for.

    `seen` has the version by pk that the page showed; `is_bulk` is “通过全部无疑问项”; `is_button`
    is false of the Enter key on a box; `ignored` are fields that the page does not have, such as a
    value.
    """

    seen: dict[int, int]
    is_bulk: bool
    is_button: bool
    ignored: dict[str, str]

    @property
    def revisions(self) -> list[Revision]:
        """What is to be decided, by its pk alone: the services read it anew."""
        return [Revision(pk=pk) for pk in self.seen]


def posted(data: QueryDict) -> Posted:
    """Read a click. Raises BadRequest with a sentence where it is none of the page's."""
    is_bulk = "all" in data
    chosen = data.getlist("unquestioned" if is_bulk else "only" if "only" in data else "revision")
    foreign = [name for name in data if name not in ASKED_FOR][:MOST_IGNORED]
    return Posted(
        seen=dict(_seen(text) for text in chosen),
        is_bulk=is_bulk,
        is_button="nothing" not in data,
        ignored={name[:80]: data[name][:80] for name in foreign},
    )


def _seen(text: str) -> tuple[int, int]:
    found = SEEN.fullmatch(text)
    if found is None:
        raise BadRequest("提交的内容不完整，请返回待审核页面重试。")
    return int(found[1]), int(found[2])
