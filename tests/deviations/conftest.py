"""Two sides and their lines, once in a real county and once in the invented one."""

import pytest

from tests.deviations.people import Sides


@pytest.fixture(params=["jamtland-harjedalen", "fjordlanda"])
def sides(request: pytest.FixtureRequest, db: None) -> Sides:
    """In both counties."""
    return Sides(request.param)


@pytest.fixture
def two(db: None) -> Sides:
    """In Jämtland Härjedalen only."""
    return Sides("jamtland-harjedalen")
