"""How does the proof of what was weeded look as a document to keep?"""

from samsyn.foundation.paper import paper
from samsyn.retention.queries.proof import Proof


def proof_pdf(proof: Proof) -> bytes:
    """The certificate of destruction as PDF/UA."""
    return paper("retention/proof_paper.html", {"proof": proof})
