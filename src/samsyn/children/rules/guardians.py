"""Who is an adult to the child? Pure."""

from samsyn.foundation.words import Word


class GuardianKind(Word):
    """Who an adult is to the child. Only the first three may consent for it."""

    GUARDIAN = "guardian", "Vårdnadshavare", "Guardian"
    SPECIAL = (
        "special",
        "Särskilt förordnad vårdnadshavare",
        "Specially appointed guardian",
    )
    GOD_MAN = "god_man", "God man", "God man (legal representative)"
    OTHER = "other", "Annan vuxen", "Another adult"

    @property
    def may_consent(self) -> bool:
        """Whether this relation can give consent for a child."""
        return self is not GuardianKind.OTHER
