"""How does a name from outside look, in which form is it kept, and what is never kept? Pure."""

import re

#: Two letters for the country, an organisation number of ten digits (or twelve, as in
#: SE165565594230-1000), and what the organisation calls the person or unit.
HSA_ID = re.compile(r"[A-Za-z]{2}(?:[0-9]{2})?[0-9]{10}-[A-Za-z0-9]{1,20}")
_OWNER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}(?:[0-9]{2})?[0-9]{10}-(?=[A-Za-z0-9]{1,20}$)")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{2})?[0-9]{2}([0-9]{2})([0-9]{2})[-+ ]?[0-9]{4}(?![0-9])")
#: Ten or twelve digits as any of the numbers is written, a reserve number with its letter too.
_RESERVE = re.compile(r"(?<![0-9])(?:[0-9]{2})?[0-9]{6}[-+ ]?[0-9A-Za-z][0-9]{3}(?![0-9])")


def normal(kind: str, value: str) -> str:
    """The form that a name is kept and compared in: case says nothing in an HSA-id or an EPPN."""
    if kind == "hsa_id":
        return value.upper()
    return value.lower() if kind == "eppn" else value


def looks_like_personal_number(text: str, *, or_reserve: bool = False) -> bool:
    """Whether a personnummer or samordningsnummer, of ten or twelve digits, may stand in the text.

    The date must be possible, the check digit need not: what looks like one is kept out.
    `or_reserve` also finds reserve numbers, that have no date, outside an HSA-id's first part.
    """
    text = _UUID.sub(" ", text)
    for month, day in _NUMBER.findall(text):
        is_date = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        is_coordination = int(month) <= 12 and 60 <= int(day) <= 91
        if is_date or is_coordination:
            return True
    return or_reserve and _RESERVE.search(_OWNER.sub("", text)) is not None
