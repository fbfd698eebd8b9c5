"""Is a version on paper whole, tagged and with its adoption?"""

import io

from pypdf import PdfReader

from samsyn.agreements.documents import version_pdf
from samsyn.agreements.queries import version_page
from samsyn.agreements.rules import Outcome
from tests.agreements.test_operations import decide, recommended
from tests.steering import Steering


def test_the_version_with_its_appendix(steered: Steering):
    version = recommended(steered)
    name = next(iter(steered.parties))
    decide(steered, version, name, Outcome.ADOPTED_WITH_CHANGE, change="Utan sista meningen")
    reader = PdfReader(io.BytesIO(version_pdf(version_page(steered.politician, version.pk))))
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert version.clauses.first().heading in text
    for words in ("Revidering", "Bilaga: vem har antagit?", "Utan sista meningen", "Sida 1"):
        assert words in text
    assert steered.parties[name].name in text
