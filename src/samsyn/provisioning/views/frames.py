"""How does a call come in and an answer go out? The parts that people and groups share."""

import json
import re
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from scim2_models import (
    Context,
    InvalidFilterException,
    InvalidSyntaxException,
    ListResponse,
    NotFoundException,
    PreconditionFailedException,
    Resource,
    ResponseParameters,
    SearchRequest,
    SensitiveException,
)
from scim2_models.path.expressions import CompareOperator, Comparison

from samsyn.accounts.rules import looks_like_personal_number
from samsyn.provisioning.guard import CONTENT
from samsyn.provisioning.queries import matching
from samsyn.provisioning.rules import FURTHEST, MOST_ON_A_PAGE, PAGE

_WEAK = re.compile(r'W/"([0-9]{1,9})"')


def base_of(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("scim:nothing", args=[""])).rstrip("/")


def body_of(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except ValueError:
        raise InvalidSyntaxException(detail=_("Det som skickades är inte JSON.")) from None


def patched(request: HttpRequest, kind: Any, resource: Any) -> bool:
    patch = kind.model_validate(body_of(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    return bool(patch.patch(resource))


def version_read(request: HttpRequest) -> int | None:
    """The version that the client has read, when it says so (If-Match)."""
    said = request.headers.get("If-Match", "").strip()
    if said in ("", "*"):
        return None
    match = _WEAK.fullmatch(said)
    if match is None:
        raise PreconditionFailedException()
    return int(match[1])


def found(row: Any) -> Any:
    if row is None:
        raise NotFoundException(detail=_("Det finns inget med det id:t."))
    return row


def one_of(rows: Any, name: str) -> Any:
    return found(next((row for row in rows if name in (row.id, str(row.id))), None))


def whole_list(request: HttpRequest, kind: Any, rows: list[Any]) -> HttpResponse:
    if "filter" in request.GET:  # RFC 7644 §4: never on what describes the service
        return HttpResponse(status=403)
    listed = ListResponse[kind](
        total_results=len(rows), start_index=1, items_per_page=len(rows), resources=rows
    )
    return answer(request, listed)


def page_of(
    request: HttpRequest,
    kind: Any,
    rows: QuerySet[Any],
    filters: dict[str, str],
    shown: Callable[[Any, str], Resource[Any]],
) -> HttpResponse:
    """A page of what equals the filter."""
    asked = SearchRequest[kind].model_validate(request.GET.dict(), scim_ctx=Context.SEARCH_REQUEST)
    if asked.filter is not None:
        rows = matching(rows, _equals(asked.filter, filters))
    first = min(asked.start_index or 1, FURTHEST)
    count = min(PAGE if asked.count is None else asked.count, MOST_ON_A_PAGE)
    total = rows.count()
    found = list(rows[first - 1 : first - 1 + count])
    listed = ListResponse[kind](
        total_results=total,
        start_index=first,
        items_per_page=len(found),
        resources=[shown(row, base_of(request)) for row in found],
    )
    return answer(request, listed, asked)


def _equals(said: Any, filters: dict[str, str]) -> dict[str, object]:
    """The one comparison that is understood: an attribute equals a value."""
    tree = said.ast
    is_plain = isinstance(tree, Comparison) and tree.op is CompareOperator.eq
    column = filters.get(str(tree.attr_path.attr).lower()) if is_plain else None
    if column is None or tree.attr_path.sub_attr:
        raise InvalidFilterException(
            detail=_("Bara eq på %(names)s går att fråga efter.") % {"names": ", ".join(filters)}
        )
    if looks_like_personal_number(str(tree.value)):
        raise SensitiveException()
    if "\x00" in str(tree.value):  # the database has no such text
        raise InvalidFilterException()
    return {column: tree.value}


def shown(request: HttpRequest, resource: Any) -> HttpResponse:
    if request.headers.get("If-None-Match") == resource.meta.version:
        return HttpResponse(status=304)
    shape: Any = ResponseParameters
    asked = shape[type(resource)].model_validate(
        {
            key: request.GET[key]
            for key in ("attributes", "excludedAttributes")
            if key in request.GET
        }
    )
    return answer(request, resource, asked)


def created(request: HttpRequest, resource: Any) -> HttpResponse:
    response = answer(request, resource)
    response.status_code = 201
    response.headers["Location"] = resource.meta.location
    return response


def answer(request: HttpRequest, message: Any, asked: Any = None) -> HttpResponse:
    text = message.model_dump_json(
        scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=asked
    )
    response = HttpResponse(text, content_type=CONTENT)
    meta = getattr(message, "meta", None)
    if meta is not None and meta.version:
        response.headers["ETag"] = meta.version
    return response
