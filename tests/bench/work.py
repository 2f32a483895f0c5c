"""What monthly work costs: save a cell, open a large sheet, commit an import, approve in bulk.

Each case is done several times and its median is printed with the limit that may not be broken;
beside the first two stands what Django admin takes for the like, in the same run.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median

from tests.served_site import ServedSite

from .visitors import Visitor

TYPIST, IMPORTER, REVIEWER = "bench-typist", "bench-importer", "bench-reviewer"
SUBMITTERS = ["bench-first", "bench-second", "bench-third"]
"""Units that have submitted all their rows: one for each time that the bulk is approved."""

ROWS, IMPORT_ROWS, FLAGGED = 200, 500, 7
MOST_QUERIES = 20
SAVES, SHEETS, IMPORTS = 60, 30, 5
WARM_UP = 3

MONTH = "2022-07"
SHEET = f"/reporting/{MONTH}/{TYPIST}/"
PEER_SHEET = (
    f"/admin/strategy/revision/?figure__series__organisation__code={TYPIST}&status__exact=draft"
)
ROW = re.compile(r'name="(T\d+-[a-z0-9-]+)-version"[^>]* value="(\d+)"')
PEER_ROW = re.compile(r'name="form-0-id" value="(\d+)"')
IMPORT_SHEET = f"/reporting/{MONTH}/{IMPORTER}/"
FINGERPRINT = re.compile(r'name="fingerprint" value="(\w+)"')
UNQUESTIONED = re.compile(r'name="unquestioned" value="(\d+:\d+)"')


@dataclass
class Case:
    """A piece of work, the limit of its median in milliseconds, and each time it took."""

    name: str
    limit: int
    times: list[float]
    peer: float | None = None
    queries: int | None = None

    @property
    def p50(self) -> float:
        return median(self.times)


def rows_of(username: str) -> int:
    """How many rows a unit owes."""
    return IMPORT_ROWS if username == IMPORTER else ROWS


def measure_work(site: ServedSite) -> list[str]:
    """Do every case, print the table, and give what breaks a limit."""
    typist, keeper = Visitor(site, TYPIST), Visitor(site, "coordinator")
    cases = [
        Case("save a cell", 60, saves(typist), peer=median(peer_saves(keeper))),
        opened_sheet(typist, keeper),
        Case(f"commit {IMPORT_ROWS} rows", 2000, imports(Visitor(site, IMPORTER))),
        Case(f"approve {ROWS - FLAGGED} of {ROWS}", 2000, approvals(Visitor(site, REVIEWER))),
    ]
    say(f"{'monthly work':26} p50 ms    most   limit   admin  queries  times")
    for case in cases:
        report(case)
    return [line for case in cases for line in broken(case)]


def saves(typist: Visitor) -> list[float]:
    """Type another value into the same row again and again, as htmx sends it."""
    _, page = typist.get(SHEET)
    code, version = ROW.search(page).groups()
    return warm(save_row(typist, code, version), SAVES)


def save_row(typist: Visitor, code: str, version: str) -> Iterator[float]:
    value = 161
    while True:
        value = 323 - value
        typed = {f"{code}-value": value, f"{code}-version": version}
        taken, answer = typist.timed_post(f"{SHEET}{code}/save/", typed, **{"HX-Request": "true"})
        found = ROW.search(answer) or sys.exit(f"The row was not saved:\n{answer}")
        if found.group(2) == version:
            sys.exit(f"Nothing was written:\n{answer}")
        version = found.group(2)
        yield taken


def peer_saves(keeper: Visitor) -> list[float]:
    """Change the same draft in the form of the admin."""
    _, page = keeper.get(PEER_SHEET)
    address = f"/admin/strategy/revision/{PEER_ROW.search(page).group(1)}/change/"
    return warm(save_peer(keeper, address), SAVES)


def save_peer(keeper: Visitor, address: str) -> Iterator[float]:
    value = 161
    while True:
        value = 323 - value
        yield keeper.timed_post(address, {"value": value, "note": "", "explanation": ""})[0]


def opened_sheet(typist: Visitor, keeper: Visitor) -> Case:
    """Open the sheet of all rows, and the admin's editable list of the same, in turn."""
    response, page = typist.get(SHEET, **{"X-Count-Queries": "1"})
    _, peer = keeper.get(PEER_SHEET)
    shown = len(set(ROW.findall(page))), len(re.findall(r'name="form-\d+-id"', peer))
    if shown != (ROWS, ROWS):
        sys.exit(f"The sheets have {shown} rows, not {ROWS}.")
    times = [(typist.timed(SHEET), keeper.timed(PEER_SHEET)) for _ in range(WARM_UP + SHEETS)]
    ours, theirs = zip(*times[WARM_UP:], strict=True)
    queries = int(response.headers["X-Queries"])
    return Case(f"open a sheet of {ROWS}", 150, list(ours), median(theirs), queries)


