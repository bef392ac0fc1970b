from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chamber", "0002_standing"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="words",
            field=models.CharField(
                default="", max_length=64
            ),  # of one without it nobody can say what was asked
            preserve_default=False,
        ),
    ]
