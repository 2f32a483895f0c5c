from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0003_stages_in_records'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='project',
            name='project_stage_date_has_stage',
        ),
        migrations.RemoveField(
            model_name='project',
            name='stage',
        ),
        migrations.RemoveField(
            model_name='project',
            name='stage_on',
        ),
    ]
