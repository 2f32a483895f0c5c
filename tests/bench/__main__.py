"""Measures board, list, detail and passport beside Django admin's list of the same 51 rows.

One site, two gunicorn workers, one signed-in person; the pages are asked for in turn, so that
whatever else the machine does touches all of them alike. Then large units are loaded, and their
monthly work is timed on the same site. Ends with 1 if a bound is broken.
"""

import argparse
import re
import sys
from dataclasses import dataclass, field
from statistics import median

from tests.served_site import served_site

from .visitors import Visitor
from .work import measure_work

ROUNDS = 200
WARM_UP = 10
BOARD, LIST, ADMIN = "board", "list of 51", "admin's list of 51"
BOUNDS = {BOARD: 0.25, LIST: 0.5}
"""Shares of the time of the admin's list that a page may take."""

LIST_ADDRESS = "/enterprises/?month=2022-06"
PEER_ADDRESS = "/admin/enterprises/enterprise/"
PASSPORT = re.compile(r'data-figure="(/figures/(E\d+)-[^"?]+)"')


@dataclass
class Measured:
    """A page and what was measured of it; times in milliseconds.

    `is_made_anew` asks under a new address each time, as the first reader after a change does.
    """

    name: str
    address: str
    is_made_anew: bool = False
    size: int = 0
    queries: int = 0
    etag: str = ""
    times: list[float] = field(default_factory=list)
    unchanged_times: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.times)


def main() -> None:
    arguments = parsed_arguments()
    with served_site("tests.bench.settings", arguments.database) as site:
        visitor = Visitor(site, "coordinator")
        pages = pages_to_measure(visitor)
        for page in pages:
            look_at(page, visitor)
        for turn in range(WARM_UP + arguments.rounds):
            for page in pages:
                measure(page, visitor, turn, counts=turn >= WARM_UP)
        broken = report(pages)
        site.load("-m", "tests.bench.units")
        broken += measure_work(site)
    sys.exit("\n".join(broken) or 0)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests of each page")
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="the DATABASE_URL of an empty database to fill, such as one of PostgreSQL",
    )
    return parser.parse_args()


def pages_to_measure(visitor: Visitor) -> list[Measured]:
    """The pages in turn; refuses to compare lists that do not show the same."""
    _, ours = visitor.get(LIST_ADDRESS)
    _, theirs = visitor.get(PEER_ADDRESS)
    if shape(ours) != shape(theirs) or shape(ours)[0] != 51:
        sys.exit(f"The lists differ: ours has {shape(ours)} rows and columns, {shape(theirs)}.")
    passport, code = PASSPORT.search(ours).groups()
    return [
        Measured(BOARD, "/"),
        Measured("board, made anew", "/", is_made_anew=True),
        Measured(LIST, LIST_ADDRESS),
        Measured("list, made anew", LIST_ADDRESS, is_made_anew=True),
        Measured("detail", f"/enterprises/{code}/"),
        Measured("passport", passport),
        Measured(ADMIN, PEER_ADDRESS),
    ]


def shape(page: str) -> tuple[int, int]:
    """How many enterprises and how many columns a list shows, without the office's boxes."""
    heads = re.findall(r"<thead.*?</thead>", page, re.DOTALL)
    columns = max(len(re.findall(r"<th\b(?![^>]*col-tick)", head)) for head in heads)
    return len(set(re.findall(r"\bE\d{3}\b", page))), columns


def look_at(page: Measured, visitor: Visitor) -> None:
    """Note what does not change from request to request."""
    response, body = visitor.get(page.address, **{"X-Count-Queries": "1"})
    page.size = len(body.encode())
    page.queries = int(response.headers["X-Queries"])
    page.etag = response.headers["ETag"] or ""


def measure(page: Measured, visitor: Visitor, turn: int, *, counts: bool) -> None:
    """Ask for a page once, and once more as a browser that has it already."""
    if page.is_made_anew:
        taken = visitor.timed(f"{page.address}{'&' if '?' in page.address else '?'}turn={turn}")
    else:
        taken = visitor.timed(page.address)
    if counts:
        page.times.append(taken)
    if page.etag and not page.is_made_anew:
        taken = visitor.timed(page.address, **{"If-None-Match": page.etag})
        if counts:
            page.unchanged_times.append(taken)


def report(pages: list[Measured]) -> list[str]:
    """Print the table; give what breaks a bound."""
    whole = next(page.p50 for page in pages if page.name == ADMIN)
    broken = []
    say("page                   p50 ms   ratio  bound    bytes  queries  304 ms")
    for page in pages:
        ratio, bound = page.p50 / whole, BOUNDS.get(page.name)
        unchanged = f"{median(page.unchanged_times):7.1f}" if page.unchanged_times else " " * 7
        say(
            f"{page.name:20} {page.p50:8.1f} {ratio:7.2f} {bound or '':>6} {page.size:8}"
            f" {page.queries:8} {unchanged}"
        )
        if bound and ratio > bound:
            broken.append(f"{page.name} takes {ratio:.2f} of the admin's time, over {bound}.")
    return broken


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
