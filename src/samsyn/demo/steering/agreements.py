"""The revision of JämtBus in the demo: written, sent out, recommended, treated party by party."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samsyn.agreements import rules
from samsyn.agreements.models import Agreement, Clause
from samsyn.agreements.operations import (
    comment,
    new_agreement,
    new_version,
    refer,
    remind,
    save_clauses,
    save_version,
    treat,
    try_changes,
)
from samsyn.agreements.operations.treating import Decision
from samsyn.agreements.operations.writing import AgreementFacts, ClauseRow, VersionText
from samsyn.demo.people import data
from samsyn.demo.steering.crew import Crew, actor_of_role, weeks_away
from samsyn.foundation import clock
from samsyn.organisations.models import Party
from samsyn.regions.schema import DeadlineKey
from samsyn.responsibilities.engine import ChangeDeadline

#: What the revision says anew; other clauses stay as they were.
NEW_TEXT = {
    "§4.2": "Inbjudan till samverkansmöte ska prioriteras när barnet är aktuellt. En kallelse"
    " besvaras inom tio dagar med vem som kommer och med vilket mandat. Alla har anmälningsplikt"
    " vid oro.",
    "§4.5.1": "SIP upprättas när både socialtjänst och vård behövs. Skola och förskola kan ta"
    " initiativ eller delta. Barnet får veta vilka som kommer och vad mötet ska handla om, och får"
    " ett svar efteråt. Mötet hålls inom trettio dagar från det att behovet skrevs in.",
}
LOCAL = (("are", "Lokalt JämtBusdokument i Åre"), ("krokom", "Lokalt JämtBusdokument i Krokom"))


@dataclass(frozen=True)
class Revision:
    """The version that the parties treat, and what is still to be told of it."""

    crew: Crew
    version_id: UUID

    def treat(self) -> None:
        """Each party's board on its own day; those who wait are reminded."""
        parties = {p.code: p for p in Party.objects.filter(region=self.crew.region)}
        for row in data("steering")["treatment"]:
            who = actor_of_role(self.crew.region, "board_secretary", row["party"])
            with self.crew.at(weeks_away(row["weeks"], 15), who) as actor:
                treat(self.version_id, parties[row["party"]].pk, _decision(row), actor=actor)
        with self.crew.at(weeks_away(-4)) as actor:
            remind(self.version_id, actor=actor)


def tell_revision(crew: Crew) -> Revision:
    """A new version of JämtBus, out for comments and ready for the arena."""
    agreement = Agreement.objects.get(region=crew.region, code="jamtbus")
    year = clock.today().year
    with crew.at(weeks_away(-40)) as actor:
        version = new_version(agreement.pk, label=f"Revidering {year}", actor=actor)
        save_version(
            version.pk,
            VersionText(
                label=f"Revidering {year}",
                summary="En gemensam tid för att svara på en kallelse och för att hålla mötet, och"
                " barnets rätt att veta före och få svar efter.",
                for_children="Ett barn får svar inom tio dagar om vem som kommer till mötet, och"
                " mötet hålls inom en månad.",
                changes_responsibility=False,
            ),
            actor=actor,
        )
        rows = [
            ClauseRow(c.number, c.heading, NEW_TEXT.get(c.number, c.text))
            for c in Clause.objects.filter(version=version).order_by("place")
        ]
        save_clauses(version.pk, rows, actor=actor)
    with crew.at(weeks_away(-38)) as actor:
        refer(version.pk, answer_by=weeks_away(-32).date(), actor=actor)
    parties = {p.code: p for p in Party.objects.filter(region=crew.region)}
    for row in data("steering")["comment"]:
        who = actor_of_role(crew.region, "board_secretary", row["party"])
        with crew.at(weeks_away(-34), who) as actor:
            comment(version.pk, party_id=parties[row["party"]].pk, text=row["text"], actor=actor)
    with crew.at(weeks_away(-33)) as actor:
        try_changes(
            version.pk,
            [
                ChangeDeadline(DeadlineKey.CALL_REPLY, 10),
                ChangeDeadline(DeadlineKey.NEED_TO_MEETING, 30),
            ],
            on=dt.date(year + 1, 1, 1),
            actor=actor,
        )
        _local_documents(crew, agreement)
    return Revision(crew, version.pk)


def _local_documents(crew: Crew, regional: Agreement) -> None:
    in_force = regional.versions.filter(state=rules.State.IN_FORCE, valid_to__isnull=True).first()
    for code, name in LOCAL:
        party = Party.objects.get(region=crew.region, code=code)
        local = new_agreement(
            AgreementFacts(name=name, parent_id=regional.pk, local_party_id=party.pk),
            actor=crew.secretary,
        )
        version = new_version(
            local.pk,
            label="Första lokala planen",
            built_on_id=in_force.pk if in_force else None,
            actor=crew.secretary,
        )
        rows = [
            ClauseRow(c.number, c.heading, c.text)
            for c in Clause.objects.filter(version=version).order_by("place")
        ]
        rows.append(
            ClauseRow(
                "§7",
                "Lokalt nätverk",
                f"Nätverket i {party.name.removesuffix(' kommun')} möts fyra gånger per år."
                " Förskola, skola, socialtjänst, hälsocentral och BVC är med.",
            )
        )
        save_clauses(version.pk, rows, actor=crew.secretary)


def _decision(row: dict[str, Any]) -> Decision:
    return Decision(
        outcome=rules.Outcome(row["outcome"]),
        board=row["board"],
        decided_on=weeks_away(row["weeks"]).date(),
        paragraph=row["paragraph"],
        change=row.get("change", ""),
        clauses=tuple(row.get("clauses", ())),
    )
