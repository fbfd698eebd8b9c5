"""How is a pattern said, without giving anybody away? Swedish, as all stored text is. Pure.

A number that is more than nothing and less than the threshold is never written, nor one from
which it could be worked out.
"""

from collections.abc import Sequence

from samsyn.deviations.rules import Kind
from samsyn.indicators.rules import DEFAULT_THRESHOLD as THRESHOLD
from samsyn.indicators.rules import is_small
from samsyn.patterns.rules.finding import MONTHS, Found

TITLE = 200
#: What recurs, in a few words.
KINDS = {
    Kind.GUIDELINE: "riktlinjer följs inte",
    Kind.AGREED_ACTION: "det som är överenskommet blir inte gjort",
    Kind.RESPONSIBILITY: "oenighet om vem som ansvarar",
    Kind.COST: "oenighet om vem som betalar",
}


def title_of(kind: Kind, ground: str, between: str) -> str:
    """A heading: what was not kept, what recurs, and between whom."""
    what = f"{ground}: {KINDS[kind]}" if ground else KINDS[kind]
    return _cut(f"{what[:1].upper()}{what[1:]}, {between}")


def title_of_one(kind: Kind, between: str) -> str:
    """The heading of a single deviation that has climbed to the top; without any detail."""
    return _cut(f"En fråga på trappans översta steg: {KINDS[kind]}, {between}")


def between_of(names: Sequence[str]) -> str:
    """Between whom: two parties, within one, or several."""
    if not names:
        return "mellan flera parter"
    if len(set(names)) == 1:
        return f"inom {names[0]}"
    return f"mellan {names[0]} och {names[1]}"


def shown(number: int, threshold: int = THRESHOLD) -> str:
    """A number as it may be written."""
    return f"färre än {threshold}" if is_small(number, threshold) else str(number)


def stored_number(number: int, threshold: int = THRESHOLD) -> int | None:
    """A number as it may be kept where everybody reads; None when it is too small."""
    return None if is_small(number, threshold) else number


def reasons_of(found: Found, threshold: int = 0) -> tuple[str, ...]:
    """Why it was flagged, each reason with its numbers. Threshold 0: exact, for who meets all."""
    hidden = is_small(found.count, threshold)
    lines = [_recurs(found, threshold), _before(found, threshold)]
    if not hidden and not is_small(found.total - found.count, threshold):
        lines.append(f"Det är {found.share} procent av alla avvikelser under tiden.")
    lines += _spread(found, hidden)
    if not hidden and _may_part(found.climbed, found.count, threshold):
        lines.append(f"{found.climbed} av dem har lyfts minst ett steg på trappan.")
    if not hidden and _may_part(found.waiting, found.count, threshold):
        lines.append(f"{found.waiting} av dem väntar fortfarande på svar.")
    if found.again:
        lines.append("Samma mönster har behandlats förut och har kommit tillbaka.")
    return tuple(line for line in lines if line)


def _recurs(found: Found, threshold: int) -> str:
    start = f"{_cap(shown(found.count, threshold))} avvikelser av samma slag på {MONTHS} månader"
    if is_small(found.count, threshold) or found.months < 2:
        return f"{start}."
    return f"{start}, i {found.months} olika månader."


def _before(found: Found, threshold: int) -> str:
    if found.before == 0:
        return f"Under de {MONTHS} månaderna före var det inga."
    line = f"Under de {MONTHS} månaderna före var det {shown(found.before, threshold)}."
    return f"{line} Det är en ökning." if found.rises else line


def _spread(found: Found, hidden: bool) -> list[str]:
    lines = []
    if not found.shape.pair:
        many = "flera" if hidden else str(found.pairs)
        lines.append(f"Det har hänt mellan {many} olika par av parter.")
    if not found.shape.ground and found.grounds > 1:
        lines.append("Det gäller flera olika delar av det ni har kommit överens om.")
    return lines


def _may_part(part: int, whole: int, threshold: int) -> bool:
    """A part is told when neither it nor what is left of the whole is too small."""
    return part > 0 and not is_small(part, threshold) and not is_small(whole - part, threshold)


def basis_of(facts: Sequence[tuple[str, str]], reasons: Sequence[str]) -> str:
    """The de-identified text that goes with the matter: facts line by line, then the reasons."""
    lines = [f"{label}: {value}" for label, value in facts if value]
    if reasons:
        lines += ["", "Varför det tas upp:", *(f"– {reason}" for reason in reasons)]
    lines += ["", "Här står inget om något enskilt barn eller om vem som har anmält."]
    return "\n".join(lines)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(text: str) -> str:
    return text if len(text) <= TITLE else f"{text[: TITLE - 1].rstrip()}…"
