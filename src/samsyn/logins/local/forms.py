"""Which log-in and which set-up of a local account is well formed?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.foundation import clock
from samsyn.logins.local.rules import LEAST, MOST, Weak, fitting_step, why_weak

WHY_WEAK = {
    Weak.SHORT: gettext_lazy("Lösenordet är för kort. Det behöver minst 15 tecken."),
    Weak.LONG: gettext_lazy("Lösenordet är för långt. Det får ha högst 200 tecken."),
    Weak.COMMON: gettext_lazy("Lösenordet är lätt att gissa. Välj några ord som inte hör ihop."),
    Weak.NAMES: gettext_lazy("Lösenordet är mest ditt namn. Välj något som inte handlar om dig."),
    Weak.REPEATED: gettext_lazy("Lösenordet upprepar sig. Välj några ord som inte hör ihop."),
}
WRONG = gettext_lazy(
    "Det gick inte att logga in. Kontrollera det du skrev. Efter flera försök behöver du vänta"
    " en stund. Varje kod går att använda en gång."
)


def _code() -> forms.CharField:
    return forms.CharField(
        label=_("Engångskod"),
        help_text=_("Sex siffror från appen i din telefon."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def _password(label: str, help_text: str, kind: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
    )


class AgainForm(forms.Form):
    """Password and code of somebody who is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password(_("Lösenord"), "", "current-password")
        self.fields["code"] = _code()


class LoginForm(AgainForm):
    """Name, password and code."""

    handle = forms.CharField(
        label=gettext_lazy("Användarnamn"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class SetUpForm(forms.Form):
    """A password of one's own, and a code that shows that the app is connected."""

    def __init__(self, *args: Any, names: tuple[str, ...], secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.secret, self.step = names, secret, 0
        hint = _("Minst %(least)s tecken. Flera ord är lättast att minnas.") % {"least": LEAST}
        self.fields["password"] = _password(_("Välj ett lösenord"), hint, "new-password")
        self.fields["code"] = _code()

    def clean_password(self) -> str:
        """Long enough and not easy to guess."""
        password: str = self.cleaned_data["password"][: MOST + 1]
        if why := why_weak(password, self.names):
            raise forms.ValidationError(str(WHY_WEAK[why]))
        return password

    def clean_code(self) -> str:
        """A code of the app that has just been connected."""
        code: str = self.cleaned_data["code"]
        step = fitting_step(self.secret, code, clock.now(), 0)
        if step is None:
            text = _("Koden stämmer inte. Vänta på nästa kod i appen och skriv in den.")
            raise forms.ValidationError(text)
        self.step = step
        return code
