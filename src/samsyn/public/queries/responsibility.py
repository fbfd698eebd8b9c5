"""Who does what, as rows: each operation's duties with ages, as they hold on a day."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from samsyn.regions.schema import AgeInterval, Region
from samsyn.responsibilities.queries import county as county_on
from samsyn.responsibilities.rules import span_words


def duty_rows(county: Region, on: dt.date) -> Iterator[dict[str, Any]]:
    """One row for each duty in force, with what has been agreed since the package.

    Ages in years; `age_to` is the first age outside.
    """
    for operation in county_on(county.code, on).operations:
        for duty in operation.duties:
            yield {
                "operation": operation.code,
                "operation_name": operation.name,
                "huvudman": [kind.value for kind in operation.huvudman],
                "level": duty.level.value,
                "age_from": _years(duty.ages, "start"),
                "age_to": _years(duty.ages, "end"),
                "ages": span_words(duty.ages, "sv"),
                "needs": sorted(need.value for need in duty.needs),
                "extents": sorted(extent.value for extent in duty.extents),
                "settings": sorted(setting.value for setting in duty.settings),
                "duty": duty.text,
                "part": duty.part.value,
                "basis": duty.basis.value,
                "valid_from": duty.valid_from.isoformat(),
                "valid_to": duty.valid_to.isoformat() if duty.valid_to else None,
                "precision": duty.precision.value,
                "source": duty.source,
                "clause": duty.clause,
            }


def _years(ages: AgeInterval, end: str) -> float | None:
    bound = getattr(ages, end)
    return None if bound is None else round(float(bound.years), 4)
