"""Why can this operation not be invited for this child, and who can instead?"""

from dataclasses import dataclass
from datetime import date

from samsyn.regions.schema import Age, Level, Need, Operation, Region
from samsyn.responsibilities.engine.answer import Charged
from samsyn.responsibilities.engine.who import who


@dataclass(frozen=True)
class AgeRefusal:
    """The child is outside the ages that the operation receives; ``limit`` is the one passed."""

    operation: Operation
    age: Age
    limit: Age
    is_too_young: bool

    def sentence(self, name: str, language: str = "sv") -> str:
        """Fit to show: ``Alva är 15 år och de tar emot från 18``."""
        limit = self.limit
        if language.startswith("en"):
            old = "is not born yet" if self.age.is_unborn else f"is {self.age.whole_years}"
            border = (
                f"from {_limit(limit, 'week')}"
                if self.is_too_young
                else (f"until the day before {limit}")
            )
            return f"{name} {old} and they receive children {border}"
        old = "är inte född" if self.age.is_unborn else f"är {self.age.whole_years} år"
        border = (
            f"från {_limit(limit, 'vecka')}"
            if self.is_too_young
            else (f"till dagen före {str(limit).replace('.', ',')} år")
        )
        return f"{name} {old} och de tar emot {border}"


@dataclass(frozen=True)
class Instead:
    """Who is responsible now, on the levels where the refused operation works."""

    refusal: AgeRefusal
    operations: tuple[Charged, ...]


def age_refusal(region: Region, operation_code: str, age: Age, on: date) -> AgeRefusal | None:
    """Why the operation does not receive the child, or None when it does.

    Raises ``LookupError`` when the operation does not exist on the day.
    """
    operation = region.on(on).operation(operation_code)
    start, end = operation.ages.start, operation.ages.end
    if start is not None and age < start:
        return AgeRefusal(operation, age, start, is_too_young=True)
    if end is not None and end <= age:
        return AgeRefusal(operation, age, end, is_too_young=False)
    return None


def who_to_ask_instead(
    region: Region,
    operation_code: str,
    age: Age,
    *,
    on: date,
    extent: str,
    needs: frozenset[str] = frozenset(),
    setting: str | None = None,
) -> Instead | None:
    """The refusal and those responsible instead, or None when the operation receives the child.

    Without ``needs`` the operation's own are asked about.
    """
    refusal = age_refusal(region, operation_code, age, on)
    if refusal is None:
        return None
    asked = needs or frozenset(_own_needs(refusal.operation))
    answer = who(region, on=on, age=age, needs=asked, extent=extent, setting=setting)
    rows = [row for level in refusal.operation.levels for row in answer.responsible(level)]
    if not rows:
        rows = [row for level in reversed(Level) for row in answer.responsible(level)]
    return Instead(refusal, tuple(rows))


def _own_needs(operation: Operation) -> set[Need]:
    return {need for duty in operation.duties for need in duty.needs} or set(Need)


def _limit(limit: Age, week: str) -> str:
    if limit.is_unborn:
        return f"{'graviditets' if week == 'vecka' else 'gestational '}{week} {limit.weeks}"
    return str(limit).replace(".", ",") if week == "vecka" else str(limit)
