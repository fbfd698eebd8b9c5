"""How does Kolada (RKA) answer, and what of it is ours? API v3, mapping only; pure.

Titles matter: lists of identities have been wrong, so a KPI is looked up by its title and the title
is kept beside the figures.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from samsyn.indicators.rules.periods import Period
from samsyn.indicators.rules.reading import LARGEST, Fault, Problem, Read, Row

ATTRIBUTION = "Källa: Kolada (RKA)"
BASE = "https://api.kolada.se/v3/"
#: Kolada's code for all, women and men together.
ALL_GENDERS = "T"
#: Kolada takes so many identities in one question.
MOST_IDS = 25


@dataclass(frozen=True)
class Kpi:
    """A KPI: identity and title."""

    id: str
    title: str


def parse(text: str) -> Mapping[str, Any] | None:
    """The answer as a dictionary with `values`, or None when it is something else."""
    try:
        data = json.loads(text)
    except ValueError:
        return None
    return data if isinstance(data, dict) and isinstance(data.get("values"), list) else None


def next_page(answer: Mapping[str, Any]) -> str:
    """The address of the rest, or nothing; both spellings have been seen."""
    return str(answer.get("next_url") or answer.get("next_page") or "")


def kpis(answer: Mapping[str, Any]) -> tuple[Kpi, ...]:
    """The KPIs of an answer of `kpi`."""
    return tuple(
        Kpi(str(row["id"]), str(row["title"]))
        for row in answer["values"]
        if isinstance(row, dict) and row.get("id") and row.get("title")
    )


def kpi_by_title(found: tuple[Kpi, ...], title: str) -> Kpi | None:
    """The one with exactly this title (letters of any size), or None."""
    same = [kpi for kpi in found if kpi.title.strip().casefold() == title.strip().casefold()]
    return same[0] if len(same) == 1 else None


def data_path(kpi: str, municipalities: tuple[str, ...], years: tuple[int, ...]) -> str:
    """The address, below the base, of values; at most 25 municipalities in one."""
    wanted = ",".join(municipalities[:MOST_IDS])
    return f"data/kpi/{kpi}/municipality/{wanted}/year/{','.join(map(str, years))}"


def read_kolada(text: str, kpi: str, areas: Mapping[str, str]) -> Read:
    """Read an answer of `data`. `areas` is our code ('' for the county) by Kolada's code.

    Only all genders together; other municipalities are left out. A value that Kolada does not give
    is missing, with Kolada's word for why.
    """
    answer = parse(text)
    if answer is None:
        return Read((), (Problem(0, Fault.JSON),))
    rows: dict[tuple[str, Period], Row] = {}
    problems: list[Problem] = []
    for place, item in enumerate(answer["values"], start=1):
        try:
            if kpi and str(item["kpi"]) != kpi:
                problems.append(Problem(place, Fault.OTHER_KPI, str(item["kpi"])))
                continue
            code, period = str(item["municipality"]), Period.parse(str(item["period"]))
            values = [v for v in item["values"] if v.get("gender") == ALL_GENDERS]
        except (KeyError, TypeError, ValueError, AttributeError):
            problems.append(Problem(place, Fault.JSON))
            continue
        if code not in areas or not values or values[0].get("isdeleted"):
            continue
        row = _row(areas[code], period, values[0])
        if row is None:
            problems.append(Problem(place, Fault.VALUE, str(values[0].get("value"))))
        else:
            rows[row.area, row.period] = row
    if not rows and not problems:
        problems.append(Problem(0, Fault.EMPTY))
    return Read(tuple(rows.values()), tuple(problems))


def _row(area: str, period: Period, item: Mapping[str, Any]) -> Row | None:
    value = item.get("value")
    if value is None:
        return Row(area, period, None, note=str(item.get("status") or "")[:300])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) >= LARGEST:
        return None
    return Row(area, period, number.quantize(Decimal("0.001")))
