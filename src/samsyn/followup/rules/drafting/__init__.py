"""How do facts become a first draft in plain Swedish? One section per question; pure.

The draft is a Swedish document and is not translated. It says nothing that no fact says, and it
says openly where nothing is recorded.
"""

from samsyn.followup.rules.drafting.about import about, composition, meetings
from samsyn.followup.rules.drafting.around import agreements, balance, figures, voices
from samsyn.followup.rules.drafting.deviations import deviations
from samsyn.followup.rules.drafting.matters import matters
from samsyn.followup.rules.facts import Facts
from samsyn.followup.rules.sections import Section, with_basis

PARTS = (
    about, composition, meetings, matters, agreements, balance, figures, deviations, voices,
)  # fmt: skip


def draft(facts: Facts) -> tuple[Section, ...]:
    """The sections of a first draft, in order."""
    return tuple(with_basis(part(facts)) for part in PARTS)
