"""SCIM 2.0 over HTTP: one call of a directory becomes one query or one operation."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from scim2_models import (
    Context,
    InvalidFilterException,
    ListResponse,
    NotFoundException,
    NotImplementedException,
    PatchOp,
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    Schema,
    SearchRequest,
    SensitiveException,
)
from scim2_models.path.expressions import CompareOperator, Comparison

from samsyn.provisioning import operations
from samsyn.provisioning.access import ClientActor
from samsyn.provisioning.guard import CONTENT, provisioning
from samsyn.provisioning.messages import (
    CONFIG,
    PROVIDER,
    Group,
    User,
    group_facts,
    group_of,
    person_facts,
    schemas,
    user_of,
    version_of,
)
from samsyn.provisioning.queries import (
    GROUP_FILTERS,
    PERSON_FILTERS,
    groups_for,
    matching,
    people_for,
)
from samsyn.provisioning.rules import MOST_ON_A_PAGE, PAGE, looks_like_personal_number
