"""What can be worked out from everything that is told? A solver written apart from the product.

Everything that anybody could count of a year is an unknown from nothing and up. What is told, and
what must hold between tables, are equations. The least and the most that a figure can be are two
linear programs over all of them together.
"""

from collections.abc import Mapping

EPS = 1e-7


class Program:
    """Equations over unknowns that are at least 0, solved by the simplex method (Bland's rule)."""

    def __init__(self) -> None:
        self.names: dict[object, int] = {}
        self.rows: list[tuple[dict[int, float], float]] = []

    def of(self, name: object) -> int:
        """The place of an unknown."""
        return self.names.setdefault(name, len(self.names))

    def equal(self, parts: Mapping[object, float], value: float) -> None:
        """The parts add up to the value."""
        row: dict[int, float] = {}
        for name, factor in parts.items():
            row[self.of(name)] = row.get(self.of(name), 0) + factor
        self.rows.append((row, value))

    def solved(self) -> "Solved":
        """A feasible corner."""
        return Solved(self)


class Solved:
    """A table at a feasible corner; from there each question is optimised."""

    def __init__(self, program: Program) -> None:
        self.names, width = program.names, len(program.names)
        self.width = width
        table = []
        for row, value in program.rows:
            sign = -1.0 if value < 0 else 1.0
            line = [0.0] * width
            for place, factor in row.items():
                line[place] += sign * factor
            table.append([*line, sign * value])
        height = len(table)
        for place, line in enumerate(table):
            line[width:width] = [1.0 if place == n else 0.0 for n in range(height)]
        self.table, self.basis = table, list(range(width, width + height))
        cost = [0.0] * width + [1.0] * height
        assert self._least(cost, width + height) < 1e-6, "what is told contradicts itself"
        # Whatever helped to begin with leaves, or its row says nothing.
        for place in range(len(self.table) - 1, -1, -1):
            if self.basis[place] >= width:
                enter = next((c for c in range(width) if abs(self.table[place][c]) > EPS), None)
                if enter is None:
                    del self.table[place], self.basis[place]
                else:
                    self._pivot(place, enter)
        self.table = [[*line[:width], line[-1]] for line in self.table]

    def range_of(self, parts: Mapping[object, float]) -> tuple[float, float]:
        """The least and the most that the parts can add up to."""
        cost = [0.0] * self.width
        for name, factor in parts.items():
            cost[self.names[name]] += factor
        least = self._least(cost, self.width)
        return least, -self._least([-c for c in cost], self.width)

    def _least(self, cost: list[float], width: int) -> float:
        while True:
            prices = list(cost)
            for line, base in zip(self.table, self.basis, strict=True):
                if cost[base]:
                    prices = [p - cost[base] * v for p, v in zip(prices, line, strict=False)]
            enter = next((c for c in range(width) if prices[c] < -EPS), None)
            if enter is None:
                break
            ratios = [
                (line[-1] / line[enter], self.basis[n], n)
                for n, line in enumerate(self.table)
                if line[enter] > EPS
            ]
            if not ratios:
                return float("-inf")
            self._pivot(min(ratios)[2], enter)
        return sum(cost[b] * line[-1] for line, b in zip(self.table, self.basis, strict=True))

    def _pivot(self, place: int, enter: int) -> None:
        by = self.table[place][enter]
        own = [value / by for value in self.table[place]]
        self.table[place] = own
        for n, line in enumerate(self.table):
            factor = line[enter]
            if n != place and factor:
                self.table[n] = [a - factor * b for a, b in zip(line, own, strict=True)]
        self.basis[place] = enter
