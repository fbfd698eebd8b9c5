"""How do a finding, its answer, its measures and their proof hang together?"""

import dataclasses
import datetime as dt
import json

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.agreements.models import Agreement, AgreementParty, Treatment, Version
from samsyn.followup import documents, operations, queries
from samsyn.followup.models import Finding, FindingMeasure
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.governance.models import Arena, MandateText
from samsyn.regions import region
from tests.followup.test_reports import a_decision, a_meeting, an_arena

YESTERDAY = dt.timedelta(days=1)


def found(**changes):
    values = {
        "title": "Uppdrag saknas", "text": "En arena saknar uppdrag.", "found_by": "Revisorerna",
        "found_on": clock.today() - dt.timedelta(days=30),
    }  # fmt: skip
    return operations.Found(**{**values, **changes})


def a_mandate(arena, *, begins, **changes):
    return MandateText.objects.create(
        arena=arena, number=1, title=f"Uppdrag för {arena.name}", state="adopted",
        valid_from=begins, changed_at=clock.now(), **changes,
    )  # fmt: skip


def an_agreement(steered):
    agreement = Agreement.objects.create(region=steered.code, code="loftet", name="Löftet")
    for party in steered.parties.values():
        AgreementParty.objects.create(
            agreement=agreement, party=party, valid_from=dt.date(2020, 1, 1)
        )
    version = Version.objects.create(
        agreement=agreement, number=1, label="Första", state="in_force",
        state_since=clock.now(), valid_from=dt.date(2020, 5, 1), recommended_on=dt.date(2020, 2, 1),
    )  # fmt: skip
    Treatment.objects.create(
        version=version, party=next(iter(steered.parties.values())), outcome="adopted",
        board="Nämnden", decided_on=dt.date(2020, 3, 1), paragraph="17",
        recorded_at=clock.now(),
    )  # fmt: skip
    return agreement


class TestWay:
    def test_from_finding_to_proof(self, steered):
        secretary, arena = steered.secretary, an_arena(steered.code)
        finding = operations.record_finding(found(), actor=steered.auditor)
        assert [w.what for w in queries.steering_turns(secretary)] == ["Svara revisorerna"]
        operations.answer_finding(
            finding.pk, text="Vi skriver ett.", answered_by="Nämnden", on=clock.today(),
            actor=secretary,
        )  # fmt: skip
        measure = operations.add_measure(
            finding.pk, text="Skriva ett uppdrag", arena_id=arena.pk,
            due_on=clock.today() - YESTERDAY, actor=secretary,
        )  # fmt: skip
        shown = queries.finding_page(steered.auditor, finding.pk).row
        assert shown.state == "answered" and shown.measures[0].is_late
        assert "saknar uppdrag" in shown.measures[0].live[0].text
        assert queries.steering_turns(secretary)[0].is_late
        a_mandate(arena, begins=dt.date(2024, 1, 1))
        begin = operations.Step("begin", "Utkast finns")
        operations.advance_measure(measure.pk, begin, actor=secretary)
        with pytest.raises(Refused) as no:
            operations.advance_measure(
                measure.pk, operations.Step("finish", "", done_on=clock.today()), actor=secretary
            )
        assert no.value.field == "text"
        done = operations.Step("finish", "Fastställt § 4", done_on=clock.today())
        operations.advance_measure(measure.pk, done, actor=secretary)
        shown = queries.finding_page(steered.auditor, finding.pk).row
        assert shown.state == "closed" and shown.measures[0].proof == "Fastställt § 4"
        assert shown.measures[0].live[0].is_good and len(shown.measures[0].steps) == 2
        with pytest.raises(NotPossible):
            operations.advance_measure(measure.pk, begin, actor=secretary)
        assert queries.steering_turns(secretary) == []

    def test_auditors_find_and_secretaries_answer(self, steered):
        with pytest.raises(Denied):
            operations.record_finding(found(), actor=steered.secretary)
        finding = operations.record_finding(found(), actor=steered.auditor)
        with pytest.raises(Denied):
            operations.answer_finding(
                finding.pk, text="x", answered_by="y", on=clock.today(), actor=steered.auditor
            )
        with pytest.raises(Refused, match="äldre"):
            operations.answer_finding(
                finding.pk, text="x", answered_by="y", on=dt.date(2020, 1, 1),
                actor=steered.secretary,
            )  # fmt: skip

    def test_a_measure_proves_by_who_has_adopted(self, steered):
        agreement = an_agreement(steered)
        finding = operations.record_finding(found(), actor=steered.auditor)
        operations.add_measure(
            finding.pk, text="Alla antar", agreement_id=agreement.pk, actor=steered.secretary
        )
        live = queries.finding_list(steered.auditor)[0].measures[0].live[0]
        assert f"1 av {len(steered.parties)} parter har antagit Löftet" in live.text

    def test_what_was_found_and_answered_never_changes(self, steering):
        operations.record_finding(found(), actor=steering.auditor)
        wall.bind(steering.auditor)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE followup_finding SET text = 'annat'")


