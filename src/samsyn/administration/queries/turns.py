"""What waits for an administrator, and for who has taken something over?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.administration import rules
from samsyn.administration.access import units_within
from samsyn.administration.models import Handover
from samsyn.administration.queries.work import open_work, orphans, workers_in
from samsyn.administration.rules import Kind
from samsyn.cases.models import Case, Summons
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting
from samsyn.organisations.models import Assignment, Unit

#: Lines of a kind on Min tur; the rest stand on the pages of the administration.
MOST = 12


def administration_turns(actor: Actor) -> tuple[Waiting, ...]:
    """For an administrator: work without an owner, empty units, assignments that end. Five asks."""
    if actor.taken_over:
        return (*_taken(actor), *_administering(actor))
    return _administering(actor)


def _taken(actor: Actor) -> tuple[Waiting, ...]:
    n = actor.taken_over
    about = ngettext("%(n)s sak i %(unit)s", "%(n)s saker i %(unit)s", n)
    return (
        Waiting(
            what=_("Läs in dig på det du har tagit över"),
            about=about % {"n": n, "unit": actor.unit_name},
            url=reverse("administration:taken_over"),
        ),
    )


def _administering(actor: Actor) -> tuple[Waiting, ...]:
    if not actor.may(Permission.ORGANISATION_MANAGE):
        return ()
    today = clock.today()
    units = {unit.pk: unit for unit in units_within(actor)}
    workers, rows = workers_in(list(units), today), open_work(list(units), actor)
    lines = []
    for left in orphans(rows, workers):
        n, unit = len(left.rows), units[left.unit_id]
        what = _("Ta hand om det som %(name)s lämnat") % {"name": left.name}
        if not left.name:
            what = _("Se till att någon kan ta det som är öppet")
        about = ngettext("%(n)s sak i %(unit)s", "%(n)s saker i %(unit)s", n)
        lines.append(
            Waiting(
                what=what,
                about=about % {"n": n, "unit": unit.name},
                url=_unit_url(unit.pk),
                since_on=min(row.since_on for row in left.rows),
            )
        )
    staffed, busy = {w.unit_id for w in workers}, {row.unit_id for row in rows}
    lines += [line for unit in units.values() if (line := _unit_line(unit, today, staffed, busy))]
    return (*lines, *_ending(actor, today))


def _unit_line(
    unit: Unit, today: dt.date, staffed: set[uuid.UUID], busy: set[uuid.UUID]
) -> Waiting | None:
    if unit.valid_from > today or (unit.valid_to is not None and unit.valid_to <= today):
        return None
    if unit.winding_up_from and unit.winding_up_from <= today and unit.pk not in busy:
        what = _("Stäng enheten, inget är öppet i den längre")
    elif unit.pk not in staffed:
        what = _("Ge någon ett uppdrag, enheten har ingen")
    else:
        return None
    return Waiting(what=what, about=unit.name, url=_unit_url(unit.pk))


def _ending(actor: Actor, today: dt.date) -> list[Waiting]:
    soon = today + dt.timedelta(days=rules.SOON)
    rows = Assignment.objects.on(today).filter(unit__in=units_within(actor), valid_to__lte=soon)
    rows = rows.filter(user__is_active=True).exclude(user=actor.own_user)
    return [
        Waiting(
            what=_("Förläng uppdraget, eller se vem som tar över"),
            about=f"{row.user}, {row.unit.name}",
            url=reverse("administration:person", args=[row.user_id]),
            due=row.valid_to - dt.timedelta(days=1) if row.valid_to else None,
        )
        for row in rows.select_related("user", "unit").order_by("valid_to", "pk")[:MOST]
    ]


def _unit_url(unit_id: uuid.UUID) -> str:
    return reverse("administration:unit", args=[unit_id])


@dataclass(frozen=True)
class Taken:
    """Something that one has taken over, with the page where it is."""

    label: str
    on: dt.date
    url: str


def taken_over(actor: Actor) -> list[Taken]:
    """What was handed over to the actor's assignment, latest first."""
    rows = list(Handover.objects.filter(to_assignment=actor.own_assignment).order_by("-pk")[:200])
    children = _children(rows)
    found, language = [], get_language()
    for row in rows:
        url = _where(Kind(row.kind), row.thing, children)
        found.append(Taken(rules.label_of(Kind(row.kind), 1, language), row.at.date(), url))
    return found


def _children(rows: list[Handover]) -> dict[uuid.UUID, uuid.UUID]:
    """The child of each case and call, as far as the own unit's walls show it."""
    things = [row.thing for row in rows if row.kind in (Kind.CASE, Kind.CALL)]
    if not things:
        return {}
    cases = Case.objects.filter(pk__in=things).values_list("pk", "child_id")
    calls = Summons.objects.filter(pk__in=things).values_list("pk", "case__child_id")
    return dict([*cases, *calls])


def _where(kind: Kind, thing: uuid.UUID, children: dict[uuid.UUID, uuid.UUID]) -> str:
    if kind in (Kind.CASE, Kind.CALL):
        child = children.get(thing)
        return reverse("workspace:child", args=[child]) if child else ""
    pages = {
        Kind.PLAN: "plans:show", Kind.ANSWER: "plans:show", Kind.DEVIATION: "deviations:show",
        Kind.RAISED: "deviations:show", Kind.MATTER: "governance:matter",
        Kind.BALANCE: "governance:entry",
    }  # fmt: skip
    return reverse(pages[kind], args=[thing])
