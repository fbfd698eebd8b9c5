"""Does the service do what RFC 7643 and 7644 ask? scim2-tester asks, as a client would."""

import json
from typing import Any
from urllib.parse import urlencode
from wsgiref.headers import Headers

from scim2_client.client import BaseSyncSCIMClient
from scim2_client.engines.inprocess import InProcessResponse
from scim2_tester import Status, check_server

from tests.provisioning.conftest import Directory

BAD = {Status.ERROR, Status.CRITICAL, Status.DEVIATION}


class InTest(BaseSyncSCIMClient):
    """A SCIM client that calls through Django's test client, inside the test's transaction."""

    def __init__(self, directory: Directory) -> None:
        super().__init__()
        self.directory = directory

    def request(self, method: str, url: str, **given: Any) -> InProcessResponse:
        query = urlencode(given.get("params") or {}, doseq=True)
        body = given.get("content")
        if given.get("json") is not None:
            body = json.dumps(given["json"])
        path = url if url.startswith("/") else f"/{url}"
        answer = self.directory.browser.generic(
            method, f"/scim/v2{path}" + (f"?{query}" if query else ""), body or "",
            content_type="application/scim+json",
            headers={"Authorization": f"Bearer {self.directory.token}"},
        )  # fmt: skip
        return InProcessResponse(
            answer.status_code, Headers(list(answer.headers.items())), answer.content
        )

    def _parse_json(self, response: InProcessResponse) -> Any:
        return response.json()

    def _stays_under_base_url(self, endpoint: str) -> bool:
        return "://" not in endpoint


def test_all_that_the_tester_asks_holds(directory: Directory):
    results = check_server(InTest(directory))
    failed = [f"{r.resource_type} {r.title}: {r.reason}" for r in results if r.status in BAD]
    assert not failed, "\n".join(failed)
    held = {(r.resource_type, r.title) for r in results if r.status is Status.SUCCESS}
    for kind in ("User", "Group"):
        for title in (
            "object_creation", "object_query", "object_query_without_id", "object_replacement",
            "object_deletion", "check_add_attribute", "check_remove_attribute",
            "check_replace_attribute", "object_query_with_attributes",
            "object_list_with_attributes",
        ):  # fmt: skip
            assert (kind, title) in held, (kind, title)
