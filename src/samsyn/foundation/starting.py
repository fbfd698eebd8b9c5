"""May this process serve? Asked by `samsyn serve` and by every other application server."""

import os
from collections.abc import Mapping

from samsyn.foundation.demo_door import why_closed
from samsyn.foundation.secrets import OPTIONAL, earlier_keys, given, weakness


def refusals(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Why serving must not begin, each with what to do; empty when it may.

    The demo may have any key, as it holds nothing but invented people; its door opens only at home.
    """
    if environment.get("SAMSYN_DEMO") == "1":
        return list(filter(None, [why_closed(environment)]))
    keys = [given("SAMSYN_SECRET_KEY", environment), *earlier_keys(environment)]
    found = [weakness(key) for key in keys]
    optional = {name: given(name, environment) for name in OPTIONAL}
    found += [weakness(key, name) for name, key in optional.items() if key]
    return list(dict.fromkeys(filter(None, found)))
