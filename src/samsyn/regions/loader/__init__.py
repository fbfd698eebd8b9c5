"""Is this county package sound, and what does it say? Strict: all faults at once, with lines."""

from samsyn.regions.loader.folders import available_regions, region
from samsyn.regions.loader.package import load_region
from samsyn.regions.loader.problems import Problem, RegionError, UnknownRegion

__all__ = [
    "Problem",
    "RegionError",
    "UnknownRegion",
    "available_regions",
    "load_region",
    "region",
]
