"""What of a typed form is never carried on or kept? What shows who somebody is; whose number it is.

A form's fields are known by their names alone, as most of what carries them never sees the form.
"""

#: What shows who somebody is: never carried back into a page, and never kept.
SECRET = frozenset(
    {"password", "losenord", "code", "kod", "token", "secret", "csrfmiddlewaretoken"}
)
#: What may hold a personal identity number, a search too: stands in the page, and is never kept.
NUMBERS = frozenset({"number", "personnummer", "q"})
#: What an address may hold that opens something by itself; ours never do.
OPENS = frozenset({"access_token", "sig", "signature", "key", "nyckel"})
PREFIXES = (":", "-")


def is_secret(name: str) -> bool:
    """Whether a field of this name shows who somebody is."""
    return _own_name(name) in SECRET


def is_kept(name: str) -> bool:
    """Whether what stands in a field of this name may be stored, in a draft or through a log-in."""
    return _own_name(name) not in SECRET | NUMBERS


def is_repeated(name: str) -> bool:
    """Whether what follows the address under this name may stand in another address."""
    return is_kept(name) and _own_name(name) not in OPENS


def _own_name(name: str) -> str:
    """A field's name without what it is carried as (`typed:…`) or the row it is in (`rows-0-…`)."""
    for sign in PREFIXES:
        name = name.rpartition(sign)[2]
    return name.replace("\x00", "").strip().lower()
