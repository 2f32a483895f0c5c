"""`draw_steps`: draw the steps of revisions and matters, as the code has them, into the docs."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from luohe_tracker.management import matter_steps, revision_steps

DOCS = settings.BASE_DIR / "docs"
DIAGRAMS = {"figures.md": revision_steps.diagram, "matters.md": matter_steps.diagram}
"""What is drawn on which page."""

BEGIN, END = "<!-- draw_steps: begin -->", "<!-- draw_steps: end -->"


class Command(BaseCommand):
    help = "Draws the steps of a revision and of a matter into docs/figures.md and matters.md."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if a page is out of date"
        )

    def handle(self, *, check, **options):
        for name in DIAGRAMS:
            page = (DOCS / name).read_text(encoding="utf-8")
            drawn = with_diagram(name, page)
            if check and drawn != page:
                raise CommandError(f"docs/{name} is out of date: run manage.py draw_steps.")
            if not check:
                (DOCS / name).write_text(drawn, encoding="utf-8")
            self.stdout.write(f"docs/{name} shows the steps as they are.")


def with_diagram(name: str, page: str) -> str:
    """Put the diagram of a page between its two marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise CommandError(f"docs/{name} has lost the marks of the diagram.")
    return f"{before}{BEGIN}\n```mermaid\n{DIAGRAMS[name]()}\n```\n{END}{after}"
