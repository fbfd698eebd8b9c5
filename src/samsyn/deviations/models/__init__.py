"""What failed, who has it now and what was answered? The shared copy, and what stays at home.

`Deviation`, `Place`, `Step`, `Answer` and `Words` are the shared copy: they hold no identity of a
child and no name of who reported. `Origin` is the reporter's own compartment and holds the link to
the child. Every free text of the shared copy lies in `Words`, so that a text which turns out to
name somebody is hidden in one place, by the database; but for two short ones, the name of a routine
and the office that answers for a measure, which are looked through in the same way.
"""

from samsyn.deviations.models.deviation import Deviation, Place, Step
from samsyn.deviations.models.own import Dismissal, Origin
from samsyn.deviations.models.words import Answer, Words

__all__ = ["Answer", "Deviation", "Dismissal", "Origin", "Place", "Step", "Words"]