class TestOpening:
    def test_stores_the_package_once(self, steered):
        county = region(steered.code)
        for _n in range(2):
            operations.open_county(steered.code, actor=steered.coordinator.system(steered.code))
        rows = Finding.objects.filter(region=steered.code)
        assert rows.count() == len(county.findings) > 0
        assert FindingMeasure.objects.count() == sum(len(f.measures) for f in county.findings)
        shown = queries.finding_list(steered.auditor)[0]
        assert shown.state == "answered" and shown.answers[0].answered_by

    def test_what_was_edited_stays(self, steering):
        system = steering.coordinator.system(steering.code)
        county = region(steering.code)
        operations.open_findings(county, actor=system)
        measure = FindingMeasure.objects.exclude(state="done").first()
        operations.advance_measure(
            measure.pk, operations.Step("begin", "Har börjat"), actor=steering.secretary
        )
        more = dataclasses.replace(county.findings[0], key="ny")
        operations.open_findings(
            dataclasses.replace(county, findings=(*county.findings, more)), actor=system
        )
        assert FindingMeasure.objects.get(pk=measure.pk).state == "under_way"
        assert Finding.objects.count() == len(county.findings) + 1


class TestProof:
    @pytest.fixture
    def world(self, steered):
        first = an_arena(steered.code, "Rådet", "radet")
        old = an_arena(steered.code, "Gruppen", "gruppen")
        good = an_arena(steered.code, "Nätverket", "natverket")
        ended = an_arena(steered.code, "Föregångaren", "foregangaren")
        Arena.objects.filter(pk=ended.pk).update(
            valid_to=dt.date(2024, 1, 1), became=good, became_how="renamed"
        )
        a_mandate(old, begins=dt.date(2020, 1, 1), outdated_from=dt.date(2023, 1, 1))
        a_mandate(good, begins=dt.date(2021, 1, 1), anchored_in=["radet"])
        an_agreement(steered)
        a_decision(first, a_meeting(first))
        return steered, first, old, good

    def test_answers_the_question_of_the_auditors(self, world):
        steered, *_arenas = world
        proof = queries.proof_on(steered.auditor, dt.date(2026, 4, 1))
        assert "1 av 3 arenor uppdrag: Rådet" in proof.answer
        assert "inaktuellt uppdrag: Gruppen" in proof.answer
        before = queries.proof_on(steered.auditor, dt.date(2022, 6, 1))
        assert {a.name: a.state for a in before.arenas}["Gruppen"] == "valid"
        assert "Föregångaren" in {a.name for a in before.arenas}
        anchored = {a.name: a.anchored_in for a in proof.arenas}
        assert anchored["Nätverket"] == ("Rådet",)

    def test_versions_adoptions_and_decisions_of_the_day(self, world):
        steered, *_arenas = world
        proof = queries.proof_on(steered.auditor, dt.date(2026, 4, 1))
        agreement = proof.agreements[0]
        states = [party.state for party in agreement.parties]
        assert agreement.version == "Första" and states.count("adopted") == 1
        assert [(d.paragraph, d.outcome) for d in proof.decisions if d.paragraph] == [
            ("4", "recommended")
        ]
        early = queries.proof_on(steered.auditor, dt.date(2020, 2, 10))
        assert early.agreements[0].version == ""
        assert {party.state for party in early.agreements[0].parties} == {"waiting"}
        assert early.decisions == ()

    def test_an_arena_and_an_agreement_narrow_it(self, world):
        steered, first, *_arenas = world
        proof = queries.proof_on(steered.auditor, dt.date(2026, 4, 1), arena=first.pk)
        assert [a.name for a in proof.arenas] == ["Rådet"] and proof.scope == "Rådet"
        assert (
            queries.proof_on(steered.auditor, clock.today(), arena=an_arena("x", key="x").pk)
            is None
        )

    def test_the_same_question_has_the_same_print_until_something_changes(self, world):
        steered, _first, _old, good = world
        day = dt.date(2026, 4, 1)
        one, two = (queries.proof_on(steered.auditor, day).print for _n in range(2))
        assert one == two and len(one) == 64
        Arena.objects.filter(pk=good.pk).update(name="Nya nätverket")
        assert queries.proof_on(steered.auditor, day).print != one

    def test_exports_say_the_same(self, world):
        steered, *_arenas = world
        proof = queries.proof_on(steered.auditor, dt.date(2026, 4, 1))
        data = json.loads(documents.proof_json(proof))
        assert data["fingerprint"] == proof.print
        assert [a["state"] for a in data["arenas"]] == [a.state for a in proof.arenas]
        text = documents.proof_csv(proof)
        assert text.startswith("\ufeffvad;vilken") and proof.print in text
        assert "uppdrag;Rådet;missing" in text

    def test_a_formula_in_a_cell_stays_text(self, world):
        steered, first, *_arenas = world
        Arena.objects.filter(pk=first.pk).update(name="=1+1")
        proof = queries.proof_on(steered.auditor, dt.date(2026, 4, 1))
        assert ";'=1+1;" in documents.proof_csv(proof)
