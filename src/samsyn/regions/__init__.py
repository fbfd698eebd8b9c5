"""What has this county agreed? Data in packages/<county>/*.toml, read by the loader.

Names for other packages: ``region``, ``available_regions``, ``load_region``, ``RegionError``.
"""

from samsyn.regions.loader import (
    Problem,
    RegionError,
    available_regions,
    load_region,
    region,
)

__all__ = ["Problem", "RegionError", "available_regions", "load_region", "region"]
