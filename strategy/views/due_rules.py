"""Due rules: which hold, and a new one from a month on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from strategy import clock, months
from strategy.forms.reporting_months import DueRuleForm
from strategy.queries.due_rules import due_rule_lines
from strategy.services.due_rules import DueRuleError, keep_due_rule
from strategy.wording.due_rules import due_rule_text

from .coordinating import GONE, INVALID, CoordinatorPage, show


class DueRuleList(CoordinatorPage):
    """All rules with the form of a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(DueRuleForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DueRuleForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=INVALID)
        try:
            kept = keep_due_rule(form.save(commit=False), by=request.user, at=clock.now())
        except DueRuleError as error:
            return self.page(form, error=str(error), status=GONE)
        messages.success(request, f"已设定截止规则：{kept}，{due_rule_text(kept)}。")
        return redirect("strategy:due_rule_list")

    def page(self, form: DueRuleForm, **how) -> HttpResponse:
        lines = due_rule_lines(months.month_of(clock.today()))
        context = {"lines": lines, "form": form, "rule_text": due_rule_text}
        return show(self.request, "strategy/due_rule_list.html", context, **how)
