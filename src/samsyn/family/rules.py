"""Whose pages are they, and until when? Pure."""

import datetime as dt

from samsyn.foundation.words import Word

#: Guardianship ends when the child comes of age (föräldrabalken 6 kap. 2 §).
OF_AGE = 18
#: An access is looked at anew after a year at most.
LONGEST = dt.timedelta(days=365)


class Relation(Word):
    """Who somebody is to the child whose pages it opens."""

    SELF = "self", "Barnet eller den unga själv", "The child or young person"
    GUARDIAN = "guardian", "Vårdnadshavare", "Guardian"


def comes_of_age(born_on: dt.date) -> dt.date:
    """The day when the child is eighteen; a leap day's child on the first of March."""
    try:
        return born_on.replace(year=born_on.year + OF_AGE)
    except ValueError:
        return dt.date(born_on.year + OF_AGE, 3, 1)


def last_day(relation: Relation, born_on: dt.date, today: dt.date) -> dt.date | None:
    """The last day that can be given today; None when nothing can be given any more."""
    longest = today + LONGEST
    if relation is Relation.GUARDIAN:
        longest = min(longest, comes_of_age(born_on) - dt.timedelta(days=1))
    return longest if longest >= today else None
