"""Which county packages are there, and which one has this code?"""

import os
from functools import lru_cache
from pathlib import Path

from samsyn.regions.loader.package import load_region
from samsyn.regions.loader.problems import UnknownRegion
from samsyn.regions.schema import Region

SHIPPED = Path(__file__).parent.parent / "packages"
EXTRA_FOLDERS = "SAMSYN_REGION_PATHS"


def available_regions() -> list[str]:
    """Codes of all packages: the shipped ones and those in the folders of the environment."""
    return sorted(_folders())


def region(code: str) -> Region:
    """The package with that code, read once. Raises ``UnknownRegion`` or ``RegionError``."""
    folder = _folders().get(code)
    if folder is None:
        raise UnknownRegion(
            f"Det finns inget län med koden ”{code}”. "
            f"De som finns: {', '.join(available_regions())}."
        )
    return _loaded(folder)


@lru_cache(maxsize=32)
def _loaded(folder: Path) -> Region:
    return load_region(folder)


def _folders() -> dict[str, Path]:
    extra = os.environ.get(EXTRA_FOLDERS, "")
    homes = [SHIPPED, *(Path(entry) for entry in extra.split(os.pathsep) if entry)]
    return {
        folder.name: folder
        for home in homes
        if home.is_dir()
        for folder in home.iterdir()
        if any(folder.glob("*.toml"))
    }
