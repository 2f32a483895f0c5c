"""A register with one matter of each sort, and what tests read from its pages."""

from datetime import date, datetime

from strategy.clock import SHANGHAI
from strategy.models import Matter, MatterStatus, Organisation
from tests.factories import OrganisationFactory, TaskFactory
from tests.factories.matters import problem, stood
from tests.pages.markup import Element, Page

REGISTER, UNITS = "/matters/", "/matters/units/"
TODAY = date(2022, 8, 10)
PROBLEM = {"origin": Matter.Origin.ENTERPRISE, "raised_by": "某面粉厂"}


def at_day(day: int, month: int = 7) -> datetime:
    return datetime(2022, month, day, 10, tzinfo=SHANGHAI)


def some_matters(unit: Organisation) -> dict[str, Matter]:
    """One of each sort: to assign, red, under review, closed, withdrawn."""
    other = OrganisationFactory(code="power", name="供电公司", position=92)
    item = TaskFactory(code="T001", name="双汇第三工业园")
    land, labour = Matter.Category.LAND, Matter.Category.LABOUR
    new = problem(other, title="招工困难", category=labour, due_on=date(2022, 9, 30))
    red = problem(unit, title="用地未批复", category=land, item=item, **PROBLEM)
    review = problem(other, title="线路迁改", due_on=date(2022, 8, 1), is_sample=True)
    closed = problem(unit, title="道路损坏", **PROBLEM)
    wrong = problem(unit, title="重复登记的")
    return {
        "new": new,
        "red": stood(red, MatterStatus.HANDLING, at=at_day(12)),
        "review": stood(review, MatterStatus.APPLIED, at=at_day(13)),
        "closed": stood(closed, MatterStatus.CLOSED, at=at_day(15)),
        "wrong": stood(wrong, MatterStatus.WITHDRAWN, at=at_day(12)),
    }


def page(client, address: str = REGISTER, **query) -> Page:
    response = client.get(address, query)
    assert response.status_code == 200, response.content.decode()[:500]
    return Page(response.content.decode())


def found(client, **query) -> list[str]:
    """The titles in the rows, in order."""
    heads = [
        one for one in page(client, **query).all("th", css="col-title") if "tbody" in one.within
    ]
    return [next(child.text for child in head.children if child.tag == "a") for head in heads]


def listed(page: Page) -> int:
    """How many rows a list says it has."""
    (note,) = [one for one in page.all(css="toolbar__note") if one.has("role")]
    return int(note.numbers[0])


def counted(one: Element) -> int:
    """The number that an element shows."""
    (number,) = one.numbers
    return int(number)


def rows_at(client, url: str) -> int:
    """How many rows the register has at an address."""
    return listed(Page(client.get(url).content.decode()))
