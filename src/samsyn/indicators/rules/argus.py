"""Asks τ-ARGUS, in a process of its own, which cells of a table it would hide."""

import json
import sys

import pytauargus


def hidden(threshold: int, cells: list[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """Row and column of each cell to hide; an empty text is the total."""
    rows = [
        {"area": row, "part": column, "ones": 1}
        for row, column, count in cells
        for _each in range(count)
    ]
    result = pytauargus.protect(
        rows, ["area", "part"], "ones", f"FREQ({threshold},100)", "OPT(1)", workdir="."
    )
    return [
        (_name(row["area"]), _name(row["part"]))
        for row in result.tables[0].rows
        if row["status"] in ("U", "M")
    ]


def _name(text: str) -> str:
    return "" if text == "Total" else text


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(hidden(**json.load(sys.stdin))) + "\n")
