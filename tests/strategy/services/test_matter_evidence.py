"""The close takes evidence of the unit that handles a matter now, and nobody who handled it."""

from datetime import timedelta

import pytest

from strategy.models import MatterStatus, User
from strategy.queries.matter_actions import Action, actions_of
from strategy.queries.matter_page import matter_page
from strategy.queries.matter_to_dos import MatterDuty, matter_to_dos
from strategy.services.attachments import attach, detach
from strategy.services.matter_requests import ask_extension, grant_request, object_to
from strategy.services.matter_steps import MatterError
from strategy.services.matters import (
    apply_to_close,
    assign,
    receive,
    report_progress,
    send_back,
    verify,
)
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.evidence import PDF
from tests.factories.matters import DUE_ON, REGISTERED_AT, coordinator, problem, staff_of, stood

from .handling import AT, LONGER

pytestmark = pytest.mark.django_db
S = MatterStatus
NEEDED = "申请销号须上传佐证材料：须有牵头单位或配合单位在“{}”之后上传的附件，请先上传。"


def apply(matter, at=AT):
    return apply_to_close(matter, "已办结", by=staff_of(matter.current.lead), at=at)


def test_letter_of_the_office_is_no_evidence():
    matter = problem()
    attach(matter, "来信.pdf", PDF, by=coordinator(), at=REGISTERED_AT)
    stood(matter, S.HANDLING, at=AT)
    attach(matter, "转办单.pdf", PDF + b"1", by=coordinator(), at=AT)

    with pytest.raises(MatterError) as refused:
        apply(matter)

    assert str(refused.value) == NEEDED.format("交办")
    assert refused.value.field == "attachments"


def test_file_of_a_helping_unit_is_evidence():
    helper = OrganisationFactory()
    matter = stood(problem(supporting=(helper,)), S.HANDLING)
    attach(matter, "批复.pdf", PDF, by=staff_of(helper), at=AT)

    assert apply(matter).status == S.APPLIED


def test_file_of_the_former_lead_is_no_evidence():
    former, lead = OrganisationFactory.create_batch(2)
    matter = stood(problem(former), S.ASSIGNED)
    attach(matter, "说明.pdf", PDF, by=staff_of(former), at=REGISTERED_AT)
    asked = object_to(matter, "不属本单位", by=staff_of(former), at=REGISTERED_AT)
    grant_request(asked, answer="改派", lead=lead, by=coordinator(), at=AT)
    stood(matter, S.HANDLING, at=AT)

    with pytest.raises(MatterError, match="须有牵头单位或配合单位在“交办”之后上传"):
        apply(matter)


def test_what_was_sent_back_needs_evidence_of_its_own():
    checker = OrganisationFactory()
    matter = stood(problem(checker=checker), S.APPLIED)
    later = AT + timedelta(hours=1)
    send_back(matter, "缺批复", by=staff_of(checker), at=later)

    with pytest.raises(MatterError, match="在“退回重办”之后"):
        apply(matter, later)
    attach(matter, "补正.pdf", PDF + b"2", by=staff_of(matter.current.lead), at=later)
    assert apply(matter, later).status == S.APPLIED


def received(matter, mover):
    receive(matter, by=mover, at=AT)


def asked_for_time(matter, mover):
    receive(matter, by=staff_of(matter.current.lead), at=AT)
    asked = ask_extension(matter, "材料未齐", LONGER, by=mover, at=AT)
    grant_request(asked, by=coordinator(), at=AT)


def attached(matter, mover):
    attach(matter, "现场照片.pdf", PDF + b"3", by=mover, at=AT)


DEEDS = [received, asked_for_time, attached]


@pytest.mark.parametrize("deed", DEEDS)
def test_who_received_asked_or_gave_evidence_neither_checks_nor_closes(deed):
    checker = OrganisationFactory()
    matter = problem(checker=checker, due_on=DUE_ON + timedelta(days=2))
    stood(matter, S.ASSIGNED)
    lead = matter.current.lead
    colleague, mover = staff_of(lead), UserFactory(organisation=lead)
    deed(matter, mover)
    stood(matter, S.APPLIED, at=AT)
    assert matter.steps.filter(verb="apply", by=colleague).exists()
    User.objects.filter(pk=mover.pk).update(organisation=checker)
    mover.refresh_from_db()

    with pytest.raises(MatterError, match="您办理过该事项，须由其他单位人员审核"):
        verify(matter, by=mover, at=AT)
    page = matter_page(matter.pk, DUE_ON, None)
    assert Action.VERIFY not in actions_of(page, mover)
    assert not [one for one in matter_to_dos(mover, DUE_ON) if one.duty == MatterDuty.VERIFY]


def test_who_took_the_file_away_again_or_sent_a_letter_may_check():
    checker = OrganisationFactory()
    matter = stood(problem(checker=checker), S.HANDLING)
    mover = UserFactory(organisation=matter.current.lead)
    detach(attach(matter, "误传.pdf", PDF + b"4", by=mover, at=AT), by=mover, at=AT)
    attach(matter, "来信.pdf", PDF + b"5", by=coordinator(), at=AT)
    stood(matter, S.APPLIED, at=AT)
    User.objects.filter(pk=mover.pk).update(organisation=checker)
    mover.refresh_from_db()

    assert verify(matter, by=mover, at=AT).status == S.VERIFIED
    assert Action.CLOSE in actions_of(matter_page(matter.pk, DUE_ON, None), coordinator())


def test_new_unit_may_apply_with_what_it_added_before_its_first_report():
    matter = problem()
    assign(matter, matter.current.lead, DUE_ON, by=coordinator(), at=AT)
    lead = staff_of(matter.current.lead)
    attach(matter, "批复.pdf", PDF, by=lead, at=AT)
    receive(matter, by=lead, at=AT)
    report_progress(matter, "已受理", by=lead, at=AT)

    assert apply(matter).status == S.APPLIED
