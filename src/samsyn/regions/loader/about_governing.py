"""How are seats, mandates and what has happened read from a package?"""

from samsyn.regions.loader.table import Table
from samsyn.regions.schema import (
    Finding,
    FindingMeasure,
    FindingState,
    MandateText,
    MatterKind,
    Passage,
    PassageReason,
    PastMatter,
    Seat,
    SeatKind,
    Training,
    TrainingQuestion,
    Treatment,
    TreatmentOutcome,
)

MANDATE_PARTS = (
    "purpose", "target_group", "mandate", "composition", "chair", "support", "frequency",
    "preparation", "reporting", "follow_up",
)  # fmt: skip


def read_seat(table: Table) -> Seat | None:
    """A place in an arena."""
    return table.build(
        Seat,
        arena=table.needed("arena", "arenas", "arena"),
        title=table.text("title"),
        kind=table.word("kind", SeatKind),
        party=table.reference("party", "parties", "part"),
        count=table.whole("count") or 1,
        is_chair=table.flag("chair_seat", False),
        note=table.text("note", ""),
        **table.dated(),
    )


def read_mandate_text(table: Table) -> MandateText | None:
    """A task description; its parts are left out where the source does not give them."""
    review_by, _ = table.day("review_by")
    outdated, precision = table.day("outdated_from")
    return table.build(
        MandateText,
        arena=table.needed("arena", "arenas", "arena"),
        title=table.text("title"),
        anchored_in=table.references("anchored_in", "arenas", "arena"),
        adopted_by=table.text("adopted_by", ""),
        review_by=review_by,
        outdated_from=outdated,
        outdated_precision=precision,
        note=table.text("note", ""),
        **{part: table.text(part, "") for part in MANDATE_PARTS},
        **table.dated(),
    )


def read_treatment(table: Table) -> Treatment | None:
    """A party's decision on a version."""
    decided, _ = table.day("decided_on")
    if "decided_on" not in table.data:
        table.fault("Beslutsdag saknas (decided_on).", "Skriv decided_on = 2018-05-22.")
    agreement = table.needed("agreement", "agreements", "överenskommelse")
    version = table.text("version")
    labels = table.book.versions.get(agreement or "")
    if version and labels is not None and version not in labels:
        table.fault(
            f"”{agreement}” har ingen version ”{version}”.",
            "Skriv versionens label som den står i [[agreements.versions]].",
            "version",
        )
    return table.build(
        Treatment,
        agreement=agreement,
        version=version,
        party=table.needed("party", "parties", "part"),
        outcome=table.word("outcome", TreatmentOutcome),
        board=table.text("board"),
        decided_on=decided,
        paragraph=table.text("paragraph", ""),
        note=table.text("note", ""),
        **table.dated(),
    )


def read_passage(table: Table) -> Passage | None:
    """Arenas that some matters must pass."""
    reasons = table.words("reasons", PassageReason, every=True)
    arenas = table.references("arenas", "arenas", "arena")
    if not arenas:
        table.fault("Passagen pekar inte ut någon arena (arenas).", 'Skriv arenas = ["…"].')
    return table.build(Passage, reasons=tuple(sorted(reasons)), arenas=arenas, **table.dated())


def read_matter(table: Table) -> PastMatter | None:
    """Something that an arena has dealt with."""
    return table.build(
        PastMatter,
        key=table.text("key"),
        arena=table.needed("arena", "arenas", "arena"),
        kind=table.word("kind", MatterKind),
        title=table.text("title"),
        text=table.text("text"),
        outcome=table.text("outcome", ""),
        agreement=table.reference("agreement", "agreements", "överenskommelse"),
        prepared_by=table.reference("prepared_by", "arenas", "arena"),
        is_open=table.flag("open", False),
        **table.dated(),
    )


def read_finding(table: Table) -> Finding | None:
    """An auditors' finding with its answer and measures."""
    measures = [_finding_measure(row) for row in table.tables("measures")]
    table.is_broken = table.is_broken or None in measures
    return table.build(
        Finding,
        key=table.text("key"),
        title=table.text("title"),
        text=table.text("text"),
        found_by=table.text("found_by"),
        answer=table.text("answer", ""),
        answered_by=table.text("answered_by", ""),
        measures=tuple(measures),
        **table.dated(),
    )


def _finding_measure(table: Table) -> FindingMeasure | None:
    done, precision = table.day("done_on")
    state = table.word("state", FindingState)
    if not table.is_broken and (done is None) == (state == FindingState.DONE):
        table.fault(
            "Dag (done_on) ska stå när åtgärden är gjord, och bara då.",
            'Skriv done_on = "2021-autumn" eller ändra state.',
            "state",
        )
    return table.build(
        FindingMeasure,
        text=table.text("text"),
        state=state,
        arena=table.reference("arena", "arenas", "arena"),
        done_on=done,
        precision=precision,
    )


def read_training(table: Table) -> Training | None:
    """A short training on an agreement."""
    source = {**table.defaults, **table.data}.get("source")
    questions = [_question(row, source) for row in table.tables("questions")]
    table.is_broken = table.is_broken or None in questions
    return table.build(
        Training,
        agreement=table.needed("agreement", "agreements", "överenskommelse"),
        questions=tuple(questions),
        **table.dated(),
    )


def _question(table: Table, source: object) -> TrainingQuestion | None:
    clause = table.text("clause")
    table.check_clause(str(source), clause)
    answers, right = table.texts("answers"), table.whole("right") or 0
    if not 1 <= right <= len(answers):
        table.fault("Frågan har inget rätt svar (right).", "Skriv right = 1.", "right")
    return table.build(
        TrainingQuestion,
        question=table.text("question"),
        answers=answers,
        right=right,
        clause=clause,
    )
