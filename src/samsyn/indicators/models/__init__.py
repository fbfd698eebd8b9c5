"""Which measures does a county follow, and what have they shown?"""

from samsyn.indicators.models.measures import ImportBatch, Measure, Observation

__all__ = ["ImportBatch", "Measure", "Observation"]
