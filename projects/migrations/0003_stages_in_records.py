"""Move the stage of each project into a stage record, known from the day of its source."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
RENAMED = {"reserved": "planned", "preparing": "signed"}
"""储备 and 前期手续 are no stages of their own any more."""


def move(apps, schema_editor):
    project_model = apps.get_model("projects", "Project")
    record_model = apps.get_model("projects", "StageRecord")
    staged = project_model.objects.exclude(stage="").select_related("source")
    record_model.objects.bulk_create(_record(record_model, project) for project in staged)


def _record(record_model, project):
    known = project.stage_on or project.source.published_on
    moment = datetime.combine(known, time(12), tzinfo=SHANGHAI) if known else timezone.now()
    return record_model(
        project=project, stage=RENAMED.get(project.stage, project.stage), is_reached=True,
        actual_on=project.stage_on, source=project.source, is_sample=project.is_sample,
        recorded_at=moment,
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_project_library")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop, elidable=True)]
