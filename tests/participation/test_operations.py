"""How is a view written down, answered and told back?"""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.governance.models import Arena, Matter
from samsyn.participation import operations, queries
from samsyn.participation.models import Voice
from samsyn.participation.rules import VoiceKind


def heard(**changes):
    values = {
        "heard_on": clock.today() - dt.timedelta(days=70), "kind": VoiceKind.CHILDREN_GROUP,
        "group": "Elevråd på en skola", "said": "Vi vill ha möten efter skolan.", "place": "Skolan",
    }  # fmt: skip
    return operations.Heard(**{**values, **changes})


def a_matter(code, key="m"):
    arena = Arena.objects.create(
        region=code, code=f"arena-{key}", name="Arenan", kind="political", power="recommend",
        valid_from=dt.date(2015, 1, 1),
    )  # fmt: skip
    return Matter.objects.create(
        region=code, key=key, arena=arena, origin=arena, kind="dialogue", title="Tider för möten",
        what="Samtala", state="preparing", state_since=clock.now(), opened_on=dt.date(2026, 1, 1),
    )  # fmt: skip


class TestRecord:
    def test_stores_what_a_group_said(self, steered):
        voice = operations.record_voice(heard(), actor=steered.secretary)
        row = queries.voice_page(steered.politician, voice.pk).row
        assert row.group == "Elevråd på en skola" and row.is_late

    def test_refuses_a_personnummer_wherever_it_stands(self, steered):
        for field in ("group", "place", "said"):
            with pytest.raises(Refused) as no:
                operations.record_voice(
                    heard(**{field: "Barnet 20160312-2384"}),
                    names_checked=True,
                    actor=steered.secretary,
                )
            assert no.value.field == field

    def test_warns_for_a_name_until_somebody_has_looked(self, steered):
        said = heard(said="Emma vill ha möten efter skolan.")
        with pytest.raises(Refused, match="Emma") as no:
            operations.record_voice(said, actor=steered.secretary)
        assert no.value.field == "names_checked"
        assert operations.record_voice(said, names_checked=True, actor=steered.secretary)

    def test_refuses_a_day_to_come(self, steered):
        with pytest.raises(Refused):
            operations.record_voice(
                heard(heard_on=clock.today() + dt.timedelta(days=1)), actor=steered.secretary
            )

    def test_a_politician_reads_and_does_not_write(self, steered):
        with pytest.raises(Denied):
            operations.record_voice(heard(), actor=steered.politician)

    def test_never_changes_in_the_database(self, steering):
        operations.record_voice(heard(), actor=steering.secretary)
        wall.bind(steering.secretary)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE participation_voice SET said = 'annat'")


class TestAnswer:
    def test_from_said_to_told_back(self, steered):
        actor, today = steered.secretary, clock.today()
        voice = operations.record_voice(heard(), actor=actor)
        matter = a_matter(steered.code)
        assert [w.about for w in queries.steering_turns(actor)] == ["Elevråd på en skola"]
        link = operations.link_voice(voice.pk, matter_id=matter.pk, actor=actor)
        with pytest.raises(NotPossible):
            operations.tell_back(link.pk, on=today, how="Brev", actor=actor)
        operations.say_what_became(
            link.pk, text="Möten efter skolan provas.", on=today, actor=actor
        )
        assert "Berätta för gruppen" in queries.steering_turns(actor)[0].what
        operations.tell_back(link.pk, on=today, how="Besök", actor=actor)
        assert queries.steering_turns(actor) == []
        row, became = queries.voices_for_matters(steered.code, [matter.pk])[matter.pk][0]
        assert row.state == "told" and became == "Möten efter skolan provas."
        with pytest.raises(NotPossible):
            operations.say_what_became(link.pk, text="Annat", on=today, actor=actor)

    def test_a_matter_is_met_once_and_only_in_the_own_county(self, steering):
        actor = steering.secretary
        voice = operations.record_voice(heard(), actor=actor)
        operations.link_voice(voice.pk, matter_id=None, actor=actor)
        with pytest.raises(Refused, match="redan"):
            operations.link_voice(voice.pk, matter_id=None, actor=actor)
        with pytest.raises(Refused, match="finns inte"):
            operations.link_voice(voice.pk, matter_id=a_matter("annat-lan").pk, actor=actor)

    def test_a_fresh_view_is_nobodys_turn_yet(self, steering):
        operations.record_voice(heard(heard_on=clock.today()), actor=steering.secretary)
        assert queries.steering_turns(steering.secretary) == []
        assert Voice.objects.count() == 1


class TestMethods:
    def test_a_title_once(self, steered):
        way = operations.Way("Fokusgrupp", "Små grupper samtalar.", "från 10 år")
        operations.add_method(way, actor=steered.secretary)
        with pytest.raises(Refused):
            operations.add_method(way, actor=steered.secretary)
        assert [m.title for m in queries.methods_for(steered.politician)] == ["Fokusgrupp"]
