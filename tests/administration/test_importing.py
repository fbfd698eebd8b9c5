"""A file is shown before it is stored, stored whole or not at all, and once."""

import datetime as dt

import pytest
from django.urls import reverse

from samsyn.access.rules import roles
from samsyn.accounts.models import User
from samsyn.administration import operations
from samsyn.administration.queries.importing import Fate, people_file, preview
from samsyn.administration.rules.people_file import COLUMNS, as_file, decoded, read_rows
from samsyn.foundation import clock
from samsyn.foundation.refusals import Changed, NotPossible
from samsyn.organisations.models import Assignment
from tests.administration.conftest import Office
from tests.browsing import client_of
from tests.world import number_of_age

HEADER = ";".join(COLUMNS)


def line(office: Office, **cells: str) -> str:
    known = {
        "beteckning": "", "hsa-id": "SE2321000016-1A2B", "eppn": "", "förnamn": "Åsa",
        "efternamn": "Öberg", "enhet": office.unit.name, "roll": "Lärare",
        "från": clock.today().isoformat(), "till": "",
    }  # fmt: skip
    return ";".join({**known, **cells}[name] for name in COLUMNS)


def file(*lines: str) -> str:
    return "\n".join([HEADER, *lines])


def shown(office: Office, text: str):
    return preview(read_rows(text), office.own)


class TestPreview:
    def test_stores_nothing(self, office: Office):
        before = User.objects.count(), Assignment.objects.count()
        page = shown(office, file(line(office)))
        assert [row.fate for row in page.rows] == [Fate.NEW] and page.changes == 1
        assert (User.objects.count(), Assignment.objects.count()) == before

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"enhet": "Finns inte"}, "finns inte bland dem du sköter"),
            ({"roll": "Kung"}, "Rollen Kung finns inte"),
            ({"roll": "Länssamordnare"}, "gäller hela länet"),
            ({"roll": "Enhetens administratör"}, "partens administratör"),
            ({"från": "i morgon"}, "går inte att läsa"),
            ({"till": "2001-01-01"}, "slutar innan"),
            ({"förnamn": ""}, "saknas"),
            ({"hsa-id": ""}, "Varken HSA-id eller EPPN"),
            ({"hsa-id": "fel"}, "Ett HSA-id ser ut så här"),
            ({"eppn": "utan snabel-a"}, "Ett EPPN ser ut så här"),
            ({"beteckning": "nagon-annan"}, "Ingen hos er"),
        ],
    )
    def test_says_what_is_wrong_with_a_row(self, office: Office, cells, why):
        page = shown(
            office, file(line(office), line(office, **{"hsa-id": "SE2321000016-9Z", **cells}))
        )
        assert page.rows[1].fate is Fate.WRONG and why in page.rows[1].why
        assert page.rows[1].line == 3

    def test_a_personnummer_is_refused_and_not_shown_again(self, office: Office):
        number = number_of_age(10)
        page = shown(office, file(line(office, förnamn=number)))
        assert "personnummer" in page.rows[0].why
        assert number not in repr(page)

    def test_the_same_row_twice_is_told(self, office: Office):
        page = shown(office, file(line(office), line(office)))
        assert "längre upp" in page.rows[1].why

    def test_another_partys_unit_and_people_are_not_there(self, office: Office):
        foreign = next(u for u in office.world.units.values() if u.party_id != office.unit.party_id)
        page = preview(read_rows(file(line(office, enhet=foreign.name))), office.party)
        assert page.wrong == 1

    def test_an_earlier_end_is_told_to_be_done_elsewhere(self, office: Office):
        page = shown(office, ended_in(office, clock.today() + dt.timedelta(days=1)))
        assert "lämnas efter" in page.rows[0].why

    def test_costs_the_same_for_many_rows_as_for_few(self, home: Office, statements):
        few = file(*[line(home, **{"hsa-id": f"SE2321000016-A{n}"}) for n in range(3)])
        many = file(*[line(home, **{"hsa-id": f"SE2321000016-A{n}"}) for n in range(200)])
        counted = []
        for text in (few, many):
            with statements:
                shown(home, text)
            counted.append(len(statements))
        assert counted[0] == counted[1] <= 10


