"""What are the parts and figures of a year called in a file and on the command line? Pure."""

from samsyn.patterns.rules.statistics_amounts import Outcome

#: Columns of the file, and what its parts and figures are called there.
CSV_COLUMNS = ("år", "del", "kod", "namn", "mått", "värde", "dold")
PARTS = {
    "county": "länet",
    "party": "anmälande part",
    "other_party": "part som det gällde",
    "municipality": "kommun",
    "kind": "slag",
    "ground": "vad som inte följdes",
    "rung": "steg i trappan",
    "expected": "anmält och sett",
}
FIGURES = {
    "reported": "anmälda",
    "answered": "besvarade",
    "unanswered": "utan svar",
    "closed": "avslutade",
    **{outcome.value: outcome.sv[:1].lower() + outcome.sv[1:] for outcome in Outcome},
    "days_to_answer": "dagar till svar (median)",
    "lifted": "lyfta minst ett steg",
    "lifted_by_time": "lyfta av tiden",
    "from_suggestion": "anmälda efter förslag",
    "reached": "kom hit",
    "days_on_rung": "dagar på steget (median)",
    "cases": "ärenden",
    "calls": "kallelser",
    "events_seen": "händelser som Samsyn har sett",
    "per_100_cases": "anmälda på 100 ärenden",
    "per_100_calls": "anmälda på 100 kallelser",
}
