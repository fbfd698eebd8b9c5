"""What can somebody work out about a hidden cell from all that is published? Exact, and pure.

A table with its totals is a circulation: from the source through each row's total, the row's
cells, the column's total and back. A published cell is a fixed arc, a hidden one may carry anything
from nothing and up. The most and the least that a hidden cell can be are maximum flows.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Collection, Mapping

#: (row, column); an empty text is the total.
Cell = tuple[str, str]
Node = tuple[str, str]

UNBOUNDED = 10**9
SOURCE: Node = ("", "rows")
SINK: Node = ("", "columns")


def ends(cell: Cell) -> tuple[Node, Node]:
    """Which nodes the cell's arc goes between."""
    row, column = cell
    tail = ("row", row) if row else ("column", column) if column else SINK
    if row:
        tail = ("row", row) if column else SOURCE
        head = ("column", column) if column else ("row", row)
    else:
        head = SINK if column else SOURCE
    return tail, head


def possible(
    counts: Mapping[Cell, int], hidden: Collection[Cell], cell: Cell
) -> tuple[int, int | None]:
    """The least and the most that a hidden `cell` can be; None when nothing bounds it above."""
    tail, head = ends(cell)
    others = [other for other in hidden if other != cell]
    more = _most_flow(counts, others, head, tail)
    fewer = min(counts[cell], _most_flow(counts, others, tail, head))
    return counts[cell] - fewer, None if more >= UNBOUNDED else counts[cell] + more


def _most_flow(
    counts: Mapping[Cell, int], hidden: Collection[Cell], start: Node, goal: Node
) -> int:
    room: dict[Node, dict[Node, int]] = defaultdict(lambda: defaultdict(int))
    for other in hidden:
        tail, head = ends(other)
        room[tail][head] += UNBOUNDED
        room[head][tail] += counts[other]
    total = 0
    while total < UNBOUNDED:
        before: dict[Node, Node] = {start: start}
        queue = deque([start])
        while queue and goal not in before:
            node = queue.popleft()
            for following, left in room[node].items():
                if left > 0 and following not in before:
                    before[following] = node
                    queue.append(following)
        if goal not in before:
            return total
        path, node = [], goal
        while node != start:
            path.append((before[node], node))
            node = before[node]
        step = min(room[a][b] for a, b in path)
        for a, b in path:
            room[a][b] -= step
            room[b][a] += step
        total += step
    return UNBOUNDED


def cheapest_cover(
    counts: Mapping[Cell, int],
    hidden: Collection[Cell],
    cell: Cell,
    width: int,
    keep: Collection[Cell] = (),
) -> frozenset[Cell]:
    """The cells to hide besides, with least lost, so that `cell` could be `width` more.

    Those in `keep` cannot be hidden; nothing when it cannot be done without them.
    """
    tail, head = ends(cell)
    arcs: dict[Node, list[tuple[Node, int, Cell]]] = defaultdict(list)
    for other, count in counts.items():
        if other == cell or other in keep:
            continue
        start, stop = ends(other)
        cost = 0 if other in hidden else count + 1
        arcs[start].append((stop, cost, other))
        if count >= width:
            arcs[stop].append((start, cost, other))
    best: dict[Node, int] = {head: 0}
    through: dict[Node, tuple[Node, Cell]] = {}
    heap: list[tuple[int, Node]] = [(0, head)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > best[node]:
            continue
        for following, cost, other in arcs[node]:
            if so_far + cost < best.get(following, UNBOUNDED):
                best[following] = so_far + cost
                through[following] = (node, other)
                heapq.heappush(heap, (so_far + cost, following))
    if tail not in best:
        return frozenset()
    found, node = set(), tail
    while node != head:
        node, other = through[node]
        found.add(other)
    return frozenset(found - set(hidden))
