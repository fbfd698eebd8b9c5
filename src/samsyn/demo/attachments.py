"""Files of some cases in the demo: small, made here, about nobody."""

import datetime as dt
import uuid
from collections.abc import Mapping

from samsyn.access.rules import Actor
from samsyn.attachments.operations import Given, attach_file
from samsyn.attachments.rules import Kind
from samsyn.cases.models import Case
from samsyn.cases.rules import State
from samsyn.consents.queries import holding_consent
from samsyn.foundation import clock, wall
from samsyn.releases.models import Release
from samsyn.releases.operations import decide_release
from samsyn.releases.queries import releases_for
from samsyn.releases.rules import Ground, Scope

NAMESPACE = uuid.UUID("3f0c6d1e-6f0a-4d55-9f5e-0f5f2d1c7a11")
FILES = (
    (Kind.BASIS, "Pedagogisk kartläggning", "kartlaggning.pdf"),
    (Kind.ASSESSMENT, "Sammanfattning av bedömningen", "bedomning.txt"),
)


def tell_attachments(owners: Mapping[uuid.UUID, Actor]) -> int:
    """Two files in the case of each child given, let to be seen where a plan is in force."""
    told = 0
    for child_id, owner in owners.items():
        wall.bind(owner)
        case = Case.objects.filter(child_id=child_id, unit_id=owner.own_unit).first()
        if case is None or case.state == State.CLOSED.value:
            continue
        with clock.held(min(case.opened_at + dt.timedelta(days=3), clock.now())):
            told += _add(case, owner)
        if case.state == State.IN_FORCE.value:
            _let_one_see(case, owner)
    return told


def _add(case: Case, owner: Actor) -> int:
    for kind, title, name in FILES:
        words = f"{title}. En påhittad handling i demon."
        content = _pdf(words) if name.endswith(".pdf") else f"{words}\n".encode()
        given = Given(kind, title, name, content)
        attach_file(
            case.pk, given, submission=uuid.uuid5(NAMESPACE, f"{case.pk}{name}"), actor=owner
        )
    return len(FILES)


def _let_one_see(case: Case, owner: Actor) -> None:
    """The first of those who see the plan sees the files too, as long as it sees the plan."""
    consent = holding_consent(owner, case.child_id, case.pk)
    living = [r for r in releases_for(owner, case.pk) if r.holds and r.ground == Ground.CONSENT]
    if consent is None or not living:
        return
    unit = Release.objects.get(pk=min(living, key=lambda r: r.to_unit).id).to_unit
    decide_release(
        case.child_id, case.pk, unit, scopes=[Scope.ATTACHMENT], ground=Ground.CONSENT,
        valid_until=consent.valid_until, consent=consent, actor=owner,
    )  # fmt: skip


def _pdf(words: str) -> bytes:
    """One page with one line of text."""
    text = words.replace("(", "").replace(")", "")
    drawn = f"BT /F1 14 Tf 60 780 Td ({text}) Tj ET".encode("cp1252")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + rows + tail
