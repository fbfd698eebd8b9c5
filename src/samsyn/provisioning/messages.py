"""How do people and groups look as SCIM? Resources, schemas and what the service says of itself."""

import uuid
from typing import Annotated, Any

from pydantic import Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ComplexAttribute,
    ETag,
    Filter,
    InvalidValueException,
    Meta,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    Schema,
    ScimPolicy,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

from samsyn.provisioning.models import ProvisionedGroup, ProvisionedPerson
from samsyn.provisioning.rules import MOST_ON_A_PAGE, GroupFacts, PersonFacts


class Name(ComplexAttribute):
    """The name of a person."""

    given_name: Annotated[str | None, Required.true] = None
    family_name: Annotated[str | None, Required.true] = None


class User(Resource[Any]):
    """The part of the core schema's User that Samsyn needs; nothing more is stored."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    name: Annotated[Name | None, Required.true] = None
    active: bool | None = None


class Member(ComplexAttribute):
    """Who is in a group; groups in groups are not taken."""

    value: Annotated[str | None, Mutability.immutable, CaseExact.true] = None
    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    type: Annotated[str | None, Mutability.immutable] = Field(None, examples=["User"])


class Group(Resource[Any]):
    """A group; what it gives is decided in Samsyn."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    members: list[Member] | None = None


#: What we have no use for is dropped unread, as directories send all they have; Entra sends
#: members to take out as a value.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
)
CONFIG = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=MOST_ON_A_PAGE),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=False),
    etag=ETag(supported=True),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="Bearer token",
            description="A token of the party, given where Samsyn is run.",
            primary=True,
        )
    ],
)
PROVIDER = ScimProvider([User, Group], config=CONFIG, policy=POLICY)


def schemas() -> list[Schema]:
    """All schemas, those that describe the service included."""
    about: list[Any] = [ServiceProviderConfig, ResourceType, Schema]
    return [*PROVIDER.schemas, *(model.to_schema() for model in about)]


def person_facts(user: User) -> PersonFacts:
    """What a resource says of a person."""
    name = user.name or Name()
    return PersonFacts(
        user_name=(user.user_name or "").strip(),
        given_name=(name.given_name or "").strip(),
        family_name=(name.family_name or "").strip(),
        external_id=user.external_id or "",
        is_active=user.active,
    )


def group_facts(group: Group) -> GroupFacts:
    """What a resource says of a group."""
    return GroupFacts(
        display_name=(group.display_name or "").strip(),
        external_id=group.external_id or "",
        members=frozenset(_id(member) for member in group.members or []),
    )


def _id(member: Member) -> uuid.UUID:
    text = member.value or str(member.ref or "").rstrip("/").rsplit("/", 1)[-1]
    try:
        return uuid.UUID(text)
    except ValueError:
        raise InvalidValueException(detail="members.value is no id of a User") from None


def user_of(person: ProvisionedPerson, base: str) -> User:
    """A person as a resource; `base` is the address of the service."""
    return User(
        id=str(person.pk),
        external_id=person.external_id or None,
        user_name=person.user_name,
        name=Name(given_name=person.given_name, family_name=person.family_name),
        active=person.is_active,
        meta=_meta("User", person, base),
    )


def group_of(group: ProvisionedGroup, base: str) -> Group:
    """A group as a resource."""
    members = [
        Member(
            value=str(person.pk),
            ref=Reference["User"](f"{base}/Users/{person.pk}"),
            type="User",
        )
        for person in group.people.all()
    ]
    return Group(
        id=str(group.pk),
        external_id=group.external_id or None,
        display_name=group.display_name,
        members=members or None,
        meta=_meta("Group", group, base),
    )


def _meta(kind: str, row: ProvisionedPerson | ProvisionedGroup, base: str) -> Meta:
    return Meta(
        resource_type=kind,
        created=row.created_at,
        last_modified=row.changed_at,
        location=f"{base}/{kind}s/{row.pk}",
        version=version_of(row),
    )


def version_of(row: ProvisionedPerson | ProvisionedGroup) -> str:
    """The weak ETag of a person or a group."""
    return f'W/"{row.version}"'
