"""What the service says of itself, and what it does not have."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from scim2_models import NotFoundException, NotImplementedException, ResourceType, Schema

from samsyn.provisioning.access import ClientActor
from samsyn.provisioning.guard import provisioning
from samsyn.provisioning.messages import CONFIG, PROVIDER, schemas
from samsyn.provisioning.views.frames import answer, one_of, whole_list


def _config(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    return answer(request, CONFIG)


def _resource_types(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    return whole_list(request, ResourceType, list(PROVIDER.resource_types))


def _resource_type(request: HttpRequest, name: str, actor: ClientActor) -> HttpResponse:
    return answer(request, one_of(PROVIDER.resource_types, name))


def _schemas(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    return whole_list(request, Schema, schemas())


def _schema(request: HttpRequest, name: str, actor: ClientActor) -> HttpResponse:
    return answer(request, one_of(schemas(), name))


def _search(request: HttpRequest, actor: ClientActor) -> HttpResponse:
    raise NotImplementedException(detail=_("Sök med GET på /Users eller /Groups."))


def _nothing(request: HttpRequest, actor: ClientActor, **_path: str) -> HttpResponse:
    raise NotFoundException(detail=_("Det finns inget på den adressen."))


service_config = provisioning(GET=_config)
resource_types = provisioning(GET=_resource_types)
resource_type = provisioning(GET=_resource_type)
all_schemas = provisioning(GET=_schemas)
schema = provisioning(GET=_schema)
search = provisioning(POST=_search)
nothing = provisioning(GET=_nothing, POST=_nothing, PUT=_nothing, PATCH=_nothing, DELETE=_nothing)
