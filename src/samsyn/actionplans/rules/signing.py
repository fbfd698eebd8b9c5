"""For which offices may somebody of a party sign?"""

from collections.abc import Collection


def may_sign_for(organisation: str, own_party: str, parties: Collection[str]) -> bool:
    """Whether somebody of `own_party` signs for `organisation`.

    A party's line is signed by that party alone. An organisation that is no party of the county,
    such as one that several municipalities have together, is signed for by any party that has no
    line under its own name; `parties` are all parties' names.
    """
    wanted, own = organisation.strip().casefold(), own_party.strip().casefold()
    if wanted == own:
        return bool(own)
    return bool(own) and wanted not in {name.strip().casefold() for name in parties}
