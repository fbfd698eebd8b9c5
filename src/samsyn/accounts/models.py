"""Who can log in? A person; what the person may do comes from assignments."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from samsyn.foundation.wall import Wall


class User(AbstractBaseUser):
    """A professional. `handle` is opaque and never a personnummer or an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handle = models.SlugField(max_length=80, unique=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "handle"
    objects = BaseUserManager()

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Draft(models.Model):
    """What somebody has typed in a form but not yet sent; only that person sees it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    unit_id = models.UUIDField()
    path = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    wall = Wall(
        see="user_id = (SELECT app_user()) AND unit_id = (SELECT app_unit())",
        remove="user_id = (SELECT app_user()) AND unit_id = (SELECT app_unit())",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit_id", "path"], name="one_draft_per_form"),
        ]