def ended_in(office: Office, last: dt.date) -> str:
    """The owner's row with another last day."""
    row = next(r for r in people_file(office.own) if r[0] == office.owner.handle)
    return file(";".join([*row[:-1], last.isoformat()]))


class TestCarryingOut:
    def test_stores_what_was_shown_and_once(self, office: Office):
        text = file(line(office), line(office, roll="Samordnare"))
        assert operations.import_people(text, mark=shown(office, text).mark, actor=office.own) == 2
        assert Assignment.objects.filter(user__given_name="Åsa").count() == 2
        again = shown(office, text)
        assert {row.fate for row in again.rows} == {Fate.SAME}
        assert operations.import_people(text, mark=again.mark, actor=office.own) == 0

    def test_stores_nothing_when_one_row_is_wrong(self, office: Office):
        text = file(line(office), line(office, enhet="Finns inte"))
        with pytest.raises(NotPossible):
            operations.import_people(text, mark=shown(office, text).mark, actor=office.own)
        assert not User.objects.filter(given_name="Åsa").exists()

    def test_is_refused_when_something_has_changed_since(self, office: Office):
        text = file(line(office))
        mark = shown(office, text).mark
        operations.import_people(text, mark=mark, actor=office.own)
        with pytest.raises(Changed):
            operations.import_people(text, mark=mark, actor=office.own)

    def test_a_later_last_day_prolongs(self, office: Office):
        one = office.colleague(valid_to=clock.today() + dt.timedelta(days=10))
        row = next(r for r in people_file(office.own) if r[3] == "Kollega1")
        text = file(";".join([*row[:-1], (clock.today() + dt.timedelta(days=99)).isoformat()]))
        page = shown(office, text)
        assert [r.fate for r in page.rows] == [Fate.PROLONGED]
        operations.import_people(text, mark=page.mark, actor=office.own)
        ends = Assignment.objects.get(pk=one.assignment_id).valid_to
        assert ends == clock.today() + dt.timedelta(days=100)

    def test_what_was_taken_out_changes_nothing_when_read_in(self, office: Office):
        office.colleague()
        rows = [r for r in people_file(office.own) if r[0] != f"{office.world.code}-administrator"]
        page = preview(read_rows(decoded(as_file(rows))), office.own)
        assert {row.fate for row in page.rows} == {Fate.SAME}

    def test_every_role_is_known_by_the_name_it_is_taken_out_with(self):
        names = [role.name.casefold() for role in roles().values()]
        assert len(names) == len(set(names))


class TestPages:
    def upload(self, client, text: str | bytes, name: str = "personer.csv"):
        from django.core.files.uploadedfile import SimpleUploadedFile

        data = text.encode() if isinstance(text, str) else text
        upload = SimpleUploadedFile(name, data, content_type="text/csv")
        return client.post(reverse("administration:import"), {"people": upload})

    def test_shown_then_carried_out_without_a_second_upload(self, office: Office):
        client = client_of(office.own)
        page = self.upload(client, file(line(office)))
        assert page.status_code == 200 and "Inget är sparat än" in page.content.decode()
        kept = page.context["file"]
        done = client.post(reverse("administration:carry_out"), {"file": kept})
        assert done.status_code == 302 and User.objects.filter(given_name="Åsa").exists()

    def test_a_kept_file_that_was_touched_or_is_anothers_stores_nothing(self, office: Office):
        client = client_of(office.own)
        kept = self.upload(client, file(line(office))).context["file"]
        for somebody, sent in ((office.own, kept + "x"), (office.own, ""), (office.party, kept)):
            answer = client_of(somebody).post(reverse("administration:carry_out"), {"file": sent})
            assert answer.status_code == 302
        assert not User.objects.filter(given_name="Åsa").exists()

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"namn;enhet\na;b"])
    def test_a_file_that_cannot_be_read_says_so_at_the_field(self, office: Office, data: bytes):
        page = self.upload(client_of(office.own), data)
        assert page.status_code == 422 and page.context["form"].errors["people"]

    def test_what_is_taken_out_is_guarded_and_ones_own(self, office: Office):
        User.objects.filter(pk=office.tale.owner.user_id).update(given_name="=HYPERLINK()")
        data = client_of(office.own).get(reverse("administration:people_file")).content.decode()
        assert "'=HYPERLINK()" in data and ";=HYPERLINK()" not in data
        assert "Annanadmin" not in data
