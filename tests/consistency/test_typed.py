"""Is what shows who somebody is, and whose number it is, kept nowhere on its way through a form?"""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django import forms
from django.http import QueryDict

import samsyn
from samsyn.access.carrying import TYPED, typed_in
from samsyn.accounts.drafts import typed_fields
from samsyn.foundation.typed import is_kept, is_secret

SOURCE = Path(samsyn.__file__).parent
NUMBER = re.compile("personnummer|samordningsnummer", re.IGNORECASE)
#: What a field says that asks that none be written.
FORBIDS = re.compile(r"Aldrig ett personnummer|Skriv inte namn, personnummer", re.IGNORECASE)


def form_classes() -> list[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(samsyn.__path__, "samsyn."):
        if ".forms" in module.name:
            importlib.import_module(module.name)
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("samsyn."):
                found.add(one)
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def declared() -> list[tuple[str, str, forms.Field]]:
    return [
        (f"{form.__module__}.{form.__name__}", name, field)
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
    ]


def takes_number(*words: object) -> bool:
    text = FORBIDS.sub("", " ".join(str(word) for word in words))
    return bool(NUMBER.search(text))


def test_every_field_that_takes_a_personal_number_is_never_kept():
    found = [
        (form, name)
        for form, name, field in declared()
        if takes_number(field.label or "", field.help_text or "")
    ]
    assert {name for _form, name in found} == {"number"} and len(found) == 2
    assert not [one for one in found if is_kept(one[1])]


def test_every_field_of_a_template_that_takes_a_personal_number_is_never_kept():
    found = {}
    for path in SOURCE.rglob("*.html"):
        labels = re.findall(r'<label[^>]*for="([^"]+)"[^>]*>(.*?)</label>', path.read_text(), re.S)
        found |= {(path.name, name): text for name, text in labels if takes_number(text)}
    assert ("children.html", "q") in found
    assert not [one for one in found if is_kept(one[1])]


def test_every_password_and_every_code_is_secret():
    text = "\n".join(path.read_text() for path in (SOURCE / "logins").rglob("forms.py"))
    names = re.findall(r'self\.fields\["(\w+)"\] = _(?:password|code)\(', text)
    assert set(names) == {"password", "code"} and all(is_secret(name) for name in names)
    shown = [
        name
        for _form, name, field in declared()
        if isinstance(field.widget, forms.PasswordInput)
        or field.widget.attrs.get("autocomplete") == "one-time-code"
    ]
    assert all(is_secret(name) for name in shown)


@pytest.mark.parametrize(
    "name", ["password", "Code", "typed:password", "typed:typed:code", "rows-0-number", "number "]
)
def test_a_field_is_known_however_it_is_carried(name, rf):
    assert not is_kept(name)
    posted = QueryDict(mutable=True)
    posted.update({name: "hemligt", "worry": "Oro"})
    assert typed_fields(posted) == {"worry": ["Oro"]}
    request = rf.post("/logga-in/", {f"{TYPED}{name}": "hemligt", f"{TYPED}worry": "Oro"})
    assert typed_in(request) == {"worry": ["Oro"]}


def test_what_is_no_secret_is_kept():
    assert all(is_kept(name) for name in ("worry", "areas", "given_name", "answer_1", "numbers"))
    assert is_kept("name") and not is_secret("number")
