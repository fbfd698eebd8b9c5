"""What is stored about how often somebody asks: a hash and a number, for a while."""

from django.db import models


class Count(models.Model):
    """How many times one asker has met one limit within one stretch of time; a hash says who."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.IntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="count_by_end")]
