"""Is a typed identity number possible, and if not, what is wrong with it, in words?"""

from django.utils.translation import gettext as _

from samsyn.children.rules import IdentityNumber, NumberProblem, read_number
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused


def checked_number(typed: str) -> IdentityNumber:
    """A personal identity number as it was typed; raises Refused with why, at `number`."""
    read = read_number(typed, clock.today())
    if isinstance(read, NumberProblem):
        raise Refused(_problem_text(read), field="number")
    return read


def _problem_text(problem: NumberProblem) -> str:
    """The sentence that a number's problem is shown with."""
    return {
        NumberProblem.FORM: _("Skriv personnumret med tolv siffror, ÅÅÅÅMMDD-NNNN."),
        NumberProblem.CENTURY: _("Skriv också århundradet, till exempel 2016 i stället för 16."),
        NumberProblem.CHECK: _(
            "Kontrollsiffran stämmer inte. Kontrollera numret mot ditt underlag."
        ),
        NumberProblem.DATE: _("Det datumet finns inte. Kontrollera de åtta första siffrorna."),
        NumberProblem.FUTURE: _("Födelsedatumet ligger i framtiden. Kontrollera årtalet."),
    }[problem]
