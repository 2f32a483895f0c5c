"""`draw_steps`: draw the steps of a revision, as the code has them, into docs/figures.md."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from strategy.models import Status
from strategy.models.revisions import STEPS

PAGE = settings.BASE_DIR / "docs" / "figures.md"
BEGIN, END = "<!-- draw_steps: begin -->", "<!-- draw_steps: end -->"
REPORTER = "staff of the reporting unit"
REVIEWER = "staff of the reviewing unit who did not submit it"
TAKEN_BY = {
    (Status.DRAFT, Status.SUBMITTED): f"上报 submit ({REPORTER})",
    (Status.SUBMITTED, Status.DRAFT): f"撤回 recall ({REPORTER})",
    (Status.SUBMITTED, Status.APPROVED): f"通过 approve ({REVIEWER})",
    (Status.SUBMITTED, Status.RETURNED): f"退回 return with a reason ({REVIEWER})",
}
"""Who takes each step; a step without a name here cannot be drawn."""


class Command(BaseCommand):
    help = "Draws the steps of a revision into docs/figures.md."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if the page is out of date"
        )

    def handle(self, *, check, **options):
        page = PAGE.read_text(encoding="utf-8")
        drawn = with_diagram(page)
        if check and drawn != page:
            raise CommandError("docs/figures.md is out of date: run manage.py draw_steps.")
        if not check:
            PAGE.write_text(drawn, encoding="utf-8")
        self.stdout.write("docs/figures.md shows the steps as they are.")


def with_diagram(page: str) -> str:
    """Put the diagram between the two marks of a page."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise CommandError("docs/figures.md has lost the marks of the diagram.")
    return f"{before}{BEGIN}\n```mermaid\n{diagram()}\n```\n{END}{after}"


def diagram() -> str:
    """Draw the steps of one revision as a Mermaid state diagram."""
    states = [f'    state "{status.label} {status.value}" as {status.value}' for status in Status]
    steps = [
        f"    {status.value} --> {after.value}: {TAKEN_BY[status, after]}"
        for status in Status
        for after in Status
        if after in STEPS[status]
    ]
    ends = [f"    {status.value} --> [*]" for status in Status if not STEPS[status]]
    begun = f"    [*] --> {Status.DRAFT.value}: 录入 enter ({REPORTER})"
    return "\n".join(["stateDiagram-v2", *states, begun, *steps, *ends])
