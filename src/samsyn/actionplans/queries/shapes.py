"""What does a page about a plan know? Frozen shapes; nothing is asked here."""

import datetime as dt
import uuid
from dataclasses import dataclass

from samsyn.actionplans import rules
from samsyn.actionplans.queries.figures import FigureLine


@dataclass(frozen=True)
class StatusLine:
    """A row's status in a period, and who said it."""

    period: str
    status: rules.Status
    text: str
    comment: str
    at: dt.datetime
    by: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """A row with what belongs to it. `agreements` are (code, name)."""

    row: rules.Row
    responsible: str
    agreements: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    statuses: tuple[StatusLine, ...]
    lifted_on: dt.date | None = None

    @property
    def status(self) -> StatusLine | None:
        """The latest status; None when nobody has said any."""
        return self.statuses[-1] if self.statuses else None


@dataclass(frozen=True)
class SignatureLine:
    """A line to sign on. `may_sign`: the actor can do it now."""

    id: str
    office: str
    organisation: str
    signed_on: dt.date | None = None
    name: str = ""
    may_sign: bool = False


@dataclass(frozen=True)
class DecisionLine:
    """An arena that decides, and its decision on the version when it has made one."""

    arena_code: str
    arena: str
    is_decided: bool = False
    decided_on: dt.date | None = None
    paragraph: str = ""


@dataclass(frozen=True)
class VersionLine:
    """A version in the list."""

    number: int
    saved_at: dt.datetime
    by: str
    why: str
    was_decided: bool


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, as the face's turn component shows it."""

    who: str
    mine: bool
    since_days: int | None
    text: str = ""
    late: bool = False
    due: None = None
    due_text: str = ""


@dataclass(frozen=True)
class PlanHead:
    """What a page beside the plan needs to know of it."""

    id: uuid.UUID
    name: str
    current: int
    is_written: bool


@dataclass(frozen=True)
class ComparePage:
    """What differs between two versions, and why the later one was written."""

    plan: PlanHead
    before: int
    after: int
    why: str
    changes: tuple[rules.Change, ...]


@dataclass(frozen=True)
class PlanPage:
    """A plan in one version. `number` is the version shown, `holds` the one that holds.

    `term` is the tertial that is asked about, `terms` those that can be reported on, newest first.
    """

    id: uuid.UUID
    region: str
    code: str
    name: str
    arena: str
    arena_code: str
    state: rules.State
    state_text: str
    period: str
    last_day: dt.date | None
    is_over: bool
    number: int
    current: int
    holds: int | None
    content: rules.Content
    rows: tuple[MatrixRow, ...]
    lifted: tuple[MatrixRow, ...]
    decisions: tuple[DecisionLine, ...]
    signatures: tuple[SignatureLine, ...]
    versions: tuple[VersionLine, ...]
    why: str
    closed_why: str
    source: str
    turn: Turn | None = None
    term: str = ""
    may_write: bool = False
    may_decide: bool = False
    may_report: bool = False
    terms: tuple[str, ...] = ()
    own_party: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether the version shown has not been decided."""
        return bool(self.undecided)

    @property
    def undecided(self) -> tuple[DecisionLine, ...]:
        """Arenas whose decision on the version is missing."""
        return tuple(line for line in self.decisions if not line.is_decided)

    @property
    def unsigned(self) -> tuple[SignatureLine, ...]:
        """Lines that nobody has signed."""
        return tuple(line for line in self.signatures if line.signed_on is None)

    @property
    def has_status(self) -> bool:
        """Whether any row of the matrix has got a status."""
        return any(row.status for row in self.rows)

    @property
    def told(self) -> tuple[MatrixRow, ...]:
        """Rows with more to tell than the matrix holds."""
        return tuple(row for row in self.rows if row.row.background or row.goals or row.responsible)

    @property
    def is_written(self) -> bool:
        """Whether it can be written in now."""
        return self.state is rules.State.DRAFT

    @property
    def is_revised(self) -> bool:
        """Whether a new version is on its way while an older one holds."""
        return self.holds is not None and self.current != self.holds

    @property
    def may_sign(self) -> bool:
        """Whether the actor has a line to sign now."""
        return any(line.may_sign for line in self.signatures)


@dataclass(frozen=True)
class RowPage:
    """One row of a plan on a page of its own."""

    plan: PlanPage
    row: MatrixRow
    figures: tuple[FigureLine, ...]