def imports(importer: Visitor) -> list[float]:
    """Paste a block of all rows and commit it, time and again; what was committed is taken back."""
    _, page = importer.get(IMPORT_SHEET)
    codes = [code for code, _ in ROW.findall(page)]
    if len(codes) != IMPORT_ROWS:
        sys.exit(f"The sheet to import has {len(codes)} rows, not {IMPORT_ROWS}.")
    text = "\n".join(f"{code}\t{180 + place % 9}" for place, code in enumerate(codes))
    return [commit(importer, text) for _ in range(IMPORTS)]


def commit(importer: Visitor, text: str) -> float:
    response, _ = importer.post(f"{IMPORT_SHEET}paste/", {"text": text})
    batch = response.headers["Location"] or sys.exit("The pasted block was refused.")
    _, page = importer.get(batch)
    seen = FINGERPRINT.search(page) or sys.exit("The pasted block cannot be committed.")
    taken, _ = importer.timed_post(f"{batch}commit/", {"fingerprint": seen.group(1)})
    _, page = importer.get(IMPORT_SHEET)
    if set(ROW.findall(page)) & {(code.split("\t")[0], "0") for code in text.splitlines()}:
        sys.exit("Not all rows were imported.")
    importer.post(f"{batch}undo/", {})
    return taken


def approvals(reviewer: Visitor) -> list[float]:
    """Approve all that is in no doubt of each unit that has submitted."""
    return [approve(reviewer, unit) for unit in SUBMITTERS]


def approve(reviewer: Visitor, unit: str) -> float:
    _, page = reviewer.get(f"/review/?unit={unit}")
    chosen = UNQUESTIONED.findall(page)
    if len(chosen) != ROWS - FLAGGED:
        sys.exit(f"{unit} has {len(chosen)} rows in no doubt, not {ROWS - FLAGGED}.")
    taken, _ = reviewer.timed_post("/review/approve/", {"unquestioned": chosen, "all": "yes"})
    _, page = reviewer.get(f"/review/?unit={unit}")
    if UNQUESTIONED.search(page):
        sys.exit(f"The rows of {unit} were not approved.")
    return taken


def warm(times: Iterator[float], count: int) -> list[float]:
    """So many times, after some that do not count."""
    return list(islice(times, WARM_UP, WARM_UP + count))


def report(case: Case) -> None:
    """Print the line of a case."""
    peer = f"{case.peer:8.1f}" if case.peer else " " * 8
    queries = f"{case.queries:8}" if case.queries else " " * 8
    times = f"{case.p50:7.1f}{max(case.times):8.1f}{case.limit:8}"
    say(f"{case.name:26}{times}{peer} {queries}{len(case.times):7}")


def broken(case: Case) -> Iterator[str]:
    """The limits that a case breaks."""
    if case.p50 > case.limit:
        yield f"To {case.name} takes {case.p50:.0f} ms, over {case.limit}."
    if case.queries and case.queries > MOST_QUERIES:
        yield f"To {case.name} takes {case.queries} queries, over {MOST_QUERIES}."


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
