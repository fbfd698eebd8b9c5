"""May the demo's door be open here? Only on one's own machine; pure, from the environment.

The demo lets anybody be anybody. So whatever looks like a service for others refuses to start.
"""

from collections.abc import Mapping

from samsyn.foundation.embedded import Address
from samsyn.foundation.secrets import given

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}


def why_closed(environment: Mapping[str, str]) -> str:
    """Why SAMSYN_DEMO=1 must not be served with these settings; nothing when it may."""
    if environment.get("SAMSYN_DEMO") != "1":
        return ""
    if environment.get("SAMSYN_TLS") == "1":
        return _sentence("SAMSYN_TLS=1 hör till en tjänst i drift.")
    hosts = [host.strip() for host in environment.get("SAMSYN_HOSTS", "").split(",")]
    if named := [host for host in hosts if host and host not in LOOPBACK]:
        return _sentence(f"SAMSYN_HOSTS har {', '.join(named)}, som andra når.")
    url = given("DATABASE_URL", environment)
    if url and Address.parse(url).host not in LOOPBACK:
        return _sentence("DATABASE_URL pekar på en databas utanför den här maskinen.")
    return ""


def _sentence(why: str) -> str:
    return (
        "Demon startar inte här: i den kan vem som helst logga in som vem som helst. "
        f"{why} Ta bort SAMSYN_DEMO, eller kör demon för sig på din egen maskin."
    )
