"""What is said when a request cannot be served."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_address_that_only_takes_what_is_sent_leads_back_to_its_page(client):
    client.force_login(UserFactory())

    response = client.get("/review/approve/")

    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert 'href="/review/"' in response.content.decode()
