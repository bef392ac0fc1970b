from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chamber", "0003_invited_words"),
    ]

    operations = [
        migrations.AddField(model_name="sitting", name="day", field=models.PositiveIntegerField(default=1)),
        migrations.AddField(model_name="sitting", name="days", field=models.PositiveIntegerField(default=1)),
        migrations.AddField(
            model_name="sitting",
            name="interruption",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
    ]
