"""Which year is asked for?"""

from django import forms
from django.utils.translation import gettext_lazy as lazy


class YearForm(forms.Form):
    """A year to look at, by its number."""

    ar = forms.IntegerField(label=lazy("År"), min_value=2000, max_value=2199, required=False)
