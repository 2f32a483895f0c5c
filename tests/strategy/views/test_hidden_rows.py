"""Administrators cannot tell from a refusal which matters, files and slips there are."""

import pytest

from strategy.models import Role
from strategy.services.attachments import attach
from strategy.services.matter_requests import object_to
from strategy.services.slips import issue_slip
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.evidence import PDF
from tests.factories.matters import REGISTERED_AT, coordinator, problem, staff_of, stood

from .meeting_desk import client_of

pytestmark = pytest.mark.django_db

ADMINISTRATORS = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR]
VERBS = [
    "/matters/{matter}/receive/",
    "/matters/{matter}/requests/",
    "/matters/{matter}/attachments/",
    "/matters/{matter}/slips/",
    "/matters/{matter}/return-visit/",
    "/matter-requests/{asked}/decide/",
    "/attachments/{file}/remove/",
    "/slips/{slip}/receive/",
]


@pytest.fixture
def there():
    """The keys of a matter and of what hangs on it."""
    lead = OrganisationFactory()
    matter = stood(problem(lead, due_on=REGISTERED_AT.date()), "assigned")
    who = {"by": coordinator(), "at": REGISTERED_AT}
    return {
        "matter": matter.pk,
        "file": attach(matter, "来信.pdf", PDF, **who).pk,
        "slip": issue_slip(matter, **who).pk,
        "asked": object_to(matter, "不属职责", by=staff_of(lead), at=REGISTERED_AT).pk,
    }


@pytest.mark.parametrize("role", ADMINISTRATORS)
@pytest.mark.parametrize("verb", VERBS)
def test_what_exists_is_refused_like_what_does_not(there, role, verb):
    client = client_of(UserFactory(role=role))
    nowhere = dict.fromkeys(there, 999999)

    answers = {client.post(verb.format(**keys)).status_code for keys in (there, nowhere)}

    assert answers == {403}
