"""Are the settings those of a service with real data?"""

from collections.abc import Callable
from typing import Any

from samsyn.cli.doctor.verdict import Line, fault, fine, unsure
from samsyn.foundation.secrets import weakness
from samsyn.logins.configuration import configuration, knows_by_number
from samsyn.logins.tables import ConfigurationError

YEAR = 31_536_000


def demo(settings: Any) -> Line:
    """The demo's door."""
    if settings.SAMSYN_DEMO:
        return fault("demo", "Demons dörr är öppen: vem som helst kan vara vem som helst.",
                     "Ta bort SAMSYN_DEMO och starta om.")  # fmt: skip
    return fine("demo", "Demons dörr är stängd.")


def debug(settings: Any) -> Line:
    """Django's own error pages."""
    if settings.DEBUG:
        return fault("debug", "Felsidor visar koden och det som skrevs.", "Sätt DEBUG = False.")
    return fine("debug", "Felsidor visar inga detaljer.")


def key(settings: Any) -> Line:
    """The key that signs."""
    if why := weakness(settings.SECRET_KEY):
        return fault("key", why, "Slumpa minst 50 tecken, lägg dem i en fil som bara tjänsten"
                     " läser och sätt SAMSYN_SECRET_KEY_FILE.")  # fmt: skip
    return fine("key", f"Nyckeln är slumpad, {len(settings.SECRET_KEY)} tecken.")


def account_key(settings: Any) -> Line:
    """The key of local accounts' codes."""
    own = settings.SAMSYN_ACCOUNT_KEY
    if own and (why := weakness(own, "SAMSYN_ACCOUNT_KEY")):
        return fault("account_key", why, "Sätt en ny och ge lokala konton nya länkar.")
    return fine("account_key", "Lokala kontons koder har en nyckel som inte går att gissa.")


def identity_key(settings: Any) -> Line:
    """The key of personal numbers' digests."""
    own = settings.SAMSYN_IDENTITY_KEY
    if own and (why := weakness(own, "SAMSYN_IDENTITY_KEY")):
        return fault("identity_key", why, "Byt den innan någon är känd med personnummer, annars"
                     " måste de läggas till på nytt.")  # fmt: skip
    if own:
        return fine("identity_key", "Personnummer sparas med en nyckel som inte går att gissa.")
    try:
        needs_it = knows_by_number(configuration(settings.SAMSYN_LOGIN_FILE))
    except ConfigurationError as error:
        return unsure("identity_key", "SAMSYN_IDENTITY_KEY saknas, och inloggningsfilen går inte"
                      " att läsa.", str(error))  # fmt: skip
    if needs_it:
        return fault("identity_key", "Inloggningen lämnar personnummer, men SAMSYN_IDENTITY_KEY"
                     " saknas: ingen kommer in med dem.", "Slumpa minst 50 tecken, lägg dem i en"
                     " fil och sätt SAMSYN_IDENTITY_KEY_FILE.")  # fmt: skip
    return fine("identity_key", "Ingen är känd med personnummer, så ingen nyckel behövs.")


def earlier_keys(settings: Any) -> Line:
    """Keys from before a change."""
    earlier = settings.SECRET_KEY_FALLBACKS
    if any(weakness(one) for one in earlier):
        return fault("earlier_keys", "En tidigare nyckel går att gissa och gäller fortfarande.",
                     "Ta bort den ur SAMSYN_SECRET_KEY_FALLBACKS.")  # fmt: skip
    if earlier:
        return unsure("earlier_keys", f"{len(earlier)} tidigare nyckel gäller fortfarande.",
                      "Ta bort den när ingen session är äldre än bytet.")  # fmt: skip
    return fine("earlier_keys", "Bara en nyckel gäller.")


def tls(settings: Any) -> Line:
    """What is only sent over TLS."""
    is_whole = (
        settings.SECURE_TLS
        and settings.SESSION_COOKIE_SECURE
        and settings.CSRF_COOKIE_SECURE
        and settings.SECURE_HSTS_SECONDS >= YEAR
        and settings.SESSION_COOKIE_NAME.startswith("__Host-")
    )
    if not is_whole:
        return fault("tls", "Tjänsten tror inte att den står bakom TLS.",
                     "Sätt SAMSYN_TLS=1 och låt proxyn skicka X-Forwarded-Proto.")  # fmt: skip
    return fine("tls", "Kakor skickas bara över TLS och webbläsare stannar där.")


