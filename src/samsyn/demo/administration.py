"""Somebody leaves a school in the demo, and a colleague takes over; told by its administrator."""

import datetime as dt

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.accounts.models import IdentityKind, User
from samsyn.administration import operations
from samsyn.administration.operations.people import Newcomer, Post
from samsyn.administration.queries.work import leaving
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Assignment
from samsyn.organisations.operations import give_outside_name

ADMINISTRATOR, LEAVES, AWAY = "signe-bjorkasen", "erik-taqvist", "hodan-abdirahman"
PARTY = "arvid-mosebacken"


def tell_administration() -> None:
    """A colleague is registered, takes over what another leaves, and somebody is on leave."""
    today, signe, arvid = clock.today(), _actor(ADMINISTRATOR), _actor(PARTY)
    going = _assignment(LEAVES)
    given = operations.admit_person(
        Newcomer("Vera", "Lomtjärn", eppn="velo01@krokom.example"),
        Post(going.unit_id, going.role, today - dt.timedelta(days=7)),
        actor=signe,
    )
    give_outside_name(
        going.user, kind=IdentityKind.EPPN, value="erta02@krokom.example", actor=signe
    )
    wall.bind(signe)
    kinds = {row.kind for row in leaving(going, signe).rows}
    operations.end_and_hand_over(
        going.pk, last_day=today + dt.timedelta(days=20),
        takers=dict.fromkeys(kinds, given.pk), actor=signe,
    )  # fmt: skip
    operations.set_leave(
        _assignment(AWAY).pk, away_from=today, back_on=today + dt.timedelta(days=60),
        substitute_id=None, actor=arvid,
    )  # fmt: skip


def _assignment(handle: str) -> Assignment:
    """The first assignment of somebody in the demo, in force today."""
    rows = Assignment.objects.on(clock.today()).select_related("user", "unit__party")
    user = User.objects.get(handle=handle)
    return rows.filter(user=user).order_by("valid_from")[:1].get()


def _actor(handle: str) -> Actor:
    return actor_from(_assignment(handle))
