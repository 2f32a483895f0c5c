"""Numbers that nobody has approved: no page, file, list or log shows one outside its two units.

The figures of an area are brought to every state there is, each with a number of its own. Then
all others ask for every address that there is.
"""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from strategy import clock, months
from strategy.models import Batch, Event, Evidence, Figure, Organisation, Revision, Role
from strategy.services.batches import LineEntry, begin_batch, commit_batch
from strategy.services.evidence import add_evidence, give_up_draft
from strategy.services.figures import Entry, enter_figures
from strategy.services.publications import approve_revisions, return_revision
from strategy.services.reviews import note_ignored_values
from strategy.services.submissions import recall_revisions, submit_revisions
from tests.factories import UserFactory
from tests.factories.evidence import PDF
from tests.factories.figures import EXPLANATION
from tests.factories.world import JUNE

from .routes import address, list_routes, reading_routes, routes

AT = datetime(2022, 8, 9, 9, tzinfo=clock.SHANGHAI)
JULY, MAY = date(2022, 7, 1), date(2022, 5, 1)
SECRET = re.compile(r"(?<![\d.,])7,?3\d1\.[0-9](?!\d)")
"""Every number that is not approved: 7301.0 to 7391.9, however it is written."""

EXAMPLE = "A2-area-output-yuanhui"
OTHERS = ["A3-area-output-yuanhui", "A1-area-output-yuanhui"]


@pytest.fixture
def site(world, settings, tmp_path):
    """The area's figures in every state; gives the unit, who reports and who decides."""
    settings.MEDIA_ROOT = tmp_path
    unit = Organisation.objects.get(code="yuanhui")
    by, decider = UserFactory(organisation=unit), UserFactory(organisation=world.reporting)
    figures = {
        (code, month): Figure.objects.select_related("series").get(series__code=code, month=month)
        for code in [EXAMPLE, *OTHERS]
        for month in (MAY, JUNE, JULY)
    }
    Revision.objects.filter(figure__in=figures.values(), decided_at=None).delete()
    act(figures, by, decider)
    return unit, by, decider


def act(figures, by, decider) -> None:
    """Bring each figure to a state of its own; each number is typed once."""
    step = iter(range(1, 99))

    def at() -> datetime:
        return AT + timedelta(minutes=next(step))

    def enter(code, month, value, **typed) -> Revision:
        entry = Entry(
            figures[code, month],
            Decimal(value),
            base=Decimal(value) - Decimal("0.1"),
            **({"explanation": EXPLANATION, "reason": "补报两户"} | typed),
        )
        return enter_figures([entry], by=by, at=at())[0]

    def send(revision) -> Revision:
        return submit_revisions([revision], by=by, at=at())[0]

    draft = enter(EXAMPLE, JULY, "7301.1")
    add_evidence(draft, "台账.pdf", PDF, by=by, at=at())
    waiting = send(enter(OTHERS[0], JULY, "7311.1"))
    note_ignored_values([waiting], {"value": "7321.1"}, by=decider, at=at())
    return_revision(
        send(enter(OTHERS[1], JULY, "7331.1")), "与名单不符，请核对", by=decider, at=at()
    )
    # a correction: imported, sent, recalled, given up, typed again, returned, corrected, approved
    code = EXAMPLE
    batch = begin_batch(
        figures[code, JUNE].series.organisation, JUNE, Batch.Kind.PASTE, b"7341.1", by=by, at=at()
    )
    entry = Entry(
        figures[code, JUNE], Decimal("7341.1"), explanation=EXPLANATION, reason="补报", version=0
    )
    figures[code, JUNE].refresh_from_db()
    commit_batch(batch, [LineEntry(entry, "", "C5", "7341.1")], by=by, at=at())
    imported = Revision.objects.undecided().get(figure=figures[code, JUNE])
    recall_revisions([send(imported)], by=by, at=at())
    version = Revision.objects.get(pk=imported.pk).version
    give_up_draft(figures[code, JUNE], version=version, by=by, at=at())
    enter(code, JUNE, "7351.1")
    sent = send(enter(code, JUNE, "46"))
    note_ignored_values([sent], {"value": "7361.1"}, by=decider, at=at())
    approve_revisions([sent], by=decider, at=at())
    # published, and a correction of it waits
    send(enter(OTHERS[0], JUNE, "7371.1"))
    return_revision(
        send(enter(OTHERS[1], JUNE, "7381.1")), "与名单不符，请核对", by=decider, at=at()
    )
    enter(OTHERS[1], JUNE, "7391.1")


