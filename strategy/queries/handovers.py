"""Who keeps which series of a unit, and how many of its open rows lie with each person."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from strategy.models import Figure, Organisation, Revision, Role, Series, User
from strategy.permissions import may_keep_series


@dataclass(frozen=True, slots=True)
class Keeper:
    """A person of the unit: how many series the person keeps, and how many open rows these have."""

    user: User
    series: int
    open_rows: int

    @property
    def may_receive(self) -> bool:
        """Whether series can be given to the person."""
        return may_keep_series(self.user)


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """A unit, its people and the series it reports; `unassigned` series are the whole unit's."""

    organisation: Organisation
    people: tuple[Keeper, ...]
    series: tuple[Series, ...]

    @property
    def unassigned(self) -> int:
        return sum(one.keeper_id is None for one in self.series)


def kept_unit(organisation: Organisation) -> KeptUnit:
    """The people and series of a unit. Three queries."""
    series = organisation.reported_series.typed().select_related("item", "metric", "keeper")
    return KeptUnit(
        organisation=organisation,
        people=tuple(_people(organisation)),
        series=tuple(series.order_by("item__code", "position", "code")),
    )


def units_that_report() -> list[Organisation]:
    """The organisations that report series, in official order. One query."""
    lines = Series.objects.filter(organisation=OuterRef("pk"))
    return list(Organisation.objects.filter(Exists(lines)))


def _people(organisation: Organisation) -> list[Keeper]:
    """Staff, and whoever else keeps something: a leaver may have another role by now."""
    reported = Revision.objects.handed_in().filter(figure=OuterRef("pk"))
    rows = Figure.objects.filter(~Exists(reported), series__keeper__organisation=organisation)
    counts = dict(rows.order_by().values_list("series__keeper").annotate(Count("pk")))
    users = organisation.users.annotate(kept=Count("kept_series"))
    users = users.filter(Q(role=Role.STAFF) | Q(kept__gt=0)).order_by("-is_active", "username")
    return [Keeper(user, user.kept, counts.get(user.pk, 0)) for user in users]
