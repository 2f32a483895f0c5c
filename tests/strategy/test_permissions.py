"""In whose name one may submit."""

import pytest

from strategy.models import Role
from strategy.permissions import may_submit_for
from strategy.queries.sheets import colleagues_of
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_one_submits_for_another_of_the_units_staff():
    user, colleague = UserFactory.create_batch(2, organisation=OrganisationFactory())

    assert may_submit_for(user, colleague)
    assert not may_submit_for(user, user)
    assert not may_submit_for(user, UserFactory())


@pytest.mark.parametrize("other", [{"is_active": False}, *({"role": one} for one in Role)])
def test_the_rule_and_the_list_of_colleagues_agree(other):
    user = UserFactory()
    colleague = UserFactory(**({"organisation": user.organisation} | other))

    assert may_submit_for(user, colleague) == (colleague in colleagues_of(user))
    assert may_submit_for(user, colleague) == (other == {"role": Role.STAFF})