def hosts(settings: Any) -> Line:
    """The names that are answered to."""
    names = [name.strip() for name in settings.ALLOWED_HOSTS]
    if not names or any(name in ("*", "") or name.startswith(".") for name in names):
        return fault("hosts", "Tjänsten svarar på vilket namn som helst.",
                     "Sätt SAMSYN_HOSTS till tjänstens egna namn.")  # fmt: skip
    if set(names) <= {"127.0.0.1", "localhost", "::1"}:
        return unsure("hosts", "Tjänsten svarar bara på den egna maskinens namn.",
                      "Sätt SAMSYN_HOSTS till det namn som användarna skriver.")  # fmt: skip
    return fine("hosts", f"Tjänsten svarar på {', '.join(names)}.")


def proxies(settings: Any) -> Line:
    """Who is believed about where a request came from."""
    given = [name for name in settings.SAMSYN_PROXIES if name.strip()]
    if "*" in given:
        return fault("proxies", "Vem som helst får säga varifrån en fråga kommer.",
                     "Sätt SAMSYN_PROXIES till proxyns adress.")  # fmt: skip
    if not given:
        return unsure("proxies", "Ingen proxy är betrodd: gränserna räknar alla bakom en proxy"
                      " som en.", "Sätt SAMSYN_PROXIES till proxyns adress.")  # fmt: skip
    return fine("proxies", f"Betrodda proxyer: {', '.join(given)}.")


def limits(settings: Any) -> Line:
    """How often one may ask."""
    names = {limit.name for limit in settings.SAMSYN_LIMITS}
    missing = {"login", "account", "search", "papers", "report"} - names
    has_counter = "samsyn.limits.middleware.Limits" in settings.MIDDLEWARE
    if missing or not has_counter:
        return fault("limits", "Det går att pröva sig fram utan gräns.",
                     "Ställ tillbaka SAMSYN_LIMITS och MIDDLEWARE.")  # fmt: skip
    return fine("limits", f"{len(names)} gränser mot den som prövar sig fram.")


def policy(settings: Any) -> Line:
    """The Content-Security-Policy."""
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    said = " ".join(str(value) for value in rules.values())
    if "unsafe" in said or "*" in said or "http:" in said:
        return fault("policy", "Sidorna får köra främmande kod.",
                     "Ställ tillbaka CONTENT_SECURITY_POLICY.")  # fmt: skip
    return fine("policy", "Sidorna får bara köra tjänstens egen kod.")


def login(settings: Any) -> Line:
    """The county's own login."""
    if not getattr(settings, "SAMSYN_LOGIN_FILE", ""):
        return fault("login", "Ingen inloggning är ansluten.",
                     "Beskriv identitetsleverantören i en fil och sätt SAMSYN_LOGIN_FILE.",
                     )  # fmt: skip
    return fine("login", "Länets inloggning är ansluten.")


def local_accounts(settings: Any) -> Line:
    """Accounts for first set-up."""
    if getattr(settings, "SAMSYN_LOCAL_ACCOUNTS", False):
        return fault("local_accounts", "Lokala konton är på. De är bara till för första"
                     " uppsättningen.", "Ta bort SAMSYN_LOCAL_ACCOUNTS.")  # fmt: skip
    return fine("local_accounts", "Lokala konton är av.")


def contact(settings: Any) -> Line:
    """Whom somebody tells of a weakness."""
    if "example.org" in settings.SAMSYN_SECURITY_CONTACT:
        return unsure("contact", "security.txt pekar på en adress som ingen läser.",
                      "Sätt SAMSYN_SECURITY_CONTACT, till exempel mailto:…")  # fmt: skip
    return fine("contact", "security.txt säger vem som tar emot en rapport.")


def log_form(settings: Any) -> Line:
    """The log's formatter."""
    form = settings.LOGGING["formatters"].get("quiet", {}).get("()")
    handlers = settings.LOGGING["handlers"].values()
    if form != "samsyn.foundation.logs.Quiet" or any(
        handler.get("formatter") != "quiet" for handler in handlers
    ):
        return fault("log_form", "Loggen kan få med uppgifter om barn.",
                     "Ställ tillbaka LOGGING.")  # fmt: skip
    return fine("log_form", "Loggen skriver inga uppgifter om någon.")


CHECKS: tuple[Callable[[Any], Line], ...] = (
    demo, debug, key, account_key, identity_key, earlier_keys, tls, hosts, proxies, limits,
    policy, login, local_accounts, contact, log_form,
)  # fmt: skip
