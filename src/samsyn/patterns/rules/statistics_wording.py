"""How is a year's deviations told in plain Swedish? Never a number that the statistics hide. Pure.

The year's picture is a Swedish document and is not translated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.patterns.rules.statistics import Expected, Row, Statistics
from samsyn.patterns.rules.statistics_amounts import Amount, Outcome

FEW = "Få anmälda avvikelser betyder inte få problem."
SMALL = (
    "Små tal visas inte, och inte heller tal som gör att ett litet går att räkna ut."
    " Då går det inte att känna igen någon."
)
#: A row that has at least so many percent of all is told of as standing out.
STANDS_OUT = 40


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


@dataclass(frozen=True)
class Chapter:
    """A part of the year's picture."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]


def year_in_words(stats: Statistics, before: Statistics | None = None) -> tuple[Chapter, ...]:
    """The year, chapter by chapter; `before` is the year before it, to compare with."""
    chapters = [Chapter("reported", "Så många anmäldes", _reported(stats, before))]
    if not (stats.is_empty or stats.is_hidden):
        chapters += [
            Chapter("answered", "Så blev de besvarade", _answered(stats)),
            Chapter("ladder", "Så långt kom de i trappan", _ladder(stats)),
            Chapter("out", "Det som sticker ut", _stands_out(stats)),
        ]
    chapters.append(Chapter("seen", "Anmält bredvid det som Samsyn har sett", _seen(stats)))
    return tuple(chapter for chapter in chapters if chapter.paragraphs)


def listed(words: Sequence[str]) -> str:
    """A, b och c."""
    return f"{', '.join(words[:-1])} och {words[-1]}" if len(words) > 1 else "".join(words)


def many(amount: Amount, one: str, more: str) -> str:
    """1 avvikelse, 7 avvikelser; and that the number is not shown when it is hidden."""
    if amount.is_hidden:
        return f"{more} (antalet visas inte)"
    return f"{amount.text()} {one if amount.value == 1 else more}"


def _told(amount: Amount) -> bool:
    return not amount.is_hidden and bool(amount.value)


def _reported(stats: Statistics, before: Statistics | None) -> tuple[str, ...]:
    so_far = "Hittills under" if stats.is_running else "Under"
    if stats.is_hidden:
        return (
            f"{so_far} {stats.year} är det så få anmälda avvikelser att antalet inte visas.",
            SMALL,
        )
    if stats.is_empty:
        return (f"{so_far} {stats.year} har ingen anmält någon avvikelse.",)
    first = f"{so_far} {stats.year} anmäldes {many(stats.county.n, 'avvikelse', 'avvikelser')}."
    rows = [first, _compared(stats, before)]
    rows.append(_most("Anmälarna finns i", stats.parties))
    rows.append(_most("Avvikelserna gällde", stats.others))
    kinds = [f"{_lower(row.name)} ({row.n.text()})" for row in stats.kinds if _told(row.n)]
    rows.append(f"De handlade om: {'; '.join(kinds)}." if kinds else "")
    rows.append(SMALL if stats.has_hidden else "")
    return _kept(rows)


def _compared(stats: Statistics, before: Statistics | None) -> str:
    if stats.is_running or before is None or before.county.n.value is None:
        return ""
    more = (stats.county.n.value or 0) - before.county.n.value
    if not more:
        return f"Det är lika många som {before.year}."
    return f"Det är {abs(more)} {'fler' if more > 0 else 'färre'} än {before.year}."


def _most(before: str, rows: Iterable[Row]) -> str:
    told = sorted((row for row in rows if _told(row.n)), key=lambda r: -(r.n.value or 0))
    names = [f"{row.name} ({row.n.text()})" for row in told]
    return f"{before} {listed(names)}." if names else ""


