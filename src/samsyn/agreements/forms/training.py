"""Which answers are well formed in the short training?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samsyn.regions.schema import TrainingQuestion


class ReadingForm(forms.Form):
    """That one has read, and an answer to each question."""

    def __init__(self, *args: Any, questions: Sequence[TrainingQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, question in enumerate(questions):
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=question.question,
                widget=forms.RadioSelect,
                choices=[(str(n), text) for n, text in enumerate(question.answers, start=1)],
                error_messages={"required": _("Välj ett svar.")},
            )

    def answers(self) -> dict[int, int]:
        """The chosen answers by the place of the question."""
        return {
            int(name.removeprefix("answer_")): int(value)
            for name, value in self.cleaned_data.items()
        }
