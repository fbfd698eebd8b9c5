"""What failed between the parties, and what became of it? By whole calendar years; pure."""

from samsyn.followup.rules.drafting.language import listed, running
from samsyn.followup.rules.facts import DeviationFact, Facts
from samsyn.followup.rules.sections import Paragraph, Section

HEADING = "Avvikelser"
FEW = "Få anmälda avvikelser betyder inte få problem."
SMALL = (
    "Små tal visas inte, och inte heller tal som gör att ett litet går att räkna ut.",
    "Då går det inte att känna igen någon.",
)


def deviations(facts: Facts) -> Section:
    """Reported, answered, measures, and beside what has been seen; hidden figures are left out."""
    if not facts.deviations:
        text = "Avvikelser räknas för hela kalenderår, och inget år slutar under perioden."
        return Section("deviations", HEADING, (Paragraph(text),))
    rows = [paragraph for year in facts.deviations for paragraph in _year(year)]
    if any(year.has_hidden for year in facts.deviations):
        rows.append(Paragraph(running(*SMALL)))
    return Section("deviations", HEADING, tuple(rows))


def _year(year: DeviationFact) -> list[Paragraph]:
    so_far = "Hittills under" if year.is_running else "Under"
    sources = () if year.source is None else (year.source,)
    if year.is_hidden:
        first = f"{so_far} {year.year} är det så få anmälda avvikelser att antalet inte visas"
    elif year.reported == "0":
        first = f"{so_far} {year.year} har ingen anmält någon avvikelse"
    else:
        first = f"{so_far} {year.year} anmäldes {year.reported} avvikelser i länet"
    paragraphs = [running(first, _about(year)), _answered(year), _seen(year)]
    return [Paragraph(text, sources) for text in paragraphs if text]


def _about(year: DeviationFact) -> str:
    kinds = "; ".join(f"{name[:1].lower()}{name[1:]} ({count})" for name, count in year.kinds)
    others = listed([f"{name} ({count})" for name, count in year.others])
    return running(
        f"De handlade om: {kinds}" if kinds else "", f"De gällde {others}" if others else ""
    )


def _answered(year: DeviationFact) -> str:
    if year.is_hidden or year.reported == "0":
        return ""
    return running(
        f"{year.answered} av dem har fått svar"
        if year.answered
        else "Hur många som har fått svar visas inte",
        f"Hälften av dem fick svar inom {year.days} {'dag' if year.days == '1' else 'dagar'}"
        if year.days
        else "",
        _some(year.waiting, "{} väntar på svar"),
        _some(year.done, "För {} är åtgärden gjord"),
        _some(year.without, "{} är avslutade utan att någon åtgärd har gjorts"),
        _some(year.lifted_by_time, "{} lyftes för att tiden på ett steg gick ut"),
    )


def _some(count: str, text: str) -> str:
    return text.format(count) if count not in ("", "0") else ""


def _seen(year: DeviationFact) -> str:
    return running(
        FEW,
        f"Samsyn har sett {year.seen} händelser som kunde ha anmälts: kallelser utan svar i tid,"
        " kallade enheter som inte kom och uppföljningar som dröjde"
        if year.seen
        else "",
        f"Det anmäldes {year.per_cases} avvikelser på 100 nya ärenden" if year.per_cases else "",
    )
