"""Name the approved revision that each later approved one of a figure replaced."""

from django.db import migrations


def link_corrections(apps, schema_editor):
    Revision = apps.get_model("strategy", "Revision")
    former = {}
    linked = []
    approved = Revision.objects.filter(status="approved").order_by("figure", "number")
    for revision in approved.only("figure", "replaces").iterator():
        if revision.figure_id in former:
            revision.replaces_id = former[revision.figure_id]
            linked.append(revision)
        former[revision.figure_id] = revision.pk
    Revision.objects.bulk_update(linked, ["replaces"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("strategy", "0002_monthly_reporting")]

    operations = [migrations.RunPython(link_corrections, migrations.RunPython.noop)]
