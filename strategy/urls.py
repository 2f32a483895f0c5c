"""Addresses of the strategy: nouns in the plural, then a code, then a verb."""

from django.urls import path

from . import converters
from .forms.tasks import TaskForm
from .models import Task
from .views.agendas import (
    AgendaAdd,
    AgendaChange,
    AgendaRecord,
    agenda_move,
    agenda_propose,
    agenda_remove,
    agenda_restore,
)
from .views.attachments import attachment_file, attachment_remove, matter_attach
from .views.batches import (
    batch_commit,
    batch_detail,
    batch_feedback,
    batch_file,
    batch_undo,
)
from .views.completeness import CompletenessPage
from .views.due_rules import DueRuleList
from .views.evidence import evidence_add, evidence_file, evidence_remove
from .views.figures import FigureDetail
from .views.handovers import Handover, handover_assign
from .views.imports import BatchPaste, BatchUpload, template_file
from .views.item_imports import ItemImportDetail, ItemImportMarked, ItemImportNew, ItemRegister
from .views.item_lists import ActionList, TaskList
from .views.items import ActionDetail, TaskDetail
from .views.ledger import FigureList
from .views.matter_lists import MatterList, MatterUnits
from .views.matter_moves import matter_ask, matter_decide, matter_move, return_visit
from .views.matters import MatterDetail, MatterNew
from .views.meeting_records import (
    MeetingAttendance,
    meeting_attach,
    meeting_hold,
    meeting_issue,
    meeting_record,
    meeting_resolve,
)
from .views.meeting_screens import MeetingMinutes, MeetingScreen
from .views.meetings import MeetingDetail, MeetingEdit, MeetingList, MeetingNew
from .views.metrics import MetricDetail, MetricList
from .views.notices import NoticeList, NoticeNew, notice_withdraw
from .views.organisations import OrganisationDetail, OrganisationEdit
from .views.post_forms import (
    PostAppoint,
    PostEdit,
    PostNew,
    PostRelieve,
    ResponsibilityEnd,
    ResponsibilityNew,
)
from .views.posts import PostDetail, PostList
from .views.reminders import ReminderList
from .views.reporting import reporting_home
from .views.reporting_months import (
    MonthDetail,
    MonthList,
    exception_end,
    exception_grant,
    month_due,
    month_lock,
    month_open,
)
from .views.reporting_years import YearDetail
from .views.reviews import ReviewList, review_approve, review_return
from .views.revisions import RevisionList
from .views.rows import RowEdit
from .views.saved_filters import (
    SavedFilterEdit,
    SavedFilterList,
    SavedFilterNew,
    saved_filter_delete,
)
from .views.sheet_rows import row_save
from .views.sheet_steps import sheet_recall, sheet_submit, sheet_zero
from .views.sheets import SheetDetail
from .views.slips import SlipDetail, slip_issue, slip_receive
from .views.sources import SourceList
from .views.targets import TargetList, TargetPage
from .views.task_edits import TaskBulk, TaskEdit, TaskListing, TaskNew

app_name = "strategy"
converters.register()

TASKS = {"model": Task, "form_class": TaskForm, "route": "strategy:task"}

