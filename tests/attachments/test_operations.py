"""What may happen to a file of a case?"""

import stat
import uuid

import pytest
from django.db import transaction

from samsyn.attachments.models import Attachment, files
from samsyn.attachments.operations import take_off_attachment
from samsyn.attachments.queries import attachments_page, opened_file
from samsyn.attachments.rules import MOST_BYTES, MOST_FILES
from samsyn.audit.models import Event
from samsyn.cases.operations import close_case, withdraw_family_consent
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.releases.rules import Scope
from tests.attachments import samples
from tests.attachments.conftest import attach, share


def sees(actor, row) -> bool:
    with transaction.atomic():
        wall.bind(actor)
        return opened_file(actor, row.pk) is not None


class TestAdding:
    def test_keeps_bytes_under_a_random_name_for_this_user_alone(self, tale, folder):
        row = attach(tale)
        place = folder / row.name[:2] / row.name
        assert place.read_bytes() == samples.PDF
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
        assert row.name not in (row.sha256, str(row.pk))

    def test_the_files_own_name_is_nowhere(self, tale):
        row = attach(tale)
        assert "lo-barnsson" not in str(Attachment.objects.filter(pk=row.pk).values().get())

    def test_the_same_form_twice_keeps_one_file(self, tale, folder):
        once = uuid.uuid4()
        assert attach(tale, submission=once).pk == attach(tale, submission=once).pk
        assert len(list(files.names())) == 1

    def test_a_unit_that_only_sees_cannot_add(self, tale):
        share(tale)
        with pytest.raises(Denied, match="en annan enhet"):
            attach(tale, actor=tale.others[0])

    def test_too_big_is_told_at_the_field(self, tale):
        with pytest.raises(Refused, match="10 MB") as refusal:
            attach(tale, content=samples.PDF + b" " * MOST_BYTES)
        assert refusal.value.field == "file"

    def test_a_case_has_room_for_some(self, tale, monkeypatch):
        monkeypatch.setattr("samsyn.attachments.operations.adding.MOST_FILES", 1)
        attach(tale)
        with pytest.raises(Refused, match="redan 1 bilagor"):
            attach(tale)
        assert MOST_FILES == 30

    def test_a_closed_case_takes_no_more(self, tale):
        close_case(tale.case_id, why="Klart", actor=tale.owner)
        with pytest.raises(NotPossible, match="avslutat"):
            attach(tale)

    def test_a_row_that_cannot_be_stored_leaves_no_file(self, tale, folder, monkeypatch):
        def broken(*_args, **_kwargs):
            raise RuntimeError("full")

        monkeypatch.setattr(Attachment, "save", broken)
        with pytest.raises(RuntimeError):
            attach(tale)
        assert list(files.names()) == []


class TestSharing:
    def test_only_a_release_of_the_attachments_gives_sight(self, tale):
        row, other = attach(tale), tale.others[0]
        assert sees(tale.owner, row) and not sees(other, row)
        share(tale, Scope.NEED, Scope.PLAN, Scope.MEETING)
        assert not sees(other, row)
        share(tale)
        assert sees(other, row) and not sees(tale.others[1], row)

    def test_after_a_withdrawal_it_is_gone(self, tale):
        row = attach(tale)
        share(tale)
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        assert not sees(tale.others[0], row) and sees(tale.owner, row)

    def test_each_reading_is_recorded_with_its_ground(self, tale):
        row, other = attach(tale), tale.others[0]
        share(tale)
        assert sees(other, row) and sees(tale.owner, row)
        wall.bind(other)
        event = Event.objects.get(action="attachment.read")
        assert (event.object_id, event.ground) == (str(row.pk), "consent_secrecy")
        assert event.child_id == tale.child_id
        wall.bind(tale.owner)
        assert Event.objects.get(action="attachment.read").ground == ""

    def test_the_owner_reads_who_sees(self, tale):
        attach(tale)
        share(tale)
        wall.bind(tale.owner)
        page = attachments_page(tale.owner, tale.case_id)
        assert page.seen_by == (tale.others[0].unit_name,)
        wall.bind(tale.others[0])
        assert attachments_page(tale.others[0], tale.case_id).seen_by == ()

    def test_a_changed_file_is_not_handed_out(self, tale, folder):
        row = attach(tale)
        (folder / row.name[:2] / row.name).write_bytes(b"%PDF- other")
        assert not sees(tale.owner, row)


class TestTakingOff:
    def test_before_anybody_else_could_see_it(self, tale, django_capture_on_commit_callbacks):
        row = attach(tale, "Fel barn")
        with django_capture_on_commit_callbacks(execute=True):
            take_off_attachment(row.pk, actor=tale.owner)
        assert files.fetch(row.name) is None and not sees(tale.owner, row)
        wall.bind(tale.owner)
        row.refresh_from_db()
        assert row.title == "" and row.taken_off_at is not None

    def test_not_after_it_has_been_shared_even_when_that_has_ended(self, tale):
        row = attach(tale)
        share(tale)
        for _again in range(2):
            with pytest.raises(NotPossible, match="har fått se"):
                take_off_attachment(row.pk, actor=tale.owner)
            withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
            tale.family()
        assert sees(tale.owner, row)

    def test_one_added_after_the_sharing_ended_can_go(self, tale):
        share(tale)
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        with clock.held(clock.now().replace(microsecond=0) + clock.dt.timedelta(seconds=5)):
            row = attach(tale)
            take_off_attachment(row.pk, actor=tale.owner)
        assert not sees(tale.owner, row)

    def test_not_by_another_unit(self, tale):
        row = attach(tale)
        share(tale)
        with pytest.raises(Denied):
            take_off_attachment(row.pk, actor=tale.others[0])
        with pytest.raises(NotPossible):
            take_off_attachment(row.pk, actor=tale.others[1])
