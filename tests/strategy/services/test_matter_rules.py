"""What is refused about a matter, each with the sentence that says why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from strategy.models import Matter, MatterStatus, Role
from strategy.services.attachments import attach
from strategy.services.matter_requests import ask_extension, object_to, refuse_request
from strategy.services.matter_steps import MatterError
from strategy.services.matters import (
    NewMatter,
    apply_to_close,
    assign,
    close_matter,
    register_matter,
    reopen,
    report_progress,
    send_back,
    verify,
    withdraw,
)
from tests.factories import OrganisationFactory, SeriesFactory, UserFactory
from tests.factories.evidence import PDF
from tests.factories.matters import (
    DUE_ON,
    REGISTERED_AT,
    coordinator,
    office,
    problem,
    staff_of,
    stood,
)

from .handling import AT, LONGER, make_cast

pytestmark = pytest.mark.django_db

YESTERDAY = REGISTERED_AT.date() - timedelta(days=1)


@pytest.fixture
def new() -> NewMatter:
    lead, checker = OrganisationFactory(), office()
    return NewMatter(Matter.Kind.PROBLEM, "协调用地", lead, DUE_ON, checker=checker)


@pytest.mark.parametrize(
    ("without", "field", "sentence"),
    [
        ({"lead": None}, "lead", "请选择牵头单位，有且只能有一个。"),
        ({"due_on": None}, "due_on", "请填写办理时限或选择时限类别。"),
        ({"due_on": YESTERDAY}, "due_on", "办理时限不能早于今天。"),
        ({"title": "　"}, "title", "请填写事项。"),
        ({"month": date(2022, 6, 1)}, "series", "请选择关联月份所属的填报项。"),
        ({"origin": "meeting"}, "meeting", "来源为会议的事项须选择会议，其他来源的不选。"),
        ({"kind": "resolution"}, "meeting", "议定事项须选择会议。"),
    ],
)
def test_what_is_incomplete_is_not_registered(new, without, field, sentence):
    with pytest.raises(MatterError) as refused:
        register_matter(replace(new, **without), by=coordinator(), at=REGISTERED_AT)

    assert (str(refused.value), refused.value.field) == (sentence, field)
    assert not Matter.objects.exists()


def test_the_figure_must_be_one_of_the_item(new):
    of_another = replace(new, series=SeriesFactory(), item=SeriesFactory().item)

    with pytest.raises(MatterError, match="所选填报项不属于关联事项"):
        register_matter(of_another, by=coordinator(), at=AT)


def test_due_today_is_not_too_early(new):
    today = REGISTERED_AT.date()

    matter = register_matter(replace(new, due_on=today), by=coordinator(), at=REGISTERED_AT)

    assert matter.current.due_on == today


@pytest.mark.parametrize("checks", ["lead", "supporting"])
def test_no_unit_checks_what_it_handles_nor_helps_itself(new, checks):
    helper = OrganisationFactory(short_name="市水利局")
    both = replace(new, supporting=(helper,))
    wrong = replace(both, checker=new.lead if checks == "lead" else helper)

    with pytest.raises(MatterError, match="参与办理，不能由其核实"):
        register_matter(wrong, by=coordinator(), at=AT)
    with pytest.raises(MatterError, match="市水利局是牵头单位，不能同时是配合单位"):
        register_matter(replace(both, lead=helper), by=coordinator(), at=AT)


def test_assigning_asks_the_same(new):
    matter = register_matter(new, by=coordinator(), at=AT)
    by = {"by": coordinator(), "at": AT}

    with pytest.raises(MatterError, match="不能早于今天"):
        assign(matter, new.lead, YESTERDAY, **by)
    with pytest.raises(MatterError, match="不能同时是配合单位"):
        assign(matter, new.lead, DUE_ON, supporting=(new.lead,), **by)
    with pytest.raises(MatterError, match="请另选核实单位"):
        assign(matter, new.lead, DUE_ON, checker=new.lead, **by)
    assert matter.steps.count() == 1


def test_reopening_asks_for_a_day_to_come():
    matter = make_cast(MatterStatus.CLOSED).matter

    with pytest.raises(MatterError, match="不能早于今天"):
        reopen(matter, "又停工", YESTERDAY, by=coordinator(), at=AT)


@pytest.mark.parametrize(
    ("status", "who", "verb", "sentence"),
    [
        ("handling", "lead", report_progress, "请填写办理进展。"),
        ("handling", "lead", apply_to_close, "请填写办理结果。"),
        ("applied", "checker", send_back, "请填写退回原因。"),
        ("registered", "office", withdraw, "请填写撤销原因。"),
        ("received", "lead", object_to, "请填写异议理由。"),
    ],
)
def test_some_steps_need_a_word(status, who, verb, sentence):
    cast = make_cast(MatterStatus(status))

    with pytest.raises(MatterError) as refused:
        verb(cast.matter, " ", by=cast.people[who], at=AT)

    assert (str(refused.value), refused.value.field) == (sentence, "note")


def test_a_word_has_its_length():
    cast = make_cast(MatterStatus.HANDLING)

    report_progress(cast.matter, "办" * 500, by=staff_of(cast.lead), at=AT)
    with pytest.raises(MatterError, match="不能超过500字，现有501字"):
        report_progress(cast.matter, "办" * 501, by=staff_of(cast.lead), at=AT)


def test_nobody_applies_without_evidence():
    cast = make_cast(MatterStatus.RECEIVED)
    lead = staff_of(cast.lead)
    cast.matter.attachments.update(removed_at=AT, removed_by=lead)
    report_progress(cast.matter, "已受理", by=lead, at=AT)

    with pytest.raises(MatterError, match="申请销号须上传佐证材料"):
        apply_to_close(cast.matter, "已办结", by=lead, at=AT)


def test_what_was_reopened_needs_evidence_of_its_own():
    cast = make_cast(MatterStatus.CLOSED)
    lead = staff_of(cast.lead)
    later = AT + timedelta(days=1)
    reopen(cast.matter, "又停工", LONGER, by=coordinator(), at=later)

    with pytest.raises(MatterError, match="申请销号须上传佐证材料"):
        apply_to_close(cast.matter, "已复工", by=lead, at=later)
    attach(cast.matter, "复工令.pdf", PDF, by=lead, at=later)
    assert apply_to_close(cast.matter, "已复工", by=lead, at=later).status == "applied"


@pytest.mark.parametrize("status", [MatterStatus.REGISTERED, MatterStatus.HANDLING])
def test_nobody_closes_what_was_not_applied_for_and_verified(status):
    with pytest.raises(MatterError, match="不能销号"):
        close_matter(make_cast(status).matter, by=coordinator(), at=AT)


def test_who_handled_it_elsewhere_neither_verifies_nor_closes():
    cast = make_cast(MatterStatus.HANDLING)
    mover, colleague = UserFactory(organisation=cast.lead), staff_of(cast.checker)
    report_progress(cast.matter, "已受理", by=mover, at=AT)
    stood(cast.matter, MatterStatus.APPLIED, at=AT)
    mover.organisation = cast.checker
    mover.save()

    with pytest.raises(MatterError, match="您办理过该事项，须由其他单位人员审核"):
        verify(cast.matter, by=mover, at=AT)
    verify(cast.matter, by=colleague, at=AT)
    mover.role, mover.organisation = Role.COORDINATOR, office()
    mover.save()
    with pytest.raises(MatterError, match="您办理过该事项，须由其他单位人员销号"):
        close_matter(cast.matter, by=mover, at=AT)


def test_one_person_of_the_office_verifies_and_closes_where_the_office_checks():
    """The default, as decision 11 and docs/matters.md say; nobody of the units that handle it."""
    helper = OrganisationFactory()
    matter = stood(problem(supporting=(helper,)), MatterStatus.APPLIED)
    assert matter.checker == office()
    for handler in (staff_of(matter.current.lead), staff_of(helper)):
        with pytest.raises(PermissionDenied):
            verify(matter, by=handler, at=AT)

    verify(matter, by=coordinator(), at=AT)
    close_matter(matter, by=coordinator(), at=AT)

    assert [step.by for step in matter.steps.order_by("-number")[:2]] == [coordinator()] * 2


@pytest.mark.parametrize("part", ["leads", "helps"])
def test_what_the_office_handles_is_closed_by_the_unit_that_checks_it(part):
    checker = OrganisationFactory()
    lead = office() if part == "leads" else OrganisationFactory()
    helpers = () if part == "leads" else (office(),)
    matter = stood(problem(lead, supporting=helpers, checker=checker), MatterStatus.VERIFIED)

    with pytest.raises(MatterError, match="本单位参与办理该事项，须由其他单位人员销号"):
        close_matter(matter, by=coordinator(), at=AT)
    with pytest.raises(PermissionDenied):
        close_matter(matter, by=UserFactory(), at=AT)
    assert close_matter(matter, by=staff_of(checker), at=AT).status == MatterStatus.CLOSED


def test_work_waits_for_the_answer_to_an_objection():
    cast = make_cast(MatterStatus.RECEIVED)
    lead = staff_of(cast.lead)
    asked = object_to(cast.matter, "不属本单位", by=lead, at=AT)

    with pytest.raises(MatterError, match="交办异议尚未答复，请待答复后再填写进展"):
        report_progress(cast.matter, "已受理", by=lead, at=AT)
    refuse_request(asked, "属地职责", by=coordinator(), at=AT)
    assert report_progress(cast.matter, "已受理", by=lead, at=AT).status == "handling"


def test_the_close_waits_for_the_answer_to_an_extension_and_the_work_does_not():
    cast = make_cast(MatterStatus.HANDLING)
    lead = staff_of(cast.lead)
    ask_extension(cast.matter, "材料未齐", LONGER, by=lead, at=AT)

    report_progress(cast.matter, "已补材料", by=lead, at=AT)
    with pytest.raises(MatterError, match="延期申请尚未答复，请待答复后再申请销号"):
        apply_to_close(cast.matter, "已办结", by=lead, at=AT)
