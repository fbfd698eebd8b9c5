"""What is limited, how much, and for whom?"""

import datetime as dt
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

#: Fields by which a log-in form names the account that is tried.
ACCOUNT_FIELDS = ("person", "handle", "username", "account", "konto", "anvandarnamn", "email")
PER_ADDRESS, PER_PERSON, PER_ACCOUNT = "address", "person", "account"


@dataclass(frozen=True)
class Limit:
    """At most `most` requests within `seconds` to views whose names match, for each `per`.

    `per` is an address, a person (or the address of somebody unknown), or the account that the
    form names. `methods` is empty when all count.
    """

    name: str
    views: tuple[str, ...]
    most: int
    seconds: int
    per: str = PER_PERSON
    methods: tuple[str, ...] = ()

    def covers(self, view: str, method: str) -> bool:
        """Whether a request to the view named `view` counts."""
        if self.methods and method not in self.methods:
            return False
        return any(fnmatchcase(view, pattern) for pattern in self.views)


@dataclass(frozen=True)
class Window:
    """The stretch of time that a moment lies in."""

    number: int
    ends_at: dt.datetime

    def left(self, now: dt.datetime) -> int:
        """Whole seconds until it ends, at least one."""
        return max(1, round((self.ends_at - now).total_seconds()))


def window(now: dt.datetime, seconds: int) -> Window:
    """Stretches of `seconds` that follow each other since 1970."""
    number = int(now.timestamp()) // seconds
    return Window(number, dt.datetime.fromtimestamp((number + 1) * seconds, dt.UTC))


def address_of(remote: str, forwarded: str, proxies: Iterable[str]) -> str:
    """Whose address a request came from; IPv6 by its network, as one holder has a whole /64.

    `forwarded` (X-Forwarded-For) is believed only from a proxy that is named, and from the right:
    what stands further left was written by the asker.
    """
    trusted = {_plain(proxy) for proxy in proxies}
    found = _plain(remote)
    for hop in reversed([hop.strip() for hop in forwarded.split(",") if hop.strip()]):
        if found not in trusted:
            break
        found = _plain(hop)
    return _network(found)


def _plain(address: str) -> str:
    """The address alone, written in one way: without a port, brackets, or a mapping to IPv6."""
    bare = address.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(bare)
    except ValueError:
        return bare[:64]
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return str(mapped or parsed)


def _network(address: str) -> str:
    """What one holder has: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
