"""Who can log in? A person; what the person may do comes from assignments."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from samsyn.foundation.wall import Wall, callable_by_us_alone

#: A draft that nobody has touched for so many days goes.
DRAFT_DAYS = 30
OLDEST_DRAFT = f"now() - interval '{DRAFT_DAYS} days'"


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


class IdentityKind(models.TextChoices):
    """Which kind of name an identity provider gave a person."""

    HSA_ID = "hsa_id"  # employeeHsaId (HSA)
    EPPN = "eppn"  # eduPersonPrincipalName (Skolfederation)
    AFFILIATION = "org_affiliation"  # orgAffiliation, uid@organisation number (Sweden Connect)
    PERSONAL_NUMBER = "personal_number"  # kept as a keyed digest only
    SUBJECT = "subject"  # the provider's own `sub` or NameID
    SCIM = "scim"  # externalId of a provisioning client


class Identity(models.Model):
    """What somebody outside calls a person: the issuer, the kind and the value.

    A personal identity number is never stored here: `value` is then its keyed digest.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=200, help_text="who says so; empty for HSA-wide names")
    kind = models.CharField(max_length=20, choices=IdentityKind.choices)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "value"], name="one_person_per_outside_name"
            ),
        ]


class LoginSession(models.Model):
    """One log-in, from its first page until it ends; a browser's session means nothing without."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="logins")
    method = models.CharField(max_length=20, help_text="oidc, saml, local or demo")
    issuer = models.CharField(max_length=200, blank=True)
    provider_session = models.CharField(
        max_length=200, blank=True, help_text="the provider's own name for it, for a common log-out"
    )
    assurance = models.PositiveSmallIntegerField(help_text="level of assurance, 1 to 4")
    assignment_id = models.UUIDField(null=True, help_text="chosen; the log-in is bound to it")
    is_family = models.BooleanField(
        default=False, help_text="came in as a private person: works in no assignment"
    )
    started_at = models.DateTimeField()
    authenticated_at = models.DateTimeField(help_text="when the person last showed who it is")
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(assurance__gte=1, assurance__lte=4),
                name="assurance_is_one_to_four",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_why="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_why="")),
                name="an_ended_login_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(is_family=False) | models.Q(assignment_id__isnull=True),
                name="a_private_person_has_no_assignment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"], name="living_logins_of_a_person",
                condition=models.Q(ended_at__isnull=True),
            ),
            models.Index(fields=["issuer", "provider_session"], name="login_by_provider_session"),
        ]  # fmt: skip


class LoginAttempt(models.Model):
    """A log-in that somebody has begun: one browser's, used once and only for some minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    way = models.CharField(max_length=60, help_text="code in the login file")
    state = models.CharField(max_length=64, unique=True, help_text="digest of what was sent")
    browser = models.CharField(max_length=64, help_text="digest of the secret in its cookie")
    nonce = models.CharField(max_length=64, help_text="comes back in what the provider signs")
    verifier = models.CharField(max_length=128, help_text="PKCE; only its hash was sent")
    target = models.CharField(max_length=2000, help_text="where to go on to")
    is_again = models.BooleanField(help_text="somebody logged in shows again who it is")
    started_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="login_attempt_by_age")]


class Draft(models.Model):
    """What somebody has typed in a form but not yet sent; only that person sees it.

    Not touched for `DRAFT_DAYS` it goes, by the one function that meets others' drafts: it answers
    a number and nothing else.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    unit_id = models.UUIDField()
    path = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    wall = Wall(
        see="user_id = (SELECT app_user()) AND unit_id = (SELECT app_unit())",
        remove="user_id = (SELECT app_user()) AND unit_id = (SELECT app_unit())",
    )
    wall_functions = (
        *(
            sql
            for verb in ("SELECT", "DELETE")
            for sql in (
                f"DROP POLICY IF EXISTS old_{verb.lower()} ON accounts_draft",
                f"CREATE POLICY old_{verb.lower()} ON accounts_draft FOR {verb} TO current_user"
                f" USING (saved_at < {OLDEST_DRAFT})",
            )
        ),
        "CREATE OR REPLACE FUNCTION drop_old_drafts() RETURNS integer LANGUAGE plpgsql"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " DECLARE gone integer; BEGIN"
        f" DELETE FROM accounts_draft WHERE saved_at < {OLDEST_DRAFT};"  # nosec B608  # SQL of our own words only
        " GET DIAGNOSTICS gone = ROW_COUNT; RETURN gone; END $$",
        *callable_by_us_alone("drop_old_drafts()"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit_id", "path"], name="one_draft_per_form"),
        ]


class LocalAccount(models.Model):
    """A password and a one-time code, for those who set Samsyn up before a provider is connected.

    `password` is an argon2 hash, empty until the person has chosen one through the set-up link.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="local_account")
    password = models.CharField(max_length=200, blank=True)
    secret = models.TextField(help_text="of the one-time codes; encrypted")
    last_step = models.BigIntegerField(default=0, help_text="the last code used, counted in steps")
    failed = models.PositiveIntegerField(default=0, help_text="wrong attempts since the last right")
    locked_until = models.DateTimeField(null=True)
    setup_key = models.CharField(max_length=64, blank=True, help_text="empty when it is used")
    setup_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(setup_key="") | models.Q(setup_until__isnull=False),
                name="a_setup_link_has_an_end",
            ),
        ]
