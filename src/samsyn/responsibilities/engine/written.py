"""How is a change written as JSON, and read again?"""

from collections.abc import Mapping
from typing import Any

from samsyn.regions.schema import Age, AgeInterval, BadAge, DeadlineKey, Extent, Need
from samsyn.responsibilities.engine.trial import (
    Change,
    ChangeAges,
    ChangeDeadline,
    ChangeDuty,
    ChangeRung,
    RemoveDuty,
)


def change_as_dict(change: Change) -> dict[str, Any]:
    """The change as plain data. Raises ``ValueError`` for a new duty, which has no such form."""
    match change:
        case ChangeAges(operation=operation, ages=ages):
            return {
                "kind": "ages",
                "operation": operation,
                "from": str(ages.start) if ages.start is not None else None,
                "to": str(ages.end) if ages.end is not None else None,
            }
        case ChangeDuty(operation=operation, duty=duty, needs=needs, extents=extents):
            return {
                "kind": "duty",
                "operation": operation,
                "duty": duty,
                "needs": None if needs is None else sorted(needs),
                "extents": None if extents is None else sorted(extents),
            }
        case RemoveDuty(operation=operation, duty=duty):
            return {"kind": "remove_duty", "operation": operation, "duty": duty}
        case ChangeDeadline(key=key, days=days):
            return {"kind": "deadline", "key": key.value, "days": days}
        case ChangeRung(ladder=ladder, rung=rung, days=days):
            return {"kind": "rung", "ladder": ladder, "rung": rung, "days": days}
    raise ValueError("a new duty is written in the county package")


def read_change(data: Mapping[str, Any]) -> Change:
    """The change that plain data says. Raises ``ValueError`` when it says none."""
    try:
        match data["kind"]:
            case "ages":
                return ChangeAges(data["operation"], _ages(data))
            case "duty":
                return ChangeDuty(
                    data["operation"],
                    data["duty"],
                    needs=_words(Need, data.get("needs")),
                    extents=_words(Extent, data.get("extents")),
                )
            case "remove_duty":
                return RemoveDuty(data["operation"], data["duty"])
            case "deadline":
                days = data["days"]
                return ChangeDeadline(DeadlineKey(data["key"]), None if days is None else int(days))
            case "rung":
                days = data["days"]
                return ChangeRung(data["ladder"], data["rung"], None if days is None else int(days))
    except (KeyError, TypeError, BadAge) as error:
        raise ValueError(f"{dict(data)!r} is not a change") from error
    raise ValueError(f"{dict(data)!r} is not a change")


def _ages(data: Mapping[str, Any]) -> AgeInterval:
    start, end = data["from"], data["to"]
    return AgeInterval(
        Age.parse(start) if start is not None else None, Age.parse(end) if end is not None else None
    )


def _words(kind: Any, values: Any) -> Any:
    return None if values is None else frozenset(kind(value) for value in values)
