"""The face's tags: what a reader, a screen reader and a keyboard get from them."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone, translation

from samsyn.foundation import dates
from samsyn.foundation.templatetags import icon_shapes, ui


class Need(forms.Form):
    text = forms.CharField(label="Vad har du sett?", widget=forms.Textarea, help_text="Kort.")
    born = forms.DateField(label="Född", required=False)
    starts = forms.DateTimeField(label="Börjar", required=False)
    haste = forms.ChoiceField(
        label="Hur bråttom?", widget=forms.RadioSelect, choices=[("w", "Vecka"), ("m", "Månad")]
    )
    units = forms.MultipleChoiceField(
        label="Vilka?", widget=forms.CheckboxSelectMultiple, choices=[("a", "BUP"), ("b", "BVC")]
    )
    told = forms.BooleanField(label="De vet")
    draft = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("Hela är fel.")


def shown(source: str, **context: object) -> str:
    """The template's text without the blanks that a browser would not show."""
    html = Template("{% load ui %}" + source).render(Context(context))
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", re.sub(r"\s+", " ", html))


def control(html: str, id_: str) -> str:
    """The start tag that has the id."""
    found = re.search(rf'<[^>]*\bid="{id_}"[^>]*>', html)
    assert found, f"no {id_} in {html}"
    return found.group()


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def test_field_ties_label_help_and_error_to_the_control():
    html = shown("{% field form.text %}", form=Need({}))
    tag = control(html, "id_text")
    assert 'aria-describedby="id_text_helptext id_text_error"' in tag
    assert 'aria-invalid="true"' in tag
    assert '<label class="label" for="id_text">Vad har du sett?</label>' in html
    assert control(html, "id_text_helptext")
    assert control(html, "id_text_error")


def test_text_area_follows_its_content_unless_the_form_sets_rows():
    assert "rows" not in control(shown("{% field form.text %}", form=Need()), "id_text")
    form = Need()
    form.fields["text"].widget.attrs["rows"] = 3
    assert 'rows="3"' in control(shown("{% field form.text %}", form=form), "id_text")


def test_only_optional_fields_are_marked():
    assert "(frivilligt)" in shown("{% field form.born %}", form=Need())
    assert "(frivilligt)" not in shown("{% field form.text %}", form=Need())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("born", dt.date(2022, 3, 1), 'type="date" name="born" value="2022-03-01"'),
        (
            "starts",
            dt.datetime(2026, 12, 4, 14, 30),  # noqa: DTZ001 - what a form field is given
            'type="datetime-local" name="starts" value="2026-12-04T14:30"',
        ),
    ],
)
def test_dates_use_the_browsers_own_controls(name, value, expected):
    form = Need(initial={name: value})
    assert expected in shown("{% field f %}", f=form[name])


def test_native_date_values_are_read_back():
    form = Need({"born": "2022-03-01", "starts": "2026-12-04T14:30"})
    form.is_valid()
    assert form.cleaned_data["born"] == dt.date(2022, 3, 1)
    assert timezone.localtime(form.cleaned_data["starts"]).hour == 14


def test_radio_group_is_a_named_group_with_its_error():
    html = shown("{% field form.haste %}", form=Need({}))
    assert re.search(r'<fieldset[^>]*aria-describedby="id_haste_error"[^>]*radiogroup', html)
    assert '<legend class="label">Hur bråttom?</legend>' in html
    assert '<label class="label" for="id_haste_1">Månad</label>' in html
    assert "required" in control(html, "id_haste_0")


def test_checkbox_group_keeps_what_was_chosen():
    html = shown("{% field form.units %}", form=Need({"units": ["b"]}))
    assert "checked" in control(html, "id_units_1")
    assert "checked" not in control(html, "id_units_0")


def test_single_checkbox_stands_before_its_label():
    html = shown("{% field form.told %}", form=Need())
    assert html.index("<input") < html.index("<label")


def test_fields_shows_every_field_once_and_hidden_ones_without_label():
    html = shown("{% fields form %}", form=Need())
    for name in Need.base_fields:
        assert f'name="{name}"' in html
    assert 'for="id_draft"' not in html


