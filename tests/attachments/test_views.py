"""The files of a case over HTTP, with and without a scanner, and from the command line."""

import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samsyn.attachments.models import Attachment, files
from samsyn.attachments.queries.checking import check_files, drop_extra
from samsyn.audit.models import Event
from samsyn.children.operations import protect_child
from samsyn.children.rules import GROUND, Kind, Reason, Source
from samsyn.foundation import uploads, wall
from tests.attachments.conftest import attach, share
from tests.attachments.samples import PDF
from tests.browsing import client_of


def page_of(tale) -> str:
    return reverse("attachments:list", args=[tale.case_id])


def send(tale, content=PDF, name="Lo Barnsson.pdf", **changes):
    client = client_of(changes.pop("actor", tale.owner))
    given = {"kind": "basis", "title": "Kartläggning", "submission": "6f6ad4ba-0d57-4b24-9b0f-1c2f3a4b5c6d",
             "file": SimpleUploadedFile(name, content), **changes}  # fmt: skip
    return client.post(page_of(tale), {k: v for k, v in given.items() if v is not None})


class TestAdding:
    def test_a_file_comes_back_as_it_went_in(self, tale):
        assert send(tale).status_code == 302
        text = client_of(tale.owner).get(page_of(tale)).content.decode()
        assert "Kartläggning" in text and "Inte genomsökt" in text
        (url,) = re.findall(r'href="(/bilagor/[0-9a-f-]+/)"', text)
        response = client_of(tale.owner).get(url)
        assert response.content == PDF

    def test_it_is_only_ever_saved_and_never_shown_or_kept(self, tale):
        response = client_of(tale.owner).get(reverse("attachments:fetch", args=[attach(tale).pk]))
        told = response.headers
        assert told["Content-Disposition"].startswith("attachment; filename")
        assert "lo-barnsson" not in told["Content-Disposition"]
        assert told["Content-Type"] == "application/pdf"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Cache-Control"] == "no-store"
        assert "sandbox" in told["Content-Security-Policy"]
        assert "unsafe" not in told["Content-Security-Policy"]

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"file": None}, "file", "Välj en fil"),
            ({"content": b""}, "file", "Filen är tom"),
            ({"content": b"MZ" + bytes(80)}, "file", "säger olika"),
            ({"name": "a.exe"}, "file", "går inte att bifoga"),
            ({"content": PDF + b" " * uploads.MOST_BYTES}, "file", "större än 10 MB"),
            ({"title": " "}, "title", "måste fyllas i"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
        self, tale, changes, field, words
    ):
        response = send(tale, **{"kind": "assessment", **changes})
        text = response.content.decode()
        assert response.status_code == 422
        error = re.search(rf'id="id_{field}_error"(.*?)</div>', text, re.DOTALL)
        assert error and words in error.group(1)
        assert re.search(r'value="assessment"[^>]*checked', text)
        if field == "file":
            assert 'value="Kartläggning"' in text
        wall.bind(tale.owner)
        assert not Attachment.objects.exists() and not list(files.names())

    def test_a_form_beyond_all_reason_is_refused_unread(self, tale, settings):
        settings.SAMSYN_MOST_BYTES = 100
        assert send(tale).status_code == 413

    def test_a_unit_that_sees_has_no_form_and_no_way_to_send_one(self, tale):
        share(tale)
        other = tale.others[0]
        assert b"multipart" not in client_of(other).get(page_of(tale)).content
        assert send(tale, actor=other).status_code == 200
        wall.bind(tale.owner)
        assert not Attachment.objects.exists()


class TestSeeing:
    def test_another_unit_while_it_is_shared(self, tale):
        url, client = (
            reverse("attachments:fetch", args=[attach(tale).pk]),
            client_of(tale.others[0]),
        )
        assert client.get(url).status_code == 404
        share(tale)
        assert client.get(url).status_code == 200
        assert "Kartläggning" in client.get(page_of(tale)).content.decode()
        assert client_of(tale.others[1]).get(url).status_code == 404

    def test_the_share_page_offers_the_attachments(self, tale):
        text = client_of(tale.owner).get(f"/arenden/{tale.case_id}/dela/").content.decode()
        assert 'value="attachment"' in text and "Bilagorna" in text

    def test_the_childs_page_leads_there_and_tells_of_readings(self, tale):
        row = attach(tale)
        client = client_of(tale.owner)
        client.get(reverse("attachments:fetch", args=[row.pk]))
        text = client.get(f"/barn/{tale.child_id}/").content.decode()
        assert page_of(tale) in text and "En bilaga hämtades" in text


class TestProtected:
    """A file of a protected child opens as its pages do: after a reason, and on that ground."""

    @pytest.mark.parametrize("who", ["owner", "receiver"])
    def test_a_file_waits_for_a_reason(self, tale, who):
        url = reverse("attachments:fetch", args=[attach(tale).pk])
        share(tale)
        actor = tale.owner if who == "owner" else tale.others[0]
        protect_child(tale.child_id, kind=Kind.MARKED, source=Source.REGISTER, actor=tale.owner)
        client, wait = client_of(actor), reverse("children:wait", args=[tale.child_id])
        assert client.get(url).headers["Location"] == wait
        assert not read_by(actor).exists()
        assert client.post(wait, {"reason": Reason.OWN_CASE.value}).headers["Location"] == url
        assert client.get(url).content == PDF
        assert [event.ground for event in read_by(actor)] == [GROUND]


def read_by(actor):
    wall.bind(actor)
    return Event.objects.filter(action="attachment.read", unit_id=actor.unit_id)


class TestTakingOff:
    def test_asks_once_more(self, tale, django_capture_on_commit_callbacks):
        row = attach(tale)
        url, client = reverse("attachments:take_off", args=[row.pk]), client_of(tale.owner)
        assert "raderas filen" in client.get(url).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(url).status_code == 302
        assert client.get(url).status_code == 404 and files.fetch(row.name) is None

    def test_says_why_not_when_it_has_been_shared(self, tale):
        row = attach(tale)
        share(tale)
        url = reverse("attachments:take_off", args=[row.pk])
        for response in (client_of(tale.owner).get(url), client_of(tale.owner).post(url)):
            assert "har fått se bilagan" in response.content.decode()
        assert client_of(tale.others[0]).get(url).status_code == 404
        assert files.fetch(row.name)


class TestChecking:
    """As the owner, which the command line is; here the actor stands in for it."""

    def test_finds_the_missing_the_changed_and_the_extra(self, tale, folder):
        whole, gone, other = attach(tale), attach(tale), attach(tale)
        files.drop(gone.name)
        (folder / other.name[:2] / other.name).write_bytes(b"x")
        extra = files.put(b"left over")
        young = files.put(b"just written")
        os.utime(folder / extra[:2] / extra, (0, 0))
        wall.bind(tale.owner)
        verdict = check_files()
        assert (verdict.whole, verdict.missing, verdict.changed) == (1, (gone.name,), (other.name,))
        assert verdict.extra == (extra,) and not verdict.is_whole
        assert drop_extra(verdict.extra) == 1
        assert files.fetch(extra) is None and files.fetch(young) and files.fetch(whole.name)
