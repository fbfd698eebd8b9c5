"""Who is asking, and what may the role do? Pure; roles come from roles.toml."""

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path


class Permission(str, Enum):
    """Everything that can be allowed. The value is what roles.toml says."""

    CHILD_READ = "child.read"
    CHILD_REGISTER = "child.register"
    NEED_RECORD = "need.record"
    CONSENT_RECORD = "consent.record"
    RELEASE_DECIDE = "release.decide"
    CALL_SEND = "call.send"
    CALL_ANSWER = "call.answer"
    MEETING_RECORD = "meeting.record"
    PLAN_WRITE = "plan.write"
    PLAN_AGREE = "plan.agree"
    PLAN_FOLLOW_UP = "plan.follow_up"
    CASE_CLOSE = "case.close"
    LOG_READ = "log.read"
    LOG_REVIEW = "log.review"
    AGREEMENT_TRY = "agreement.try"
    ORGANISATION_MANAGE = "organisation.manage"
    ORGANISATION_PARTY = "organisation.party"
    STEERING_READ = "steering.read"
    ARENA_MANAGE = "arena.manage"
    MATTER_PREPARE = "matter.prepare"
    MEETING_RUN = "meeting.run"
    AGREEMENT_WRITE = "agreement.write"
    AGREEMENT_TREAT = "agreement.treat"
    ACTION_PLAN_WRITE = "action_plan.write"
    ACTION_PLAN_SIGN = "action_plan.sign"
    MEASURE_WRITE = "measure.write"
    REPORT_WRITE = "report.write"
    VOICE_WRITE = "voice.write"
    FINDING_WRITE = "finding.write"
    FINDING_ANSWER = "finding.answer"
    DEVIATION_REPORT = "deviation.report"
    DEVIATION_ANSWER = "deviation.answer"
    DEVIATION_PARTY = "deviation.party"
    DEVIATION_COUNTY = "deviation.county"
    DEVIATION_AUDIT = "deviation.audit"
    PROTECTION_MANAGE = "protection.manage"
    RETENTION_READ = "retention.read"
    RETENTION_PROPOSE = "retention.propose"
    RETENTION_APPROVE = "retention.approve"


#: Permissions that an office without children can carry: they show nothing about a child, but for
#: the log's reviewer, who writes why before a child is shown.
WITHOUT_CHILDREN = frozenset(
    {
        Permission.LOG_REVIEW,
        Permission.AGREEMENT_TRY,
        Permission.ORGANISATION_MANAGE,
        Permission.ORGANISATION_PARTY,
        Permission.STEERING_READ,
        Permission.ARENA_MANAGE,
        Permission.MATTER_PREPARE,
        Permission.MEETING_RUN,
        Permission.AGREEMENT_WRITE,
        Permission.AGREEMENT_TREAT,
        Permission.ACTION_PLAN_WRITE,
        Permission.ACTION_PLAN_SIGN,
        Permission.MEASURE_WRITE,
        Permission.REPORT_WRITE,
        Permission.VOICE_WRITE,
        Permission.FINDING_WRITE,
        Permission.FINDING_ANSWER,
        Permission.DEVIATION_REPORT,
        Permission.DEVIATION_ANSWER,
        Permission.DEVIATION_PARTY,
        Permission.DEVIATION_COUNTY,
        Permission.DEVIATION_AUDIT,
        Permission.RETENTION_READ,
        Permission.RETENTION_PROPOSE,
        Permission.RETENTION_APPROVE,
    }
)


#: The level of assurance that anything about children asks for.
ENOUGH = 3


def permitted_at(
    carried: frozenset[Permission], assurance: int, approved: str = ""
) -> frozenset[Permission]:
    """What is left of `carried` at a level of assurance: below 3 nothing about children.

    `approved` (values with commas between) may be used from level 2: the customer has approved it.
    """
    if assurance >= ENOUGH:
        return carried
    named = {Permission(value) for value in approved.split(",") if value}
    return carried & (WITHOUT_CHILDREN | (named if assurance == ENOUGH - 1 else set()))


@dataclass(frozen=True)
class Role:
    """A named set of permissions."""

    code: str
    name: str
    name_en: str
    description: str
    permissions: frozenset[Permission]

    def label(self, language: str) -> str:
        """The role's name in Swedish or English."""
        return self.name_en if language == "en" else self.name


@cache
def roles() -> Mapping[str, Role]:
    """All roles by code; raises ValueError on an unknown permission."""
    data = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))
    found = {}
    for row in data["role"]:
        names = [name for key in row.get("sets", []) for name in data["sets"][key]]
        names += row.get("permissions", [])
        found[row["code"]] = Role(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            description=row["description"],
            permissions=frozenset(Permission(name) for name in names),
        )
    return found


class NeedsReason(Exception):
    """The child is protected, and this log-in has not said why its pages are to open."""

    def __init__(self, child_id: uuid.UUID) -> None:
        super().__init__("a reason is needed")
        self.child_id = child_id


@dataclass(frozen=True)
class Actor:
    """Who acts: a person through one assignment. Immutable, made once per request."""

    user_id: uuid.UUID | None = None
    user_name: str = ""
    assignment_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    unit_name: str = ""
    operation: str = ""
    party_id: uuid.UUID | None = None
    party_name: str = ""
    region: str = ""
    role: str = ""
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    #: Protected children whose pages this log-in has given a reason to open, for a while.
    opened: frozenset[uuid.UUID] = field(default_factory=frozenset)
    taken_over: int = 0

    def may(self, permission: Permission | str) -> bool:
        """Whether the role carries the permission."""
        return Permission(permission) in self.permissions

    def ground_for(self, child_id: uuid.UUID | None) -> str:
        """The ground of what is read of a child whose pages were opened with a reason, else ""."""
        return "protected" if child_id in self.opened else ""

    @property
    def own_unit(self) -> uuid.UUID:
        """The unit that the actor acts for; LookupError for the service itself."""
        if self.unit_id is None:
            raise LookupError("this actor has no unit")
        return self.unit_id

    @property
    def own_assignment(self) -> uuid.UUID:
        """The assignment that the actor acts through; LookupError for the service itself."""
        if self.assignment_id is None:
            raise LookupError("this actor has no assignment")
        return self.assignment_id

    @property
    def own_party(self) -> uuid.UUID:
        """The party that the actor acts for; LookupError for the service itself."""
        if self.party_id is None:
            raise LookupError("this actor has no party")
        return self.party_id

    @property
    def own_user(self) -> uuid.UUID:
        """The person who acts; LookupError for the service itself."""
        if self.user_id is None:
            raise LookupError("this actor is nobody")
        return self.user_id

    @classmethod
    def system(cls, region: str = "") -> "Actor":
        """The service itself, for set-up from the command line; sees nothing about children."""
        return cls(
            user_name="Samsyn",
            region=region,
            permissions=WITHOUT_CHILDREN,
        )
