"""Filters of the register of matters; all of them are answered in SQL."""

from datetime import date

from django.db.models import Q
from django.forms import DateInput, Form
from django_filters import DateFilter

from strategy import days
from strategy.models import Matter, MatterStatus, MatterStep, ReturnVisit
from strategy.models.matter_steps import overdue_on
from strategy.progress.ladder import Rung
from strategy.queries.choices import Choices
from strategy.queries.matter_counts import NO_LEAD
from strategy.queries.matters import Window, lacks_visit, of_rung
from strategy.queries.search import is_blank, item_codes_matching

from .base import IN_ROWS, ListFilter, one_of, words

WINDOW = ("since", "until")
YES = [("yes", "只看逾期")]
VISITS = [("any", "已回访"), ("yes", "满意"), ("no", "不满意"), ("none", "未回访")]
RUNGS = [(rung.value, rung.label) for rung in reversed(Rung)]


def day(label: str) -> DateFilter:
    """A filter by a day, of which the view of the register is made."""
    widget = DateInput({"type": "date"}, format="%Y-%m-%d")
    return DateFilter(
        label=label, method=IN_ROWS, input_formats=["%Y-%m-%d"], widget=widget,
        validators=[days.check],
    )  # fmt: skip


class WindowForm(Form):
    """A window ends on its first day or later."""

    def clean(self):
        since, until = (self.cleaned_data.get(name) for name in WINDOW)
        if since and until and since > until:
            self.add_error("since", "起始日不能晚于截止日。")
        return self.cleaned_data


class MatterFilter(ListFilter):
    """The window of 新增 and 销号, and what narrows every view."""

    q = words("搜索", "事项、编号、提出单位", method="by_words")
    kind = one_of("类别", "matter__kind", choices=Matter.Kind.choices, everything="全部")
    category = one_of(
        "问题类型", "matter__category", choices=Matter.Category.choices, everything="全部"
    )
    origin = one_of("来源", "matter__origin", choices=Matter.Origin.choices, everything="全部")
    lead = one_of("牵头单位", everything="全部单位", method="of_lead")
    status = one_of("办理状态", choices=MatterStatus.choices, everything="全部")
    rung = one_of("督办等级", choices=RUNGS, everything="全部", method="of_rung")
    overdue = one_of("逾期", choices=YES, everything="不限", method="that_are_overdue")
    visit = one_of("回访", choices=VISITS, everything="不限", method="by_visit")
    item = words("关联事项", "编号、名称", method="of_item")
    since = day("新增、销号起始日")
    until = day("新增、销号截止日")

    class Meta:
        model = MatterStep
        fields = ()
        form = WindowForm

    def __init__(self, data, queryset, *, on: date, at, choices: Choices):
        super().__init__(data, queryset, on=on, choices=choices)
        self.at = at
        leads = [*choices.organisations, (NO_LEAD, "尚未明确")]
        self.filters["lead"].extra["choices"] = leads

    @property
    def window(self) -> Window:
        """The days asked for; from the first of the year to the day of reading unless said."""
        last = self.asked("until") or max(self.on, self.asked("since") or self.on)
        return Window(self.asked("since") or Window.year_to(last).first, last)

    @property
    def is_active(self) -> bool:
        """Whether rows are left out of the view; the window makes the view."""
        return any(self.data.get(name) for name in self.filters if name not in WINDOW)

    @property
    def described(self) -> list[str]:
        """What is filtered; the window is said with the view."""
        labels = tuple(self.form[name].label for name in WINDOW)
        return [one for one in super().described if not one.startswith(labels)]

    def by_words(self, queryset, name, value):
        """Find every word in the title, the particulars, who raised it, the item or the number."""
        for word in value.split():
            queryset = queryset.filter(_mentions(word))
        return queryset

    def of_lead(self, queryset, name, value):
        if value == NO_LEAD:
            return queryset.filter(lead__isnull=True)
        return queryset.filter(lead__code=value)

    def of_rung(self, queryset, name, value):
        return queryset.filter(of_rung(Rung(value), self.on))

    def that_are_overdue(self, queryset, name, value):
        return queryset.filter(overdue_on(self.on))

    def by_visit(self, queryset, name, value):
        if value == "none":
            return queryset.filter(lacks_visit(self.at))
        visits = ReturnVisit.objects.known_at(self.at)
        if value != "any":
            visits = visits.filter(is_satisfied=value == "yes")
        return queryset.filter(matter__in=visits.values("matter"))

    def of_item(self, queryset, name, value):
        """Narrow to one item by its code, or to all whose name is found."""
        codes = set() if is_blank(value) else item_codes_matching(value)
        exact = value.strip().upper()
        codes = {exact} if exact in codes else codes
        of_series = Q(matter__series__item__code__in=codes)
        return queryset.filter(Q(matter__item__code__in=codes) | of_series)


def _mentions(word: str) -> Q:
    digits = word.removesuffix("号").rpartition("〕")[2]
    found = Q(matter__number=int(digits)) if digits.isdecimal() and len(digits) < 10 else Q()
    year = word.partition("〔")[2].partition("〕")[0]
    if year.isdecimal() and found and len(year) == 4:
        return found & Q(matter__year=int(year))
    for path in ("title", "description", "raised_by", "item__name", "item__code"):
        found |= Q(**{f"matter__{path}__icontains": word})
    return found
