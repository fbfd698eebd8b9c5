"""Which faults recur, and which deviations stand behind each of them?"""

from samsyn.patterns.models.patterns import Member, Pattern, PatternStep

__all__ = ["Member", "Pattern", "PatternStep"]
