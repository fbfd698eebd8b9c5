"""A directory lists, adds, changes and removes people."""

import uuid

from django.http import HttpRequest, HttpResponse
from scim2_models import Context, PatchOp

from samsyn.provisioning import operations
from samsyn.provisioning.access import ClientActor
from samsyn.provisioning.guard import provisioning
from samsyn.provisioning.messages import User, person_facts, user_of
from samsyn.provisioning.queries import PERSON_FILTERS, people_for
from samsyn.provisioning.views.frames import (
    answer,
    base_of,
    body_of,
    created,
    found,
    page_of,
    patched,
    shown,
    version_read,
)


def _list_people(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    return page_of(request, User, people_for(actor), PERSON_FILTERS, user_of)


def _create_person(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    user = User.model_validate(body_of(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    made = operations.add_person(person_facts(user), actor=actor)
    return created(request, user_of(made, base_of(request)))


def _show_person(request: HttpRequest, person_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    return shown(request, _person(request, person_id, actor))


def _replace_person(request: HttpRequest, person_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    new = User.model_validate(body_of(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    new.replace(_person(request, person_id, actor))
    made = operations.change_person(
        person_id, person_facts(new), actor=actor, version=version_read(request)
    )
    return answer(request, user_of(made, base_of(request)))


def _patch_person(request: HttpRequest, person_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    user = _person(request, person_id, actor)
    was_said = user.active is not None
    if not patched(request, PatchOp[User], user):
        return answer(request, user)
    made = operations.change_person(
        person_id,
        person_facts(user),
        actor=actor,
        version=version_read(request),
        takes_active_away=was_said and user.active is None,
    )
    return answer(request, user_of(made, base_of(request)))


def _remove_person(request: HttpRequest, person_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    operations.remove_person(person_id, actor=actor, version=version_read(request))
    return HttpResponse(status=204)


def _person(request: HttpRequest, person_id: uuid.UUID, actor: ClientActor) -> User:
    row = people_for(actor).filter(pk=person_id).first()
    return user_of(found(row), base_of(request))


people = provisioning(GET=_list_people, POST=_create_person)
person = provisioning(
    GET=_show_person, PUT=_replace_person, PATCH=_patch_person, DELETE=_remove_person
)
