"""What would a file of people and assignments change? Nothing is stored by asking."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, roles
from samsyn.accounts.models import Identity, IdentityKind, User
from samsyn.administration.access import check_may_give, people_within, units_within
from samsyn.administration.rules.people_file import Row, read_day
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused
from samsyn.foundation.words import Word
from samsyn.organisations.models import Assignment, Unit
from samsyn.organisations.operations.people import read_outside_name


class Fate(Word):
    """What happens to a row."""

    NEW = "new", "Ny person och nytt uppdrag", "New person and assignment"
    GIVEN = "given", "Nytt uppdrag", "New assignment"
    PROLONGED = "prolonged", "Uppdraget får en senare sista dag", "The assignment is prolonged"
    SAME = "same", "Finns redan", "Is there already"
    WRONG = "wrong", "Fel", "Wrong"


@dataclass(frozen=True)
class Planned:
    """A row and what will happen to it; `why` when it is wrong."""

    line: int
    name: str
    unit_name: str
    role: str
    fate: Fate
    why: str = ""
    person_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    role_code: str = ""
    valid_from: dt.date | None = None
    last_day: dt.date | None = None
    assignment_id: uuid.UUID | None = None
    row: Row | None = None

    @property
    def fate_words(self) -> str:
        """What happens, in words."""
        return self.fate.label(get_language())


@dataclass(frozen=True)
class Preview:
    """All rows, how many of each fate, and a mark that changes when anything of it does."""

    rows: tuple[Planned, ...]
    mark: str
    numbers: tuple[tuple[str, int], ...]

    @property
    def wrong(self) -> int:
        """How many rows are wrong; while there is one, nothing is stored."""
        return sum(row.fate is Fate.WRONG for row in self.rows)

    @property
    def changes(self) -> int:
        """How many rows change something."""
        return sum(row.fate not in (Fate.SAME, Fate.WRONG) for row in self.rows)


@dataclass
class Known:
    """What is looked up once for the whole file."""

    actor: Actor
    units: Mapping[str, Unit]
    doubled: frozenset[str]
    by_outside: Mapping[tuple[str, str], set[uuid.UUID]]
    by_handle: Mapping[str, User]
    people: Mapping[uuid.UUID, User]
    within: frozenset[uuid.UUID]
    given: Mapping[tuple[uuid.UUID, uuid.UUID, str], list[Assignment]]
    seen: set[tuple[str, ...]] = field(default_factory=set)


def preview(rows: list[Row], actor: Actor) -> Preview:
    """What each row would do, in the order of the file. A handful of statements for any length."""
    known = _known(rows, actor)
    planned = tuple(_planned(row, known) for row in rows)
    language = get_language()
    numbers = tuple(
        (fate.label(language), n)
        for fate in Fate
        if (n := sum(row.fate is fate for row in planned))
    )
    return Preview(planned, _mark(planned), numbers)


def _mark(planned: tuple[Planned, ...]) -> str:
    told = [
        [p.line, p.fate.value, str(p.person_id), str(p.unit_id), p.role_code, str(p.last_day)]
        for p in planned
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _known(rows: list[Row], actor: Actor) -> Known:
    units = list(units_within(actor).select_related("party").exclude(valid_to__lte=clock.today()))
    names = [unit.name.casefold() for unit in units]
    by_name = {unit.name.casefold(): unit for unit in units}
    by_name |= {unit.hsa_id.casefold(): unit for unit in units if unit.hsa_id}
    values = {row.hsa_id.upper() for row in rows} | {row.eppn.lower() for row in rows}
    by_outside: dict[tuple[str, str], set[uuid.UUID]] = {}
    for name in Identity.objects.filter(
        kind__in=(IdentityKind.HSA_ID, IdentityKind.EPPN), value__in=values - {""}
    ):
        by_outside.setdefault((name.kind, name.value), set()).add(name.user_id)
    within = people_within(actor)
    handles = {row.handle for row in rows} - {""}
    by_handle = {user.handle: user for user in within.filter(handle__in=handles)}
    ids = {*set().union(*by_outside.values()), *(user.pk for user in by_handle.values())}
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today())
    given: dict[tuple[uuid.UUID, uuid.UUID, str], list[Assignment]] = {}
    for one in Assignment.objects.filter(lasting, user__in=ids, unit__in=units).order_by(
        "valid_from"
    ):
        given.setdefault((one.user_id, one.unit_id, one.role), []).append(one)
    return Known(
        actor=actor, units=by_name, doubled=frozenset(n for n in names if names.count(n) > 1),
        by_outside=by_outside, by_handle=by_handle,
        people={user.pk: user for user in User.objects.filter(pk__in=ids)},
        within=frozenset(within.filter(pk__in=ids).values_list("pk", flat=True)), given=given,
    )  # fmt: skip


def _planned(row: Row, known: Known) -> Planned:
    shown = ("", "") if row.like_a_number else (f"{row.given_name} {row.family_name}", row.unit)
    try:
        return _judged(row, known)
    except Refused as refusal:
        return Planned(row.line, shown[0].strip(), shown[1], "", Fate.WRONG, str(refusal))


def _judged(row: Row, known: Known) -> Planned:
    if row.like_a_number:
        raise Refused(
            _("Raden innehåller något som liknar ett personnummer."), _("Ta bort det ur filen.")
        )
    if not row.given_name or not row.family_name:
        raise Refused(_("För- eller efternamn saknas."))
    unit, role = _unit(row, known), _role(row)
    check_may_give(role, unit, known.actor)
    first, last = _days(row)
    person = _person(row, known)
    mine = (row.hsa_id.upper(), row.eppn.lower(), row.handle, str(unit.pk), role)
    key = mine if any(mine[:3]) else (row.given_name, row.family_name, str(unit.pk), role)
    if key in known.seen:
        raise Refused(_("Samma uppdrag står på en rad längre upp."), _("Ta bort den ena raden."))
    known.seen.add(key)
    fate, assignment = _fate(person, unit, role, first, last, known)
    label = roles()[role].label(get_language() or "sv")
    return Planned(
        line=row.line, name=f"{row.given_name} {row.family_name}", unit_name=unit.name, role=label,
        fate=fate, person_id=person.pk if person else None, unit_id=unit.pk, role_code=role,
        valid_from=first, last_day=last, assignment_id=assignment.pk if assignment else None,
        row=row,
    )  # fmt: skip


def _unit(row: Row, known: Known) -> Unit:
    name = row.unit.casefold()
    if name in known.doubled:
        raise Refused(_("Två enheter heter så."), _("Skriv enhetens HSA-id i stället."))
    unit = known.units.get(name)
    if unit is None:
        raise Refused(
            _("Enheten %(unit)s finns inte bland dem du sköter.") % {"unit": row.unit},
            _("Skriv namnet som det står under Enheter, eller HSA-id."),
        )
    return unit


def _role(row: Row) -> str:
    asked = row.role.casefold()
    for code, role in roles().items():
        if asked in (code, role.name.casefold(), role.name_en.casefold()):
            return code
    raise Refused(
        _("Rollen %(role)s finns inte.") % {"role": row.role},
        _("Skriv den som den står i exporten."),
    )


def _days(row: Row) -> tuple[dt.date, dt.date | None]:
    first, last = read_day(row.valid_from), read_day(row.last_day) if row.last_day else None
    if first is None or (row.last_day and last is None):
        raise Refused(_("En dag går inte att läsa."), _("Skriv den som 2026-08-15."))
    if last is not None and last < first:
        raise Refused(_("Uppdraget slutar innan det har börjat."))
    return first, last


def _person(row: Row, known: Known) -> User | None:
    """Whom the row is about: known by handle, HSA-id or EPPN, all the same one's; or None."""
    found: set[uuid.UUID] = set()
    for kind, value in ((IdentityKind.HSA_ID, row.hsa_id), (IdentityKind.EPPN, row.eppn)):
        if value:
            found |= known.by_outside.get((kind.value, read_outside_name(kind, value)), set())
    if row.handle:
        by_handle = known.by_handle.get(row.handle)
        if by_handle is None:
            raise Refused(
                _("Ingen hos er har den beteckningen."), _("Lämna kolumnen tom för en ny person.")
            )
        found.add(by_handle.pk)
    if len(found) > 1:
        raise Refused(_("Raden pekar på två olika personer."), _("Kontrollera identiteterna."))
    if not found:
        if not row.hsa_id and not row.eppn:
            raise Refused(
                _("Varken HSA-id eller EPPN."), _("Ett av dem behövs för att kunna logga in.")
            )
        return None
    person = known.people[found.pop()]
    if (person.given_name, person.family_name) != (row.given_name, row.family_name):
        raise Refused(
            _("Någon med ett annat namn har den identiteten."),
            _("Kontrollera raden, eller ändra namnet på personens sida först."),
        )
    if not person.is_active:
        raise Refused(_("Personen är avstängd från Samsyn."))
    if person.pk == known.actor.user_id:
        raise Refused(_("Du kan inte ändra dina egna uppdrag."))
    return person


