"""A salt of the children's words, apart from the seed that is shown. Old reviews get one, too."""

from django.db import migrations, models

ADD = """
ALTER TABLE logreview_review ADD COLUMN salt varchar(64) NOT NULL
  DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
ALTER TABLE logreview_review ALTER COLUMN salt DROP DEFAULT;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('logreview', '0001_initial'),
    ]

    operations = [
        # A review never changes: the rows get theirs as the column is made, each its own.
        migrations.RunSQL(
            ADD,
            "ALTER TABLE logreview_review DROP COLUMN salt",
            state_operations=[
                migrations.AddField(
                    model_name='review',
                    name='salt',
                    field=models.CharField(help_text="of the children's words; never shown, unlike the seed", max_length=64),
                    preserve_default=False,
                ),
            ],
        ),
    ]
