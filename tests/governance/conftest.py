"""Arenas to meet in, in both counties or in one."""

import pytest

from tests.governance.chambers import Chambers
from tests.steering import Steering


@pytest.fixture
def chambers(steered: Steering) -> Chambers:
    """Three arenas, in a real and in the invented county."""
    return Chambers(steered)


@pytest.fixture
def house(steering: Steering) -> Chambers:
    """The same in Jämtland Härjedalen only."""
    return Chambers(steering)