def _fate(
    person: User | None, unit: Unit, role: str, first: dt.date, last: dt.date | None, known: Known
) -> tuple[Fate, Assignment | None]:
    if person is None:
        return Fate.NEW, None
    after = last + dt.timedelta(days=1) if last else None
    for one in known.given.get((person.pk, unit.pk, role), []):
        if (after is not None and after <= one.valid_from) or (
            one.valid_to is not None and one.valid_to <= first
        ):
            continue
        if one.valid_to == after:
            return Fate.SAME, one
        if one.valid_to is None or (after is not None and after < one.valid_to):
            raise Refused(
                _("Uppdraget skulle sluta tidigare än nu."),
                _("Avsluta det på personens sida, så ser du vad som lämnas efter."),
            )
        if one.given_by != "administrator":
            raise Refused(_("Uppdraget kommer från ett annat system."), _("Ändra det där."))
        return Fate.PROLONGED, one
    return Fate.GIVEN, None


def people_file(actor: Actor) -> list[list[str]]:
    """The assignments of today and to come within the actor's units, as rows of the same file."""
    rows = Assignment.objects.filter(unit__in=units_within(actor), user__is_active=True)
    rows = rows.exclude(valid_to__lte=clock.today()).select_related("user", "unit")
    rows = rows.order_by(
        "unit__name", "user__family_name", "user__given_name", "role", "valid_from"
    )
    found = list(rows)
    names: dict[uuid.UUID, dict[str, str]] = {}
    for one in Identity.objects.filter(user__in={r.user_id for r in found}, issuer=""):
        names.setdefault(one.user_id, {})[one.kind] = one.value
    return [_as_row(row, names.get(row.user_id, {})) for row in found]


def _as_row(row: Assignment, names: Mapping[str, str]) -> list[str]:
    last = (row.valid_to - dt.timedelta(days=1)).isoformat() if row.valid_to else ""
    return [
        row.user.handle, names.get(IdentityKind.HSA_ID, ""), names.get(IdentityKind.EPPN, ""),
        row.user.given_name, row.user.family_name, row.unit.name,
        roles()[row.role].name if row.role in roles() else row.role,
        row.valid_from.isoformat(), last,
    ]  # fmt: skip
