"""Every pair of text and ground that the style sheet uses reaches 4.5:1, lines 3:1 (WCAG 2.2)."""

import re
from pathlib import Path

import pytest

import samsyn.foundation

TOKENS = Path(samsyn.foundation.__file__).parent / "static/foundation/css/tokens.css"
PAIR = re.compile(r"--([\w-]+):\s*light-dark\(#(\w{6}), #(\w{6})\)")
TEXT, LINE = 4.5, 3.0
COLOURS = ("neutral", "accent", "info", "success", "warning", "danger")

GROUNDS = ["background-default", "background-tinted", "surface-default", "surface-tinted"]
PRESSED = ["surface-hover", "surface-active"]


def pairs() -> list[tuple[str, str, float]]:
    """(text or line, ground, least ratio) by token name."""
    wanted = []
    for colour in COLOURS:
        own = [f"ds-color-{colour}-{ground}" for ground in GROUNDS]
        paper = [f"ds-color-neutral-{ground}" for ground in GROUNDS]
        for ground in {*own, *paper}:
            wanted += [
                (f"ds-color-{colour}-{ink}", ground, TEXT)
                for ink in ("text-default", "text-subtle")
            ]
            wanted.append((f"ds-color-{colour}-border-default", ground, LINE))
        wanted += [
            (f"ds-color-{colour}-text-subtle", f"ds-color-{colour}-{ground}", TEXT)
            for ground in PRESSED
        ]
        wanted += [
            (f"ds-color-{colour}-base-contrast-default", f"ds-color-{colour}-base-{state}", TEXT)
            for state in ("default", "hover", "active")
        ]
        wanted.append(("ds-color-neutral-text-default", f"ds-color-{colour}-surface-tinted", TEXT))
        wanted.append(("ds-color-neutral-text-subtle", f"ds-color-{colour}-surface-tinted", TEXT))
        wanted.append(("ds-color-info-text-subtle", f"ds-color-{colour}-surface-tinted", TEXT))
    wanted += [
        ("face-band-text", "face-band", TEXT),
        ("face-band-muted", "face-band", TEXT),
        ("ds-link-color-visited", "ds-color-neutral-background-default", TEXT),
        ("ds-color-focus-outer", "ds-color-neutral-background-default", LINE),
        ("ds-color-focus-outer", "ds-color-focus-inner", LINE),
    ]
    return wanted


def tokens() -> dict[str, tuple[str, str]]:
    """Light and dark value by token name."""
    return {name: (light, dark) for name, light, dark in PAIR.findall(TOKENS.read_text("utf-8"))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 for black and 1 for white."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert ratio("000000", "ffffff") == pytest.approx(21)
    assert ratio("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_pair_is_readable(scheme):
    values = tokens()
    weak = [
        f"{ink} on {ground}: {found:.2f}"
        for ink, ground, least in pairs()
        if (found := ratio(values[ink][scheme], values[ground][scheme])) < least
    ]
    assert not weak, "\n".join(weak)


def test_no_colour_stands_outside_the_tokens():
    """A loose colour would escape the computation above; print is black on white."""
    loose = [
        f"{sheet.name}: {found}"
        for sheet in sorted(TOKENS.parent.glob("*.css"))
        if sheet.name not in {"tokens.css", "print.css"}
        for found in re.findall(
            r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\brgba?\()", sheet.read_text("utf-8")
        )
    ]
    assert not loose
