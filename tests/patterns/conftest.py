"""Counties where deviations are reported and patterns are found."""

import pytest

from tests.patterns.watched import Watched
from tests.steering import Steering


@pytest.fixture
def watched(steered: Steering) -> Watched:
    """In a real and in the invented county."""
    return Watched(steered)


@pytest.fixture
def one(steering: Steering) -> Watched:
    """In Jämtland Härjedalen only."""
    return Watched(steering)
