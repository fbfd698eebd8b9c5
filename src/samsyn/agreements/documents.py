"""How does a version look on paper, with who has adopted it as an appendix?"""

from samsyn.agreements.queries import VersionPage
from samsyn.foundation import clock
from samsyn.foundation.paper import paper


def version_pdf(page: VersionPage) -> bytes:
    """The version as PDF/UA-1 bytes."""
    return paper("agreements/document.html", {"page": page, "today": clock.today()})
