"""Who meets a party's lists? Those who keep its archive, by the assignment behind the asking."""

from samsyn.access.rules import Permission
from samsyn.deviations.models.walls import office

OFFICES = (
    office("kept_party", "p.id", "uuid", Permission.RETENTION_READ),
    office("proposing_party", "p.id", "uuid", Permission.RETENTION_PROPOSE),
    office("approving_party", "p.id", "uuid", Permission.RETENTION_APPROVE),
)
KEPT = "party_id = (SELECT kept_party())"
PROPOSING = "party_id = (SELECT proposing_party())"
APPROVING = "party_id = (SELECT approving_party())"
OF_KEPT_RUN = (
    "EXISTS (SELECT 1 FROM retention_run r WHERE r.id = run_id"
    " AND r.party_id = (SELECT kept_party()))"
)
#: A list grows only while the one who proposes writes it, before anybody has approved it.
OF_OWN_PROPOSAL = (
    "EXISTS (SELECT 1 FROM retention_run r WHERE r.id = run_id AND r.state = 'proposed'"
    " AND r.party_id = (SELECT proposing_party()) AND r.proposed_by = (SELECT app_user()))"
)
