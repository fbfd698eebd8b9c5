"""Who may call the service, and how does it say no? By token alone, and always in SCIM's words."""

import functools
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import (
    ConflictException,
    Context,
    Error,
    ForbiddenException,
    InvalidSyntaxException,
    InvalidValueException,
    NotFoundException,
    PayloadTooLargeException,
    PreconditionFailedException,
    SCIMException,
    UnauthorizedException,
    UniquenessException,
)

from samsyn.access.events import note_refused
from samsyn.audit.circumstances import around
from samsyn.audit.rules import Client
from samsyn.foundation import wall
from samsyn.foundation.refusals import Changed, Denied, Refused
from samsyn.provisioning.access import ClientActor, client_with, former_client
from samsyn.provisioning.messages import PROVIDER
from samsyn.provisioning.operations.checks import Missing, Taken

CONTENT = "application/scim+json"
View = Callable[..., HttpResponse]
_BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/=-]{20,200})", re.IGNORECASE)
#: A refusal of ours → SCIM's; the first that fits.
_KINDS: tuple[tuple[type[Refused], type[SCIMException]], ...] = (
    (Missing, NotFoundException),
    (Taken, UniquenessException),
    (Changed, PreconditionFailedException),
    (Denied, ForbiddenException),
    (Refused, InvalidValueException),
)


def provisioning(**by_method: View) -> View:
    """One address: a view for each method. Asks for a client's token before anything else.

    Sessions and cookies mean nothing here, so the address needs no protection against forged
    forms. A refusal undoes what the call has done.
    """

    # nosemgrep: no-csrf-check  (no cookies count)
    @csrf_exempt
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        around().client = Client.API
        try:
            actor = _client(request)
            view = by_method.get(request.method or "")
            if view is None:
                return _not_allowed(by_method)
            with transaction.atomic(), PROVIDER:
                wall.bind(actor)
                return view(request, *args, actor=actor, **kwargs)
        except SCIMException as error:
            return _said(error.to_error())
        except ValidationError as error:
            return _said(Error.from_validation_errors(error)[0])
        except Refused as refusal:
            kind = next(scim for ours, scim in _KINDS if isinstance(refusal, ours))
            return _said(kind(detail=str(refusal)).to_error())
        except IntegrityError:  # two calls at once; the first has won
            return _said(ConflictException(detail=_("Någon var före. Försök igen.")).to_error())
        except DataError:  # a value that no column can hold
            return _said(InvalidValueException().to_error())
        except RecursionError:  # brackets in brackets without end
            return _said(InvalidSyntaxException().to_error())
        except RequestDataTooBig:
            return _said(PayloadTooLargeException().to_error())

    guarded.requirement = "provisioning"  # type: ignore[attr-defined]
    return functools.wraps(next(iter(by_method.values())), updated=())(guarded)


def _client(request: HttpRequest) -> ClientActor:
    shown = request.headers.get("Authorization", "")
    match = _BEARER.fullmatch(shown)
    actor = client_with(match[1]) if match else None
    if actor is None:
        if shown:
            _note_refused(match[1] if match else "")
        raise UnauthorizedException(detail=_("Nyckeln saknas, har gått ut eller är återkallad."))
    return actor


def _note_refused(token: str) -> None:
    """Leave an event of a token that was not taken: whose it was if we know, and never itself."""
    with transaction.atomic():
        note_refused(f"scim {former_client(token) or 'unknown_token'}")


def _not_allowed(by_method: dict[str, View]) -> HttpResponse:
    response = _said(Error(status=405, detail=_("Det går inte att göra på den här adressen.")))
    response.headers["Allow"] = ", ".join(by_method)
    return response


def _said(error: Error) -> HttpResponse:
    response = HttpResponse(
        error.model_dump_json(scim_ctx=Context.DEFAULT), content_type=CONTENT, status=error.status
    )
    if error.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Samsyn SCIM"'
    return response
