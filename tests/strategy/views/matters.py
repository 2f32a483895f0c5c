"""What tests of the page of a matter share: who opens it, what is offered, what is sent."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from strategy.models import Matter, Organisation, Role, User
from tests.factories import UserFactory
from tests.factories.evidence import PDF
from tests.factories.matters import DUE_ON, REGISTERED_AT, coordinator, office, staff_of
from tests.pages.markup import Page

NOW = REGISTERED_AT + timedelta(hours=2)
LATER = DUE_ON + timedelta(days=14)
OWN = {
    "ask": "requests",
    "object": "requests",
    "slip": "slips",
    "visit": "return-visit",
    "attach": "attachments",
}
"""Actions that have an address of their own."""


def people(lead: Organisation, helper: Organisation) -> dict[str, User]:
    """Those who open the page, by what they are to the matter; the office checks it."""
    return {
        "lead": staff_of(lead),
        "helper": staff_of(helper),
        "checker": UserFactory(organisation=office()),
        "office": coordinator(),
        "official": UserFactory(role=Role.OFFICIAL),
        "stranger": UserFactory(),
        "official of the lead": UserFactory(role=Role.OFFICIAL, organisation=lead),
    }


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, matter: Matter, query: str = "") -> str:
    response = client.get(f"/matters/{matter.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def offered(html: str) -> set[str]:
    """The actions whose forms stand on a page."""
    return set(re.findall(r'name="form" value="(\w+)"', html))


def upload(name: str = "批复.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def typed(action: str, matter: Matter, lead: Organisation) -> dict:
    """What a person types for an action, all of it valid."""
    fields = {
        "assign": {"lead": lead.code, "due_on": LATER},
        "ask": {"kind": "extension", "note": "须上报省厅", "due_on": LATER},
        "object": {"kind": "objection", "note": "不属本单位职责"},
        "apply": {"note": "已取得批复", "attachments": upload("结果.pdf", PDF + b"9")},
        "reopen": {"note": "问题反复", "due_on": LATER},
        "visit": {"is_satisfied": "yes", "note": "企业表示满意"},
        "attach": {"attachments": upload("附件.pdf", PDF + b"8")},
        "receive": {},
        "slip": {},
    }
    seen = {"seen": matter.current.number}
    return seen | fields.get(action, {"note": "已核对，情况属实"})


def send(client: Client, action: str, matter: Matter, data: dict):
    """Press the button of an action."""
    if action == "decide":
        asked = matter.requests.last()
        address = f"/matter-requests/{asked.pk if asked else 0}/decide/"
        return client.post(address, {"decision": "refuse"} | data)
    return client.post(f"/matters/{matter.pk}/{OWN.get(action, action)}/", data)


def errors_at(html: str) -> dict[str, str]:
    """The sentences that stand at fields, by the id of the field."""
    found = {}
    for box in Page(html).all("div", css="field__errors"):
        found[box["id"].removesuffix("_error").removeprefix("id_")] = box.text.strip()
    return found