def _answered(stats: Statistics) -> tuple[str, ...]:
    row = stats.county
    rows = []
    if row.answered.is_hidden:
        rows.append("Hur många som har fått svar visas inte.")
    else:
        rows.append(f"{row.answered.text()} av {row.n.text()} har fått svar ({row.share} procent).")
    if row.days.value is not None:
        rows.append(f"Hälften av dem fick svar inom {_days(row.days)}.")
    told = {key: amount for key, amount in row.by_outcome.items() if _told(amount)}
    if _told(row.unanswered) and Outcome.WAITING.value not in told:
        rows.append(f"{row.unanswered.text()} väntar på svar eller togs tillbaka.")
    says = {
        Outcome.WAITING: "{} väntar på svar.",
        Outcome.UNDER_WAY: "{} är besvarade men inte avslutade: åtgärden pågår.",
        Outcome.DONE: "För {} är åtgärden gjord.",
        Outcome.WITHOUT: "{} är avslutade utan att någon åtgärd har gjorts.",
        Outcome.WITHDRAWN: "{} togs tillbaka av den som anmälde.",
    }
    rows += [text.format(told[o.value].text()) for o, text in says.items() if o.value in told]
    return _kept(rows)


def _ladder(stats: Statistics) -> tuple[str, ...]:
    rows = []
    for rung in stats.rungs:
        if _told(rung.n):
            text = f"{rung.branch}, steg {rung.number}: {rung.n.text()} kom hit ({rung.name})."
            if rung.days.value is not None:
                text += f" Hälften fick svar eller gick vidare inom {_days(rung.days)}."
            rows.append(text)
    if _told(stats.lifted):
        rows.append(f"{stats.lifted.text()} lyftes minst ett steg.")
    if _told(stats.by_time):
        rows.append(f"{stats.by_time.text()} lyftes för att tiden på steget gick ut.")
    elif stats.by_time.value == 0:
        rows.append("Ingen lyftes för att tiden på steget gick ut.")
    return _kept(rows)


def _stands_out(stats: Statistics) -> tuple[str, ...]:
    rows = []
    for lead, part in (
        ("anmäldes av", stats.parties), ("gällde", stats.others), ("handlade om", stats.grounds),
    ):  # fmt: skip
        for row in part:
            share = _share(row.n, stats.county.n)
            if share >= STANDS_OUT and row.key != "others":
                rows.append(f"{share} procent {lead} {row.name}.")
    slow = [row for row in stats.rungs if row.days.value]
    if len(slow) > 1:
        slowest = max(slow, key=lambda row: row.days.value or 0)
        rows.append(
            f"Längst tid tog steget ”{slowest.name}”:"
            f" hälften gick vidare först efter {_days(slowest.days)}."
        )
    for row in stats.others:
        if _told(row.n) and row.share and row.share <= 100 - STANDS_OUT < stats.county.share:
            rows.append(f"Av dem som gällde {row.name} har {row.share} procent fått svar.")
    return tuple(rows)


def _share(part: Amount, whole: Amount) -> int:
    if part.value is None or not whole.value:
        return 0
    return round(100 * part.value / whole.value)


def _seen(stats: Statistics) -> tuple[str, ...]:
    whole, *parties = stats.expected
    rows = [FEW]
    if whole.seen.value is not None:
        rows.append(
            f"Samsyn har sett {many(whole.seen, 'händelse', 'händelser')} som kunde ha anmälts:"
            " kallelser utan svar i tid, kallade enheter som inte kom och uppföljningar som dröjde."
        )
    if _told(whole.suggested):
        rows.append(f"{whole.suggested.text()} avvikelser anmäldes efter ett förslag från Samsyn.")
    if whole.per_cases.value is not None:
        rows.append(
            f"Det anmäldes {whole.per_cases.text()} avvikelser på 100 nya ärenden"
            + (
                f" och {whole.per_calls.text()} på 100 kallelser."
                if whole.per_calls.value is not None
                else "."
            )
        )
    rows += [_silent(row) for row in parties]
    return _kept(rows)


def _silent(row: Expected) -> str:
    """A party that reports nothing although something has been seen."""
    if row.reported != Amount(0) or not _told(row.seen):
        return ""
    return (
        f"{row.name} anmälde ingen avvikelse, men Samsyn har sett"
        f" {many(row.seen, 'händelse', 'händelser')} i partens ärenden."
    )


def _days(amount: Amount) -> str:
    return many(amount, "dag", "dagar")


def _kept(rows: Iterable[str]) -> tuple[str, ...]:
    return tuple(row for row in rows if row)
