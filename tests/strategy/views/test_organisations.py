"""Keeping contacts through the page."""

import pytest
from django.contrib.messages import get_messages

from strategy.models import Contact, Role

EDIT = "/organisations/industry/edit/"
PAGE = "/organisations/industry/"


def posted(*rows, initial=0, **more) -> dict:
    """What a browser sends for rows of (id, name, post, phone)."""
    data = {
        "contacts-TOTAL_FORMS": str(len(rows)),
        "contacts-INITIAL_FORMS": str(initial),
        "contacts-MAX_NUM_FORMS": "50",
    }
    for place, (pk, name, post, phone) in enumerate(rows):
        data |= {
            f"contacts-{place}-id": pk or "",
            f"contacts-{place}-name": name,
            f"contacts-{place}-post": post,
            f"contacts-{place}-phone": phone,
        }
    return data | more


@pytest.fixture
def clerk(world, signed_in):
    return signed_in(world.users[Role.STAFF])


@pytest.fixture
def kept(world) -> list[Contact]:
    return list(world.reporting.contacts.order_by("-is_active", "pk"))


def rows_for(kept):
    return [(one.pk, one.name, one.post, one.phone) for one in kept]


def test_a_new_contact_appears_on_the_page(clerk, kept):
    rows = [*rows_for(kept), (None, "孙某", "科员", "18612341402")]

    data = posted(*rows, initial=2, **{"contacts-1-has_left": "on"})
    response = clerk.post(EDIT, data, follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert "孙某" in response.content.decode()
    assert "已保存，共更新1名联系人。" in response.content.decode()


def test_who_has_left_is_marked_and_kept(clerk, kept):
    data = posted(*rows_for(kept), initial=2)
    data |= {"contacts-0-has_left": "on", "contacts-1-has_left": "on"}

    clerk.post(EDIT, data)

    assert Contact.objects.filter(is_active=True).count() == 0
    assert Contact.objects.count() == 2


def test_blank_rows_change_nothing(clerk, kept):
    data = posted(*rows_for(kept), (None, "", "", ""), initial=2)
    data |= {"contacts-1-has_left": "on"}

    response = clerk.post(EDIT, data)

    assert [str(message) for message in get_messages(response.wsgi_request)] == ["没有改动。"]
    assert Contact.objects.count() == 2


def test_a_wrong_number_is_told_at_the_row_and_nothing_is_saved(clerk, kept):
    data = posted(*rows_for(kept), (None, "孙某", "科员", "12345"), initial=2)

    page = clerk.post(EDIT, data).content.decode()

    assert "第3行联系电话：电话格式不正确" in page
    assert 'value="12345"' in page
    assert Contact.objects.count() == 2


def test_the_row_of_another_unit_cannot_be_taken(clerk, world):
    foreign = Contact.objects.create(organisation=world.reviewing, name="周某", post="主任")

    clerk.post(EDIT, posted((foreign.pk, "改名", "主任", ""), initial=1))

    foreign.refresh_from_db()
    assert foreign.name == "周某"


def test_only_those_who_may_are_offered_the_form(world, signed_in, clerk):
    official = signed_in(world.official)

    assert f'href="{EDIT}"' in clerk.get(PAGE).content.decode()
    assert f'href="{EDIT}"' not in official.get(PAGE).content.decode()
    assert official.get(EDIT).status_code == 403
