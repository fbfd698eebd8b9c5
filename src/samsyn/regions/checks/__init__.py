"""What does the agreement leave out or say twice, and does the package answer as it was read?"""

from samsyn.regions.checks.examples import Check, answer_to, check
from samsyn.regions.checks.findings import Gap, Overlap, gap_in, gaps, overlap_in, overlaps
from samsyn.regions.checks.grid import Cell, Grid, Segment, applies_in, grid
from samsyn.regions.checks.grouping import Group, grouped

__all__ = [
    "Cell",
    "Check",
    "Gap",
    "Grid",
    "Group",
    "Overlap",
    "Segment",
    "answer_to",
    "applies_in",
    "check",
    "gap_in",
    "gaps",
    "grid",
    "grouped",
    "overlap_in",
    "overlaps",
]