urlpatterns = [
    path("actions/", ActionList.as_view(), name="action_list"),
    path("actions/<item:code>/", ActionDetail.as_view(), name="action_detail"),
    path("tasks/", TaskList.as_view(), name="task_list"),
    path("tasks/new/", TaskNew.as_view(), name="task_new"),
    path("tasks/import/", ItemImportNew.as_view(**TASKS), name="task_import"),
    path("tasks/import/register/", ItemRegister.as_view(**TASKS), name="task_register"),
    path("tasks/import/<int:pk>/", ItemImportDetail.as_view(**TASKS), name="task_import_detail"),
    path(
        "tasks/import/<int:pk>/marked/",
        ItemImportMarked.as_view(**TASKS),
        name="task_import_marked",
    ),
    path("tasks/bulk/", TaskBulk.as_view(), name="task_bulk"),
    path("tasks/<item:code>/edit/", TaskEdit.as_view(), name="task_edit"),
    path("tasks/<item:code>/listing/", TaskListing.as_view(), name="task_listing"),
    path("tasks/<item:code>/", TaskDetail.as_view(), name="task_detail"),
    path("saved-filters/", SavedFilterList.as_view(), name="saved_filter_list"),
    path("saved-filters/new/", SavedFilterNew.as_view(), name="saved_filter_new"),
    path("saved-filters/<int:pk>/edit/", SavedFilterEdit.as_view(), name="saved_filter_edit"),
    path("saved-filters/<int:pk>/delete/", saved_filter_delete, name="saved_filter_delete"),
    path("figures/", FigureList.as_view(), name="figure_list"),
    path("figures/<series:series>/<month:month>/", FigureDetail.as_view(), name="figure_detail"),
    path("metrics/", MetricList.as_view(), name="metric_list"),
    path("metrics/<slug:code>/", MetricDetail.as_view(), name="metric_detail"),
    path("organisations/<slug:code>/", OrganisationDetail.as_view(), name="organisation_detail"),
    path("organisations/<slug:code>/edit/", OrganisationEdit.as_view(), name="organisation_edit"),
    path("completeness/", CompletenessPage.as_view(), name="completeness"),
    path("sources/", SourceList.as_view(), name="source_list"),
    path("reporting/", reporting_home, name="reporting_home"),
    path(
        "reporting/<month:month>/<slug:organisation>/", SheetDetail.as_view(), name="sheet_detail"
    ),
    path("reporting/<month:month>/<slug:organisation>/submit/", sheet_submit, name="sheet_submit"),
    path("reporting/<month:month>/<slug:organisation>/recall/", sheet_recall, name="sheet_recall"),
    path("reporting/<month:month>/<slug:organisation>/zero/", sheet_zero, name="sheet_zero"),
    path(
        "reporting/<month:month>/<slug:organisation>/<series:series>/save/",
        row_save,
        name="row_save",
    ),
    path(
        "reporting/<month:month>/<slug:organisation>/<series:series>/",
        RowEdit.as_view(),
        name="row_edit",
    ),
    path(
        "reporting/<month:month>/<slug:organisation>/<series:series>/evidence/",
        evidence_add,
        name="evidence_add",
    ),
    path(
        "reporting/<month:month>/<slug:organisation>/paste/",
        BatchPaste.as_view(),
        name="batch_paste",
    ),
    path(
        "reporting/<month:month>/<slug:organisation>/upload/",
        BatchUpload.as_view(),
        name="batch_upload",
    ),
    path(
        "reporting/<month:month>/<slug:organisation>/template.xlsx",
        template_file,
        name="sheet_template",
    ),
    path("batches/<int:pk>/", batch_detail, name="batch_detail"),
    path("batches/<int:pk>/commit/", batch_commit, name="batch_commit"),
    path("batches/<int:pk>/undo/", batch_undo, name="batch_undo"),
    path("batches/<int:pk>/feedback.xlsx", batch_feedback, name="batch_feedback"),
    path("batches/<int:pk>/file/", batch_file, name="batch_file"),
    path("evidence/<int:pk>/", evidence_file, name="evidence_file"),
    path("evidence/<int:pk>/remove/", evidence_remove, name="evidence_remove"),
    path("revisions/", RevisionList.as_view(), name="revision_list"),
    path("targets/", TargetList.as_view(), name="target_list"),
    path("targets/<series:series>/<int:year>/", TargetPage.as_view(), name="target_detail"),
    path("review/", ReviewList.as_view(), name="review_list"),
    path("review/approve/", review_approve, name="review_approve"),
    path("review/return/", review_return, name="review_return"),
    path("months/", MonthList.as_view(), name="month_list"),
    path("months/due-rules/", DueRuleList.as_view(), name="due_rule_list"),
    path("months/<month:month>/", MonthDetail.as_view(), name="month_detail"),
    path("months/<month:month>/open/", month_open, name="month_open"),
    path("months/<month:month>/lock/", month_lock, name="month_lock"),
    path("months/<month:month>/due/", month_due, name="month_due"),
    path("months/<month:month>/exceptions/", exception_grant, name="exception_grant"),
    path("months/<month:month>/reminders/", ReminderList.as_view(), name="reminder_list"),
    path("exceptions/<int:pk>/end/", exception_end, name="exception_end"),
    path("years/<int:year>/", YearDetail.as_view(), name="year_detail"),
    path("matters/", MatterList.as_view(), name="matter_list"),
    path("matters/units/", MatterUnits.as_view(), name="matter_units"),
    path("notices/", NoticeList.as_view(), name="notice_list"),
    path("notices/new/", NoticeNew.as_view(), name="notice_new"),
    path("notices/<int:pk>/withdraw/", notice_withdraw, name="notice_withdraw"),
    path("handover/", Handover.as_view(), name="handover"),
    path("handover/keepers/", handover_assign, name="handover_assign"),
    path("matters/new/", MatterNew.as_view(), name="matter_new"),
    path("matters/<int:pk>/", MatterDetail.as_view(), name="matter_detail"),
    path("matters/<int:pk>/requests/", matter_ask, name="matter_ask"),
    path("matters/<int:pk>/attachments/", matter_attach, name="matter_attach"),
    path("matters/<int:pk>/slips/", slip_issue, name="slip_issue"),
    path("matters/<int:pk>/return-visit/", return_visit, name="return_visit"),
    path("matters/<int:pk>/<slug:verb>/", matter_move, name="matter_move"),
    path("matter-requests/<int:pk>/decide/", matter_decide, name="matter_decide"),
    path("attachments/<int:pk>/", attachment_file, name="attachment_file"),
    path("attachments/<int:pk>/remove/", attachment_remove, name="attachment_remove"),
    path("slips/<int:pk>/", SlipDetail.as_view(), name="slip_detail"),
    path("slips/<int:pk>/receive/", slip_receive, name="slip_receive"),
    path("meetings/", MeetingList.as_view(), name="meeting_list"),
    path("meetings/new/", MeetingNew.as_view(), name="meeting_new"),
    path("meetings/<int:pk>/", MeetingDetail.as_view(), name="meeting_detail"),
    path("meetings/<int:pk>/edit/", MeetingEdit.as_view(), name="meeting_edit"),
    path("meetings/<int:pk>/screen/", MeetingScreen.as_view(), name="meeting_screen"),
    path("meetings/<int:pk>/minutes/", MeetingMinutes.as_view(), name="meeting_minutes"),
    path("meetings/<int:pk>/agenda/propose/", agenda_propose, name="agenda_propose"),
    path("meetings/<int:pk>/agenda/add/", AgendaAdd.as_view(), name="agenda_add"),
    path("meetings/<int:pk>/record/", meeting_record, name="meeting_record"),
    path("meetings/<int:pk>/attendance/", MeetingAttendance.as_view(), name="meeting_attendance"),
    path("meetings/<int:pk>/resolutions/", meeting_resolve, name="meeting_resolve"),
    path("meetings/<int:pk>/attachments/", meeting_attach, name="meeting_attach"),
    path("meetings/<int:pk>/hold/", meeting_hold, name="meeting_hold"),
    path("meetings/<int:pk>/issue/", meeting_issue, name="meeting_issue"),
    path("agenda-items/<int:pk>/change/", AgendaChange.as_view(), name="agenda_change"),
    path("agenda-items/<int:pk>/remove/", agenda_remove, name="agenda_remove"),
    path("agenda-items/<int:pk>/restore/", agenda_restore, name="agenda_restore"),
    path("agenda-items/<int:pk>/move/", agenda_move, name="agenda_move"),
    path("agenda-items/<int:pk>/record/", AgendaRecord.as_view(), name="agenda_record"),
    path("posts/", PostList.as_view(), name="post_list"),
    path("posts/new/", PostNew.as_view(), name="post_new"),
    path("posts/<slug:code>/", PostDetail.as_view(), name="post_detail"),
    path("posts/<slug:code>/edit/", PostEdit.as_view(), name="post_edit"),
    path("posts/<slug:code>/appoint/", PostAppoint.as_view(), name="post_appoint"),
    path("posts/<slug:code>/relieve/", PostRelieve.as_view(), name="post_relieve"),
    path("responsibilities/new/", ResponsibilityNew.as_view(), name="responsibility_new"),
    path("responsibilities/<int:pk>/end/", ResponsibilityEnd.as_view(), name="responsibility_end"),
]
