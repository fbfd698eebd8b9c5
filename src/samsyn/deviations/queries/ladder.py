"""Which rungs does a deviation climb in a county today, and who has each? For people to read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.deviations import rules
from samsyn.deviations.queries.base import steps_today
from samsyn.foundation import clock
from samsyn.regions.schema import LadderKind, Region, RungOwner
from samsyn.responsibilities.queries import county


@dataclass(frozen=True)
class RungLine:
    """A step: who has it, until when. `deadline_days` is None where the county has not decided."""

    number: int
    code: str
    name: str
    owner: str
    owner_text: str
    arena: str
    deadline_days: int | None
    clause: str


@dataclass(frozen=True)
class BranchLines:
    """A branch, lowest rung first. `kinds` are the kinds of deviation that climb it, in words."""

    branch: rules.Branch
    label: str
    code: str
    name: str
    kinds: tuple[str, ...]
    is_interim: bool
    source: str
    source_title: str
    valid_from: dt.date | None
    precision: str
    rungs: tuple[RungLine, ...]


@dataclass(frozen=True)
class LadderPage:
    """Both branches of a county."""

    county: str
    branches: tuple[BranchLines, ...]

    @property
    def is_interim(self) -> bool:
        """Whether the county has left any branch undecided."""
        return any(branch.is_interim for branch in self.branches)


def ladder_page(actor: Actor) -> LadderPage:
    """The ladder of the actor's county as it holds today."""
    return _page(actor.region, clock.today())


def ladder_rows(region: str, on: dt.date) -> list[dict[str, Any]]:
    """The same as plain values, for the command line."""
    return [
        {
            "branch": branch.branch.value,
            "code": branch.code,
            "name": branch.name,
            "is_interim": branch.is_interim,
            "source": branch.source,
            "valid_from": branch.valid_from.isoformat() if branch.valid_from else "",
            "rungs": [
                {name: value for name, value in vars(rung).items() if name != "number"}
                for rung in branch.rungs
            ],
        }
        for branch in _page(region, on).branches
    ]


def _page(region: str, on: dt.date) -> LadderPage:
    found = county(region, on)
    name = found.name_en if (get_language() or "").startswith("en") else found.name
    return LadderPage(name, tuple(_branch(found, branch, on) for branch in rules.Branch))


def _branch(found: Region, branch: rules.Branch, on: dt.date) -> BranchLines:
    steps, language = steps_today(found.code, branch, on), get_language()
    ladder = found.ladder(LadderKind(branch.value), on)
    titles = {document.code: document.title for document in found.documents}
    return BranchLines(
        branch=branch,
        label=branch.label(language),
        code=steps.code,
        name=steps.label(language),
        kinds=tuple(kind.label(language) for kind in rules.Kind if kind.branch is branch),
        is_interim=steps.is_interim,
        source=steps.source,
        source_title=titles.get(steps.source, steps.source),
        valid_from=ladder.valid_from if ladder else None,
        precision=ladder.precision.value if ladder else "",
        rungs=tuple(
            RungLine(
                number, rung.code, rung.label(language), rung.owner,
                owner_text(rung, branch, _arenas(found)), rung.arena, rung.deadline_days,
                rung.clause,
            )
            for number, rung in enumerate(steps.rungs, 1)
        ),
    )  # fmt: skip


def _arenas(found: Region) -> Mapping[str, str]:
    return {arena.code: arena.name for arena in found.arenas}


def owner_text(rung: rules.Rung, branch: rules.Branch, arenas: Mapping[str, str]) -> str:
    """Who has a rung, in words."""
    owner = RungOwner(rung.owner)
    if owner is RungOwner.ARENA:
        name = arenas.get(rung.arena, "")
        return (
            _("Länssamordnaren, för %(arena)s") % {"arena": name} if name else _("Länssamordnaren")
        )
    if owner is RungOwner.NEXT_MANAGER and branch is rules.Branch.RESPONSIBILITY:
        return _("Chefen ovanför, på båda sidor")
    return {
        RungOwner.OPERATIONS: _("De båda verksamheterna: den som anmälde och den det gäller"),
        RungOwner.CLOSEST_MANAGER: _("Närmaste chef till den som anmälde"),
        RungOwner.NEXT_MANAGER: _("Chefen ovanför den som anmälde"),
        RungOwner.MANAGERS_TOGETHER: _(
            "Chefen ovanför den som anmälde, tillsammans med chefen för den det gäller"
        ),
        RungOwner.PARTY_LEADERSHIP: _("Ledningen i båda parterna"),
    }[owner]