def text_of(response) -> str:
    """What a page or a file says; of a workbook, all of its parts."""
    content = response.getvalue()
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def addresses() -> list[str]:
    """Every address with each figure, month, file and batch that there is, and of a past day."""
    pages = {
        "series": [EXAMPLE, *OTHERS],
        "month": [months.code(month) for month in (JUNE, JULY)],
        "organisation": ["yuanhui"],
        "code": ["A2", "T001", "area-output", "yuanhui", "vice-mayor"],
        "year": [2022],
        "pk": [one.pk for model in (Evidence, Batch) for one in model.objects.all()],
    }
    found = []
    for name, pattern in routes().items():
        days = ["", "?asof=2022-08-09"] if name in reading_routes() else [""]
        for places in filled(pattern.pattern.converters, pages):
            with suppress(NoReverseMatch):
                found += [reverse(name, kwargs=places) + day for day in days]
    for name in list_routes():
        found += [f"{address(name)}?month=2022-07&export={kind}" for kind in ("csv", "xlsx")]
    return found


def filled(places, pages) -> list[dict]:
    """The ways to fill the places of a route."""
    ways = [{}]
    for place in places:
        ways = [way | {place: one} for way in ways for one in pages.get(place, [])]
    return ways


def admin_addresses() -> list[str]:
    """Every list of the admin, and each record of what was done to the area's figures."""
    registered = admin.site._registry
    found = [reverse(f"admin:{one._meta.label_lower.replace('.', '_')}_changelist")
             for one in registered]  # fmt: skip
    for code in [EXAMPLE, *OTHERS]:
        events = Event.objects.filter(subject_key__startswith=code)
        revisions = Revision.objects.filter(figure__series__code=code)
        found += [reverse("admin:strategy_event_change", args=[one.pk]) for one in events]
        found += [reverse("admin:strategy_revision_change", args=[one.pk]) for one in revisions]
    return found


def leaks(client: Client) -> dict[str, tuple[list[str], str]]:
    """The addresses that show a number of the area's own, the numbers, and who may keep them."""
    found = {}
    for page in [*addresses(), *admin_addresses()]:
        response = client.get(page)
        if told := SECRET.findall(text_of(response)):
            found[page] = sorted(set(told)), response.headers.get("Cache-Control", "")
    return found


@pytest.mark.parametrize(
    "whose", ["official", "coordinator", "neighbour", "official of the unit", "auditor"]
)
def test_nobody_else_sees_a_number_that_is_not_approved(world, site, signed_in, whose):
    unit, *_ = site
    people = {
        "official": world.official,
        "coordinator": world.users[Role.COORDINATOR],
        "neighbour": UserFactory(organisation=world.areas[1]),
        "official of the unit": UserFactory(organisation=unit, role=Role.OFFICIAL),
        "auditor": world.users[Role.AUDITOR],
    }

    assert leaks(signed_in(people[whose])) == {}


def test_the_two_units_see_them_and_their_browsers_keep_no_page_with_one(site, signed_in):
    _, by, decider = site

    for person in (by, decider):
        shown = leaks(signed_in(person))
        assert len(shown) > 5
        assert [one for one, (_, kept) in shown.items() if "no-store" not in kept] == []
