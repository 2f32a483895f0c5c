"""What is asked about submitted revisions: why one needs a look of its own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from strategy.models import Evidence, Organisation, Revision, Series, Status
from strategy.progress import FindingCode
from strategy.progress.labelled import Labelled

from .evidence import evidence_of

OUTLIERS = {FindingCode.FAR_FROM_HISTORY, FindingCode.UNIT_SLIP, FindingCode.LARGE_GROWTH}


class Question(Labelled):
    """Why a submitted revision needs a look of its own, in the order of need."""

    CHANGED = "changed", "再次上报"
    FLAGGED = "flagged", "有审核提示"
    NO_EVIDENCE = "no_evidence", "缺佐证材料"
    NOT_APPLICABLE = "not_applicable", "报本月无此项"


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted revision with what is asked about it.

    `former` is the attempt before, which was returned or is to be corrected.
    """

    revision: Revision
    former: Revision | None
    evidence: tuple[Evidence, ...]
    questions: tuple[Question, ...]

    @property
    def series(self) -> Series:
        return self.revision.figure.series

    @property
    def unit(self) -> Organisation:
        return self.series.organisation

    @property
    def month(self) -> date:
        return self.revision.figure.month

    @property
    def need(self) -> tuple:
        """The place in the queue: changed, flagged, outliers first, no evidence, then age."""
        codes = {finding["code"] for finding in self.revision.findings}
        asked = [question in self.questions for question in Question]
        first = [not asked[0], not asked[1], not codes & OUTLIERS, *(not one for one in asked[2:])]
        return *first, self.revision.submitted_at, self.revision.pk


def questions_of(
    revision: Revision, *, former: Revision | None, has_evidence: bool
) -> tuple[Question, ...]:
    """What is asked about a revision, in the order of need; any leaves it to a click of its own."""
    asked = {
        Question.CHANGED: former is not None or revision.is_correction,
        Question.FLAGGED: bool(revision.findings),
        Question.NO_EVIDENCE: revision.figure.series.metric.needs_evidence and not has_evidence,
        Question.NOT_APPLICABLE: revision.not_applicable,
    }
    return tuple(question for question, is_asked in asked.items() if is_asked)


def submissions(revisions: Iterable[Revision]) -> list[Submission]:
    """Revisions with what is asked about each. Two queries.

    The revisions need their figure with its series and metric.
    """
    revisions = list(revisions)
    former, evidence = _former(revisions), evidence_of(revisions)
    return [
        _submission(one, former.get(one.figure_id), evidence.get(one.pk, ())) for one in revisions
    ]


def questionable(revisions: Iterable[int]) -> list[Revision]:
    """Those of some revisions (pks) that are questionable. Three queries."""
    found = Revision.objects.filter(pk__in=list(revisions)).select_related("figure__series__metric")
    return [one.revision for one in submissions(found) if one.questions]


def shown_revisions(pks: Collection[int]) -> list[Revision]:
    """Revisions (pks) as they stand now, whatever has become of them, with the words for them."""
    related = ("figure__series__metric", "figure__series__item", "decided_by__organisation")
    return list(Revision.objects.select_related(*related).filter(pk__in=pks).order_by("pk"))


def moved_on(seen: Mapping[int, int], now: Iterable[Revision]) -> list[Revision]:
    """Those that are no longer as they were `seen` (version by pk) and submitted."""
    return [one for one in now if one.status != Status.SUBMITTED or one.version != seen.get(one.pk)]


def has_moved(seen: Mapping[int, int]) -> bool:
    """Whether one of what was `seen` (version by pk) is gone or no longer as it was."""
    now = shown_revisions(seen)
    return len(now) < len(seen) or bool(moved_on(seen, now))


def _former(revisions: list[Revision]) -> dict[int, Revision]:
    """The latest decided attempt at each figure, by the figure's pk."""
    figures = [one.figure_id for one in revisions]
    decided = Revision.objects.filter(figure__in=figures, decided_at__isnull=False)
    submitted = {one.figure_id: one.number for one in revisions}
    return {
        one.figure_id: one
        for one in decided.order_by("number")
        if one.number < submitted[one.figure_id]
    }


def _submission(
    revision: Revision, former: Revision | None, evidence: tuple[Evidence, ...]
) -> Submission:
    asked = questions_of(revision, former=former, has_evidence=bool(evidence))
    return Submission(revision, former, evidence, asked)
