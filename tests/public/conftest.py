"""A county with something to show and something to hide."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from samsyn.agreements.models import Agreement, AgreementParty, Clause, Treatment, Version
from samsyn.foundation import clock
from samsyn.governance.models import (
    AgendaItem,
    Arena,
    Correction,
    MandateText,
    Matter,
    Meeting,
    Seat,
    SeatHolder,
)
from tests.steering import Steering

#: The name of somebody who holds a seat; never to be seen on an open page.
NAME = "Namnia Stolsdotter"
#: A word that stands only in what is not published.
HIDDEN = "hemligtutkast"


@dataclass
class Shown:
    """What has been stored, by what it is."""

    steering: Steering
    code: str
    arena: Arena
    earlier: Arena
    lower: Arena
    published: Meeting
    approved: Meeting
    coming: Meeting
    cancelled: Meeting
    agreement: Agreement
    hidden_agreement: Agreement


@pytest.fixture
def shown(steered: Steering) -> Shown:
    return build(steered)


@pytest.fixture
def shown_one(steering: Steering) -> Shown:
    return build(steering)


def build(steering: Steering) -> Shown:
    code = steering.code
    arena = make_arena(code, "barnets-arena", name="Barnets arena", meetings_per_year=4)
    earlier = make_arena(
        code, "gamla-arenan", name="Gamla arenan", valid_from=dt.date(2012, 1, 1),
        valid_to=dt.date(2021, 9, 1), became=arena, became_how="renamed",
    )  # fmt: skip
    lower = make_arena(
        code, "ledningsgruppen", name="Ledningsgruppen", kind="official", power="prepare",
        parent=arena, valid_from=dt.date(2017, 1, 1), precision="year",
    )  # fmt: skip
    lower.prepares_for.add(arena)
    party = next(iter(steering.parties.values()))
    for title, kind, is_chair in (
        ("Ordförande i nämnden", "presidium", True),
        ("Skolchef", "official", False),
    ):
        seat = Seat.objects.create(
            arena=arena, title=title, kind=kind, party=party, is_chair=is_chair,
            valid_from=dt.date(2021, 9, 1),
        )  # fmt: skip
        SeatHolder.objects.create(seat=seat, name=NAME, valid_from=dt.date(2021, 9, 1))
    MandateText.objects.create(
        arena=arena, number=1, title="Uppdrag 2022", state="adopted", purpose="Att se helheten.",
        adopted_by="Regionstyrelsen", valid_from=dt.date(2022, 2, 1), precision="month",
        changed_at=clock.now(),
    )  # fmt: skip
    MandateText.objects.create(
        arena=arena, number=2, title=HIDDEN, state="draft", purpose=HIDDEN, changed_at=clock.now()
    )
    for title, is_public, outcome in (
        ("Väntetider", True, "Kartlagda i hela länet"),
        (f"Internt {HIDDEN}", False, HIDDEN),
    ):
        Matter.objects.create(
            region=code, arena=arena, origin=lower, kind="dialogue", title=title, what=title,
            outcome=outcome, state="closed", state_since=clock.now(), is_public=is_public,
            opened_on=dt.date(2024, 1, 10), closed_on=dt.date(2024, 5, 2),
        )  # fmt: skip
    published = make_meeting(arena, -60, "published")
    item = AgendaItem.objects.create(
        meeting=published, place=1, title="Väntetider", decision="Arenan rekommenderar mer tid.",
        outcome="recommended", matter=Matter.objects.get(region=code, is_public=False),
    )  # fmt: skip
    Correction.objects.create(
        meeting=published, item=item, text="Rätt antal är fyra.", why="Skrivfel",
        corrected_on=clock.today(),
    )  # fmt: skip
    approved = make_meeting(arena, -30, "approved")
    AgendaItem.objects.create(meeting=approved, place=1, title=HIDDEN, decision=HIDDEN)
    agreement = make_agreement(steering, "huvudavtalet", "Huvudavtalet", "in_force")
    make_version(agreement, 2, "version 2", "draft", summary=HIDDEN)
    hidden = make_agreement(steering, "opublicerat", f"Avtal {HIDDEN}", "draft")
    return Shown(
        steering=steering, code=code, arena=arena, earlier=earlier, lower=lower,
        published=published, approved=approved, coming=make_meeting(arena, 20, "planned"),
        cancelled=make_meeting(lower, 30, "cancelled", cancelled_why=HIDDEN),
        agreement=agreement, hidden_agreement=hidden,
    )  # fmt: skip


def make_arena(code: str, arena: str, **given: Any) -> Arena:
    values = {
        "name": arena, "kind": "political", "power": "recommend",
        "valid_from": dt.date(2021, 9, 1), "precision": "season",
    }  # fmt: skip
    return Arena.objects.create(region=code, code=arena, **(values | given))


def make_meeting(arena: Arena, days: int, state: str, **given: Any) -> Meeting:
    when = clock.now() + dt.timedelta(days=days)
    is_done = state in ("approved", "published")
    return Meeting.objects.create(
        arena=arena, starts_at=when, state=state, state_since=when, place="Stadshuset",
        adjusters=NAME, approved_on=timezone.localdate() if is_done else None,
        published_at=when if state == "published" else None,
        opening=HIDDEN if state != "published" else "Ordföranden öppnade mötet.", **given,
    )  # fmt: skip


def make_agreement(steering: Steering, code: str, name: str, state: str) -> Agreement:
    """Parties: one adopted, one with a change, one no, and the others nothing yet."""
    agreement = Agreement.objects.create(
        region=steering.code, code=code, name=name, owner_arena="barnets-arena"
    )
    version = make_version(agreement, 1, "version 1", state)
    parties = list(steering.parties.values())
    for party in parties:
        AgreementParty.objects.create(
            agreement=agreement, party=party, valid_from=dt.date(2018, 1, 1)
        )
    if state == "in_force":
        for party, outcome, change in zip(
            parties, ("adopted", "adopted_with_change", "rejected"), ("", "Kortare tid", ""),
            strict=False,
        ):  # fmt: skip
            Treatment.objects.create(
                version=version, party=party, outcome=outcome, board="Socialnämnden",
                decided_on=dt.date(2018, 3, 1), paragraph="§ 12", change=change,
                recorded_at=clock.now(),
            )  # fmt: skip
    return agreement


def make_version(
    agreement: Agreement, number: int, label: str, state: str, **given: Any
) -> Version:
    is_old = state == "in_force"
    version = Version.objects.create(
        agreement=agreement, number=number, label=label, state=state, state_since=clock.now(),
        recommended_on=dt.date(2018, 1, 20) if is_old else None,
        valid_from=dt.date(2018, 2, 1) if is_old else None, precision="month", **given,
    )  # fmt: skip
    Clause.objects.create(
        version=version, place=1, number="3.3.2", heading="Förskola",
        text="Förskolan ser alla barn." if is_old else HIDDEN,
    )  # fmt: skip
    return version
