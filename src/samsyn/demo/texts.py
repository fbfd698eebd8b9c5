"""Which everyday words fit a child of this age? Chosen by a seeded die, so the demo repeats."""

import random
from typing import Any

from samsyn.demo.people import data


def fitting(kind: str, die: random.Random, *, age: int | None = None, **wanted: str) -> Any:
    """One row of a kind, for the age and with the wanted values where rows say them."""
    rows = [
        row
        for row in data("texts")[kind]
        if all(row.get(key) == value for key, value in wanted.items())
        and (age is None or "ages" not in row or row["ages"][0] <= age <= row["ages"][1])
    ]
    return die.choice(rows or data("texts")[kind])


def several(kind: str, die: random.Random, most: int, *, age: int) -> list[Any]:
    """Up to `most` different rows that fit the age."""
    rows = [r for r in data("texts")[kind] if r["ages"][0] <= age <= r["ages"][1]]
    rows = rows or data("texts")[kind]
    return die.sample(rows, min(most, len(rows)))
