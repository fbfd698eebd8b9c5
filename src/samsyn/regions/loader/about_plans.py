"""How are strategies and action plans read from a package?"""

from collections.abc import Iterable, Iterator

from samsyn.regions.loader.table import Table
from samsyn.regions.schema import (
    ActionPlan,
    LiftedRow,
    PlanRow,
    PlanSignature,
    Precision,
    Strategy,
    StrategyGoal,
)


def read_strategy(table: Table) -> Strategy | None:
    """A strategy with its goals."""
    goals = [
        row.build(
            StrategyGoal,
            key=row.text("key"),
            text=row.text("text"),
            text_en=row.text("text_en"),
        )
        for row in _unlike(table.tables("goals"))
    ]
    table.is_broken = table.is_broken or None in goals
    return table.build(
        Strategy,
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en"),
        goals=tuple(goals),
        **table.dated(),
    )


def read_action_plan(table: Table) -> ActionPlan | None:
    """An action plan with its matrix, what was lifted out of it, and who signs."""
    rows = [_plan_row(row) for row in _unlike(table.tables("rows"))]
    lifted = [_lifted(row) for row in _unlike(table.tables("lifted"))]
    signatures = [
        row.build(PlanSignature, office=row.text("office"), organisation=row.text("organisation"))
        for row in table.tables("signatures")
    ]
    table.is_broken = table.is_broken or None in [*rows, *lifted, *signatures]
    revised, _ = table.day("revised_on")
    return table.build(
        ActionPlan,
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en"),
        arena=table.needed("arena", "arenas", "arena"),
        decided_by=table.references("decided_by", "arenas", "arena"),
        revised_on=revised,
        target_group=table.text("target_group"),
        introduction=table.text("introduction"),
        rows=tuple(rows),
        lifted=tuple(lifted),
        signatures=tuple(signatures),
        **table.dated(),
    )


def _plan_row(table: Table) -> PlanRow | None:
    return table.build(
        PlanRow,
        key=table.text("key"),
        area=table.text("area"),
        operations=table.texts("operations"),
        goal=table.text("goal", ""),
        measure=table.text("measure", ""),
        indicator=table.text("indicator", ""),
        activity=table.text("activity", ""),
        done=table.text("done", ""),
        responsible=table.text("responsible", ""),
        background=table.text("background", ""),
        agreements=table.references("agreements", "agreements", "överenskommelse"),
        strategy_goals=table.references("strategy_goals", "strategies.goals", "mål"),
    )


def _lifted(table: Table) -> LiftedRow | None:
    lifted, precision = table.day("lifted_on")
    if "lifted_on" not in table.data:
        table.fault("Dag saknas (lifted_on).", 'Skriv lifted_on = "2016-10".')
    return table.build(
        LiftedRow,
        key=table.text("key"),
        area=table.text("area"),
        lifted_on=lifted,
        precision=table.word("precision", Precision, precision),
        why=table.text("why", ""),
        from_plan=table.text("from_plan", ""),
    )


def _unlike(rows: Iterable[Table]) -> Iterator[Table]:
    """The rows; one with a key that an earlier one has is a fault."""
    seen: set[str] = set()
    for row in rows:
        key = str(row.data.get("key"))
        if key in seen:
            row.fault(f"”{key}” finns redan.", "Ge raden en egen nyckel (key).", "key")
        seen.add(key)
        yield row
