"""The accounts that stand behind the sample year. None of them can sign in.

In memory they are active while the year is played, since only who is active may act; it is not
saved.
"""

from dataclasses import dataclass

from strategy.models import Organisation, Role, User

from .sample_lines import INDUSTRY, OFFICE

PREFIX = "sample-"
DEPARTMENTS = ("reform", "science", "commerce")
"""Units that report no figures here and yet are given matters."""


@dataclass(frozen=True, slots=True)
class Actors:
    """Reporters and reviewers by the code of their organisation, and the coordinator."""

    reporters: dict[str, User]
    reviewers: dict[str, User]
    coordinator: User


def make_actors() -> Actors:
    """Save one reporter for each unit that acts, two reviewers and a coordinator."""
    organisations = {one.code: one for one in Organisation.objects.all()}
    reporting = [INDUSTRY, *(one.code for one in Organisation.objects.areas()), *DEPARTMENTS]
    return Actors(
        reporters={code: _actor(organisations[code], "示例填报员") for code in reporting},
        reviewers={
            code: _actor(organisations[code], "示例审核员", "-review")
            for code in [INDUSTRY, OFFICE]
        },
        coordinator=_actor(organisations[OFFICE], "示例协调员", role=Role.COORDINATOR),
    )


def sample_actors():
    """The accounts that `make_actors` has made."""
    return User.objects.filter(username__startswith=PREFIX, is_active=False)


def _actor(
    organisation: Organisation, name: str, suffix: str = "", role: Role = Role.STAFF
) -> User:
    actor = User.objects.create_user(
        f"{PREFIX}{organisation.code}{suffix}",
        name=name,
        organisation=organisation,
        role=role,
        is_active=False,
    )
    actor.is_active = True
    return actor
