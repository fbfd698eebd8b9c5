"""A directory lists, adds, changes and removes groups."""

import uuid

from django.http import HttpRequest, HttpResponse
from scim2_models import Context, PatchOp

from samsyn.provisioning import operations
from samsyn.provisioning.access import ClientActor
from samsyn.provisioning.guard import provisioning
from samsyn.provisioning.messages import Group, group_facts, group_of
from samsyn.provisioning.queries import GROUP_FILTERS, groups_for
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


def _list_groups(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    return page_of(request, Group, groups_for(actor), GROUP_FILTERS, group_of)


def _create_group(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    group = Group.model_validate(body_of(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    made = operations.add_group(group_facts(group), actor=actor)
    return created(request, group_of(made, base_of(request)))


def _show_group(request: HttpRequest, group_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    return shown(request, _group(request, group_id, actor))


def _replace_group(request: HttpRequest, group_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    new = Group.model_validate(body_of(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    new.replace(_group(request, group_id, actor))
    return _group_changed(request, group_id, new, actor)


def _patch_group(request: HttpRequest, group_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    group = _group(request, group_id, actor)
    if not patched(request, PatchOp[Group], group):
        return answer(request, group)
    return _group_changed(request, group_id, group, actor)


def _group_changed(
    request: HttpRequest, group_id: uuid.UUID, group: Group, actor: ClientActor
) -> HttpResponse:
    made = operations.change_group(
        group_id, group_facts(group), actor=actor, version=version_read(request)
    )
    return answer(request, group_of(made, base_of(request)))


def _remove_group(request: HttpRequest, group_id: uuid.UUID, actor: ClientActor) -> HttpResponse:
    operations.remove_group(group_id, actor=actor, version=version_read(request))
    return HttpResponse(status=204)


def _group(request: HttpRequest, group_id: uuid.UUID, actor: ClientActor) -> Group:
    row = groups_for(actor).filter(pk=group_id).first()
    return group_of(found(row), base_of(request))


groups = provisioning(GET=_list_groups, POST=_create_group)
group = provisioning(GET=_show_group, PUT=_replace_group, PATCH=_patch_group, DELETE=_remove_group)
