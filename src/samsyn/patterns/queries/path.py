"""Which way has a pattern gone, from the deviations to a measure?"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.foundation import dates
from samsyn.foundation.path import ShownStep
from samsyn.patterns import rules
from samsyn.patterns.models import Pattern
from samsyn.patterns.queries.chain import MatterFacts
from samsyn.patterns.queries.rows import PatternRow


def path_of(pattern: Pattern, row: PatternRow, matter: MatterFacts | None) -> tuple[ShownStep, ...]:
    """Deviations, matter, the arena's decision, answer and measure, for components/path.html."""
    decided, answered = matter.decided if matter else None, pattern.answered_at
    steps = (
        (_("Ärende"), matter is not None, dates.day(matter.opened_on) if matter else "",
         reverse("governance:matter", args=[matter.id]) if matter else ""),
        (_("Arenans beslut"), decided is not None, _met(matter),
         reverse("governance:meeting", args=[decided.meeting])
         if decided and decided.meeting else ""),
        (_("Svar till dem som anmälde"), answered is not None,
         dates.day(timezone.localdate(answered)) if answered else "", ""),
        (_("Åtgärd i handlingsplanen"), pattern.plan_id is not None, "",
         reverse("actionplans:row", args=[pattern.plan_id, pattern.plan_row])
         if pattern.plan_id else ""),
    )  # fmt: skip
    first = _("Avvikelse") if pattern.is_single else _("Avvikelser")
    kept = _("Sparat %(day)s") % {"day": dates.day(pattern.found_on)}
    path, waits = [ShownStep(first, "done", kept)], row.turn != ""
    for label, done, when, url in steps:
        if done:
            path.append(ShownStep(label, "done", when, url=url))
        elif row.state is rules.State.DISMISSED and len(path) == 1:
            path.append(ShownStep(label, "stopped", when, url=url))
        elif waits:
            turn = _("Väntar på %(who)s") % {"who": row.turn}
            path.append(ShownStep(label, "now", when, turn, url=url))
            waits = False
        else:
            path.append(ShownStep(label, "next", when, url=url))
    return tuple(path)


def _met(matter: MatterFacts | None) -> str:
    """When the arena said it, or is to deal with it."""
    if matter is None:
        return ""
    if matter.decided:
        return dates.day(matter.decided.on)
    return _("Behandlas %(day)s") % {"day": dates.day(matter.meets_on)} if matter.meets_on else ""
