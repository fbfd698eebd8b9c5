"""How does the action plan look on paper? As PDF and as a Word file, with lines to sign."""

from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.actionplans.queries import MatrixRow, PlanPage
from samsyn.actionplans.queries.shapes import SignatureLine
from samsyn.foundation import dates
from samsyn.foundation.paper import paper
from samsyn.foundation.word import WordFile


def plan_pdf(plan: PlanPage) -> bytes:
    """The plan as PDF/UA-1 bytes, the matrix lying down."""
    return paper("actionplans/paper.html", {"plan": plan, "facts": _facts(plan)})


def plan_docx(plan: PlanPage) -> bytes:
    """The plan as a Word file: the same parts in the same order."""
    language = translation.get_language() or "sv"
    file = WordFile(plan.name, author=plan.arena, language=language, wide=True)
    for name, value in _facts(plan):
        file.paragraph(f"{name}: {value}")
    if plan.content.introduction:
        file.heading(_("Inledning"))
        file.paragraph(plan.content.introduction)
    _matrix(file, plan)
    _lifted(file, plan)
    _backgrounds(file, plan)
    if plan.signatures:
        file.heading(_("Underskrifter"))
        for line in plan.signatures:
            file.signature(line.office, _signed(line))
    return file.data()


def _facts(plan: PlanPage) -> list[tuple[str, str]]:
    """What stands at the head of both: whose plan it is, for whom, and who decided when."""
    decided = [
        ", ".join(
            filter(
                None,
                (
                    line.arena,
                    dates.day(line.decided_on) if line.decided_on else "",
                    line.paragraph,
                ),
            )
        )
        for line in plan.decisions
        if line.is_decided
    ]
    facts = [
        (_("Arena"), plan.arena),
        (_("Period"), plan.period),
        (_("Målgrupp"), plan.content.target_group),
        (_("Version"), str(plan.number) + (f", {_('utkast')}" if plan.is_draft else "")),
        (_("Beslutad"), "; ".join(decided)),
        (_("Reviderad därför att"), plan.why),
    ]
    return [(name, value) for name, value in facts if value]


def _matrix(file: WordFile, plan: PlanPage) -> None:
    file.heading(_("Matris"))
    head = [
        _("Område"), _("Verksamheter"), _("Mål"), _("Mått"), _("Aktivitet"), _("Genomfört"),
    ]  # fmt: skip
    rows = []
    for line in plan.rows:
        row = line.row
        cells = [
            row.area,
            "\n".join(row.operations),
            row.goal,
            "\n".join(measure.text for measure in row.measures),
            row.activity,
            row.done,
        ]
        rows.append([*cells, _status(line)] if plan.has_status else cells)
    file.table([*head, _("Läge")] if plan.has_status else head, rows)


def _status(line: MatrixRow) -> str:
    status = line.status
    return "\n".join(filter(None, (status.text, status.period, status.comment))) if status else ""


def _lifted(file: WordFile, plan: PlanPage) -> None:
    if not plan.lifted:
        return
    file.heading(_("Lyft ur planen, följs fortfarande"))
    file.table(
        [_("Område"), _("När"), _("Varför")],
        [
            [
                line.row.area,
                dates.dated(line.lifted_on, line.row.lifted_precision) if line.lifted_on else "",
                " ".join(filter(None, (line.row.lifted_why, line.row.lifted_from))),
            ]
            for line in plan.lifted
        ],
    )


def _backgrounds(file: WordFile, plan: PlanPage) -> None:
    if not plan.told:
        return
    file.heading(_("Om områdena"))
    for line in plan.told:
        file.heading(line.row.area, 2)
        if line.row.background:
            file.paragraph(line.row.background)
        if line.responsible:
            file.paragraph(_("Ansvarar: %(who)s") % {"who": line.responsible})
        if line.agreements:
            names = ", ".join(agreement.name for agreement in line.agreements)
            file.paragraph(_("Överenskommelser: %(names)s") % {"names": names})
        if line.goals:
            file.paragraph(_("Mål i länets strategi:"))
            file.points(line.goals)


def _signed(line: SignatureLine) -> str:
    if line.signed_on is None:
        return f"{line.organisation}\n{_('Datum:')}"
    told = _("Underskriven i Samsyn %(day)s") % {"day": dates.day(line.signed_on)}
    return f"{line.organisation}\n{told}" + (f", {line.name}" if line.name else "")
