"""What a revision's entry in the chain says: how its value came in, and what the checks said."""

from strategy.models import BatchLine, Revision, Source
from strategy.queries.attempts import Attempt

TRANSCRIBED = {Source.Kind.SEED, Source.Kind.REPORT, Source.Kind.DOCUMENT}
SHOWN_DIGITS = 12


def is_transcribed(revision: Revision) -> bool:
    """Whether somebody copied it from a public source, so that its moments are not the unit's."""
    return revision.source is not None and revision.source.kind in TRANSCRIBED


def way_of(attempt: Attempt) -> str:
    """How the value came in; of a transcribed one there is nothing to say."""
    if attempt.line is None:
        return "" if is_transcribed(attempt.revision) else "手工填写"
    kind = f"{attempt.line.batch.get_kind_display()}导入"
    return f"{kind}后手工修改" if attempt.is_edited_since else kind


def cell_of(line: BatchLine) -> str:
    """Where in the sheet it stood: “月报!C5”."""
    return f"{line.sheet}!{line.cell}" if line.sheet else line.cell


def short(checksum: str) -> str:
    """The beginning of a checksum."""
    return f"{checksum[:SHOWN_DIGITS]}…"


def findings_words(revision: Revision) -> str:
    """What the checks said when it was submitted."""
    if revision.submitted_at is None or is_transcribed(revision):
        return ""
    sentences = [finding["sentence"] for finding in revision.findings]
    return "；".join(sentences) if sentences else "未触发审核提示"


def submitter_words(revision: Revision) -> str:
    """In whose name it was submitted, if not in the own."""
    return f"（受{revision.submitted_for.name}委托）" if revision.submitted_for else ""
