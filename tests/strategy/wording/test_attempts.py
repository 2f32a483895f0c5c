"""What a revision's entry in the chain says of where its value came from."""

import pytest

from strategy.queries.attempts import attempts_of
from strategy.wording import attempts as wording
from tests.factories import RevisionFactory, SourceFactory, UserFactory
from tests.factories.attempts import import_line
from tests.factories.figures import NOON

pytestmark = pytest.mark.django_db


def way(revision):
    (attempt,) = attempts_of([revision])
    return wording.way_of(attempt)


def submitted(**changes):
    reporter = UserFactory()
    return RevisionFactory(
        status="submitted", value=5, submitted_at=NOON, submitted_by=reporter, **changes
    )


def test_a_typed_value_was_typed():
    assert way(RevisionFactory(value=5)) == "手工填写"


@pytest.mark.parametrize(("kind", "words"), [("paste", "粘贴导入"), ("upload", "上传导入")])
def test_an_imported_value_says_how(kind, words):
    revision = RevisionFactory(value=5)
    import_line(revision, kind=kind, version=1)

    assert way(revision) == words


def test_what_was_changed_after_the_import_is_told_so():
    revision = RevisionFactory(value=5, version=2, entered_at=NOON.replace(hour=15))
    import_line(revision, version=1)

    assert way(revision) == "上传导入后手工修改"


def test_of_a_transcribed_value_there_is_no_way_and_no_check():
    revision = submitted(source=SourceFactory(kind="report"))

    assert way(revision) == ""
    assert wording.findings_words(revision) == ""


def test_the_checks_of_the_submission_are_told_whether_they_said_something_or_not():
    found = [{"code": "unchanged", "kind": "explain", "sentence": "连续三个月不变，请说明原因"}]

    assert wording.findings_words(submitted(findings=found)) == "连续三个月不变，请说明原因"
    assert wording.findings_words(submitted()) == "未触发审核提示"
    assert wording.findings_words(RevisionFactory(value=5)) == ""


def test_who_was_stood_in_for_is_told():
    revision = submitted(submitted_for=UserFactory(name="赵某"))

    assert wording.submitter_words(revision) == "（受赵某委托）"
    assert wording.submitter_words(submitted()) == ""
