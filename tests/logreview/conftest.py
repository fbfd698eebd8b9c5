"""A month to review, in both counties."""

import pytest

from tests.logreview.months import Month, a_month
from tests.world import World


@pytest.fixture
def month(world: World) -> Month:
    return a_month(world)


@pytest.fixture
def one(county: World) -> Month:
    return a_month(county)
