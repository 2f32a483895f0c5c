"""How tests open and read the pages of rankings."""

import csv
import io
import re

from django.test import Client

from strategy.models import Role
from tests.factories import UserFactory

JUNE = "month=2022-06"


def signed_in(role: Role, **user) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role, **user))
    return client


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def cells(page: str, label: str) -> list[str]:
    """The texts of the cells with a label, in order."""
    found = re.findall(rf'data-label="{label}"[^>]*>(.*?)</td>', page, re.S)
    return [text_of(one).strip() for one in found]


def lines(client: Client, address: str) -> list[dict[str, str]]:
    text = client.get(f"{address}&export=csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def turn(client: Client, shown: bool, reason: str = "另行研究"):
    return client.post("/rankings/switch/", {"switch-shown": shown, "switch-reason": reason})