def test_error_summary_links_to_the_first_control_of_each_field():
    html = shown("{% error_summary form %}", form=Need({}))
    assert 'tabindex="-1"' in html
    assert "Det är något du behöver rätta" in html
    assert "<li>Hela är fel.</li>" in html
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_text", "id_haste_0", "id_units_0", "id_told"]
    assert "Vad har du sett: " in html
    page = shown("{% fields form %}", form=Need({}))
    assert all(control(page, target) for target in targets)


def test_error_summary_is_silent_without_errors():
    assert shown("{% error_summary form %}", form=Need()).strip() == ""


def test_what_the_user_wrote_is_escaped():
    html = shown("{% field form.text %}", form=Need({"text": "<script>x</script>"}))
    assert "<script>" not in html


@pytest.mark.parametrize("name", sorted(icon_shapes.SHAPES))
def test_icons_are_decorative(name):
    assert 'aria-hidden="true"' in ui.icon(name)


def test_an_unknown_icon_is_a_fault():
    with pytest.raises(KeyError):
        ui.icon("unicorn")


@pytest.mark.parametrize(
    ("share", "step"), [(None, 0), (0, 0), (-3, 0), (1, 5), (38, 40), (100, 100), (130, 100)]
)
def test_width_steps_exist_as_classes(share, step):
    assert ui.width_step(share) == step


TODAY = dt.date(2026, 12, 2)  # a Wednesday


@pytest.mark.parametrize(
    ("days", "swedish_text", "english_text"),
    [
        (0, "i dag", "today"),
        (-1, "i går", "yesterday"),
        (1, "i morgon", "tomorrow"),
        (2, "på fredag", "on Friday"),
        (6, "på tisdag", "on Tuesday"),
        (7, "den 9 december 2026", "9 December 2026"),
        (-2, "i måndags", "last Monday"),
        (-7, "den 25 november 2026", "25 November 2026"),
    ],
)
def test_dates_inside_a_sentence(days, swedish_text, english_text):
    asked = TODAY + dt.timedelta(days=days)
    assert dates.in_text(asked, TODAY) == swedish_text
    with translation.override("en"):
        assert dates.in_text(asked, TODAY) == english_text


def test_short_dates_and_moments_follow_the_language():
    value = dt.datetime(2026, 12, 4, 13, 32, tzinfo=dt.UTC)
    assert dates.day(value) == "4 dec 2026"
    assert dates.moment(value) == "4 dec 2026 kl. 14.32"
    with translation.override("en"):
        assert dates.day(value) == "4 Dec 2026"
        assert dates.moment(value) == "4 Dec 2026 at 14:32"


def test_a_moment_late_in_the_evening_belongs_to_the_swedish_day():
    assert dates.day(dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)) == "1 juli 2026"


def test_filters_say_nothing_for_nothing():
    assert shown("{{ v|day }}{{ v|moment }}{{ v|in_text }}{{ v|due }}", v=None) == ""


def turn(**changes: object) -> str:
    facts = {
        "who": "BUP", "since_days": 6, "due": None, "late": False, "mine": False, "text": "",
        "due_text": "svar senast fredag 4 december",
    }  # fmt: skip
    html = render_to_string("components/turn.html", {"turn": SimpleNamespace(**facts | changes)})
    words = re.sub(r"<[^>]*>", "", html)
    return " ".join(words.split()).replace(" ,", ",")


def test_turn_says_who_since_when_and_until_when():
    due = dt.date(2026, 12, 4)
    assert turn(due=due) == "Väntar på BUP sedan 6 dagar, svar senast fredag 4 december"
    assert turn(since_days=1, mine=True) == "Din tur sedan 1 dag"
    assert turn(since_days=0) == "Väntar på BUP sedan i dag"
    assert turn(since_days=None) == "Väntar på BUP"


def test_path_says_each_state_in_words_and_marks_the_present_step():
    states = ["done", "now", "next", "stopped"]
    steps = [
        SimpleNamespace(label=s, state=s, when="", turn="", days=i or None, share=i, url="")
        for i, s in enumerate(states)
    ]
    html = render_to_string("components/path.html", {"steps": steps})
    for word in ("Klart", "Nu", "Sedan", "Stannade"):
        assert word in html
    assert html.count('aria-current="step"') == 1
    assert "style=" not in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_render_without_any_context(name):
    html = render_to_string(name)
    assert "<h1>" in html
    assert "style=" not in html
    assert not re.search(r"<script(?! src)", html)
