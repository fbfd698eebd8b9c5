"""Which numbers, addresses on the net, dates and classes stand in a text? Pure.

Every pattern has bounded repeats, so that the time grows with the text and no faster.
"""

import re
from collections.abc import Iterator

from samsyn.deviations.rules.deidentify.marks import Find, Mark

_GAP = r"[ \u00a0\u2009\u202f]"
_DASH = r"[-+–—−‐‑/._:]"
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec"
)
_PERSON = re.compile(
    rf"(?<!\d)(?:(?:(?:18|19|20){_GAP}?)?\d\d|99(?:18|19|20)\d\d){_GAP}?[-./]?{_GAP}?(\d\d){_GAP}?[-./]?{_GAP}?"
    rf"(\d\d)((?:\s{{0,2}}{_DASH}?\s{{0,2}}))(?:(\d{{4}})(?!\d)"
    r"|(?=[A-ZÅÄÖ]{0,3}\d|[A-ZÅÄÖ]{2}|[Xx*•]{4})[A-ZÅÄÖ\d*•xX]{4}(?![^\W_]))"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}|(?<!\w)@[\w.]{2,40}")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]{1,2000}"
    r"|(?<![\w@.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:se|com|nu|org|net|eu|io|no|fi|dk)"
    r"(?![\w])(?:/[^\s<>\"”]{0,2000})?"
)
_PHONE = re.compile(
    rf"(?<![\d,.])(?:\(?\+\d{{1,3}}\)?|00\d{{2}}|\(?0)(?:{_GAP}?[-/()]{{0,2}}{_GAP}?\d){{6,12}}(?!\d)"
)
_CALLED = re.compile(
    rf"(?<!\w)(?:tel|tfn|telefon|telnr|mobil|mobilnr|telefonnummer|ring)[.:]?{_GAP}{{1,2}}"
    rf"(\d(?:{_GAP}?-?\d){{4,10}})(?!\d)",
    re.IGNORECASE,
)
_DATES = (
    re.compile(
        rf"(?<![\d/])(?:\d{{1,2}}{_GAP}?[-–]{_GAP}?)?\d{{1,2}}(?::?[ea]|\.)?{_GAP}?"
        rf"(?:{_MONTHS})\.?(?:,?{_GAP}(?:19|20)\d\d)?(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\d/-])(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)"
    ),
    re.compile(r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        r"(?<![\d.-])(?:3[01]|[12]\d|0?[1-9])([.-])(?:1[0-2]|0?[1-9])\1(?:19|20)?\d\d(?!\d|\.\d)"
    ),
    re.compile(
        rf"(?<![\d/§])(?:3[01]|[12]\d|[1-9])/(?:1[0-2]|[1-9])(?:[-/{_GAP[1:-1]}]{{1,2}}(?:20)?\d\d)?"
        r"(?![\d/])(?!\s?(?:del|tab|dl\b|l\b|tim|dag|av\b|tjänst|msk|tsk))"
    ),
)
_CLASS = re.compile(
    rf"(?<![^\W_])(?:(?:klass(?:en)?|åk|årskurs|grupp){_GAP}{{0,2}}\d{_GAP}?[A-Fa-f](?![^\W_])"
    r"|[1-9][A-Fa-f](?![^\W_]|-[a-zåäö])(?!\s?(?:§|kap))|(?:NA|TE|SA|EK|ES|IM|HU|BF|VO|EE|BA|FT)"
    r"\d\d[A-Za-z]?(?![^\W_]))"
)
_NOT_A_CLASS = re.compile(
    r"(?:bilaga|punkt|steg|fråga|alternativ|alt|nivå|fig|figur|tabell|moment|§§?|kap\.?|vitamin"
    r"|avdelning|avd\.?|rum|sal|hus|kod)\s{0,2}$",
    re.IGNORECASE,
)
_POST = re.compile(
    rf"(?<![\d-])(?:S-|SE-)?\d{{3}}{_GAP}?\d\d{_GAP}{{1,2}}(?=[A-ZÅÄÖ])[^\W\d_]{{2,30}}"
    rf"(?:{_GAP}[A-ZÅÄÖ][^\W\d_]{{1,30}})?"
)
_BOX = re.compile(rf"(?i:(?<!\w)box){_GAP}{{1,2}}\d{{1,6}}(?!\d)")
_CASE = re.compile(
    r"(?<!\w)[A-ZÅÄÖ]{1,6}[ -]?(?:19|20)\d\d[/:-]\d{1,6}(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d[/:]\d{2,6}(?!\d)"
    r"|(?i:(?<!\w)(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer|journalnr|journalnummer|id-?nr"
    r"|lma-?nr|lma-?nummer|patientid))[.:]?\s{0,2}[A-Za-z]{0,4}[ -]?\d[\d/:-]{1,20}"
    r"|(?<!\w)[A-HJ-PR-UW-Z]{3} \d\d[\dA-Z](?!\w)"
    r"|\d{6,}"
)


def _find(match: re.Match[str], mark: Mark, sure: bool, instead: str) -> Find:
    text = match[0].rstrip(" .,;:!?)\u00a0" if mark is not Mark.PERSON_NUMBER else "")
    return Find(match.start(), match.start() + len(text), text, mark, sure, instead)


def numbers(text: str) -> Iterator[Find]:
    """Everything that is known by its form alone. The finds may overlap."""
    for match in _PERSON.finditer(text):
        yield from _person(match)
    for match in _EMAIL.finditer(text):
        yield _find(match, Mark.EMAIL, True, "[e-post]")
    for match in _LINK.finditer(text):
        yield _find(match, Mark.LINK, True, "[länk]")
    for match in _PHONE.finditer(text):
        yield _find(match, Mark.PHONE, True, "[telefonnummer]")
    for match in _CALLED.finditer(text):
        yield Find(match.start(1), match.end(1), match[1], Mark.PHONE, True, "[telefonnummer]")
    for pattern in _DATES:
        for match in pattern.finditer(text):
            yield _find(match, Mark.DATE, False, "[datum]")
    for match in _CLASS.finditer(text):
        if not _NOT_A_CLASS.search(text[max(0, match.start() - 14) : match.start()]):
            yield _find(match, Mark.CLASS, len(match[0]) > 2, "klassen")
    for match in _POST.finditer(text):
        yield _find(match, Mark.ADDRESS, True, "[adress]")
    for match in _BOX.finditer(text):
        yield _find(match, Mark.ADDRESS, True, "[adress]")
    for match in _CASE.finditer(text):
        yield _find(match, Mark.NUMBER, False, "[nummer]")


def _person(match: re.Match[str]) -> Iterator[Find]:
    month, day, between, four = int(match[1]), int(match[2]), match[3], match[4]
    is_day = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)
    phone = match[0].startswith("0") and four and not between.strip() and len(match[0]) > 10
    # 0701234567 can be both, and is hidden either way.
    sure = is_day and not phone
    yield _find(match, Mark.PERSON_NUMBER, sure, "[personnummer]")


def number_like(raw: str) -> re.Pattern[str] | None:
    """A pattern for a number that the caller knows, with or without century and separators."""
    digits = re.sub(r"\W", "", raw)
    if sum(c.isdigit() for c in digits) < 6 or len(digits) > 14:
        return None
    short = digits[2:] if len(digits) == 12 else digits
    between = r"[\s\-+–—−./]{0,3}"
    body = between.join(re.escape(c) for c in short)
    return re.compile(rf"(?:(?:1{between}[89]|2{between}0){between})?{body}", re.IGNORECASE)
