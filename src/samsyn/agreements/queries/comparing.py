"""How does one version differ from another, or a local document from the regional text?"""

import uuid
from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.models import Clause, Version
from samsyn.agreements.queries.rows import versions_for


@dataclass(frozen=True)
class ComparePage:
    """Two versions, clause by clause. `is_local`: the later is a local document."""

    before_id: uuid.UUID
    before: str
    after_id: uuid.UUID
    after: str
    is_local: bool
    differences: tuple[rules.ClauseDifference, ...]

    def _count(self, kind: rules.Same) -> int:
        return sum(row.kind is kind for row in self.differences)

    @property
    def changed(self) -> int:
        """How many clauses differ in words."""
        return self._count(rules.Same.CHANGED)

    @property
    def added(self) -> int:
        """How many only the later has."""
        return self._count(rules.Same.ADDED)

    @property
    def removed(self) -> int:
        """How many only the earlier has."""
        return self._count(rules.Same.REMOVED)

    @property
    def same(self) -> int:
        """How many are alike."""
        return self._count(rules.Same.SAME)


def compare_page(actor: Actor, version_id: uuid.UUID, other_id: uuid.UUID) -> ComparePage | None:
    """`other_id` is the earlier one. Versions of one agreement, or a local one and its ground."""
    rows = {row.pk: row for row in versions_for(actor).filter(pk__in=[version_id, other_id])}
    after, before = rows.get(version_id), rows.get(other_id)
    if after is None or before is None or after == before:
        return None
    is_local = after.agreement_id != before.agreement_id
    texts = _texts([before, after])
    return ComparePage(
        before_id=before.pk,
        before=str(before) if is_local else before.label,
        after_id=after.pk,
        after=str(after) if is_local else after.label,
        is_local=is_local,
        differences=rules.compare_clauses(texts[before.pk], texts[after.pk]),
    )


def _texts(versions: list[Version]) -> dict[uuid.UUID, list[rules.ClauseText]]:
    found: dict[uuid.UUID, list[rules.ClauseText]] = {version.pk: [] for version in versions}
    for row in Clause.objects.filter(version__in=versions).order_by("place"):
        found[row.version_id].append(rules.ClauseText(row.number, row.heading, row.text))
    return found
