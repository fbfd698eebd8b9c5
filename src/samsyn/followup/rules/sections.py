"""How is a follow-up built: sections of paragraphs that keep their sources? Pure."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Source:
    """Where a paragraph comes from: a document, minutes (§) or a row of Samsyn."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `number` is above 0 in a numbered list."""

    text: str
    sources: tuple[Source, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Section:
    """A part of a follow-up. `basis` is the fingerprint of the draft that it was written from."""

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    basis: str = ""


def fingerprint(value: object) -> str:
    """SHA-256 over a canonical form of dataclasses, mappings and lists."""
    plain = asdict(value) if hasattr(value, "__dataclass_fields__") else value  # type: ignore[call-overload]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def in_groups(value: str) -> tuple[str, ...]:
    """A fingerprint in groups of eight, so that it can be read aloud and breaks on a phone."""
    return tuple(value[start : start + 8] for start in range(0, len(value), 8))


def with_basis(section: Section) -> Section:
    """The section as it was drafted, remembering that."""
    return replace(section, basis=fingerprint(replace(section, basis="")))


def as_data(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Sections as JSON holds them."""
    plain: list[dict[str, Any]] = json.loads(json.dumps([asdict(section) for section in sections]))
    return plain


def from_data(data: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Sections from their JSON."""
    return tuple(
        Section(
            key=row["key"],
            heading=row["heading"],
            basis=row["basis"],
            paragraphs=tuple(
                Paragraph(
                    text=p["text"],
                    number=p["number"],
                    sources=tuple(Source(**source) for source in p["sources"]),
                )
                for p in row["paragraphs"]
            ),
        )
        for row in data
    )


def numbered(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a list, numbered anew; those outside the list stay so."""
    count, out = 0, []
    for paragraph in paragraphs:
        if paragraph.number:
            count += 1
            out.append(replace(paragraph, number=count))
        else:
            out.append(paragraph)
    return tuple(out)


def joined(
    base: Sequence[Section], current: Sequence[Section], mine: Sequence[Section]
) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """Two edits of the same base joined section by section, and headings where both wrote."""
    before = {section.key: section for section in base}
    own = {section.key: section for section in mine}
    kept, clashes = [], []
    for theirs in current:
        was, wrote = before.get(theirs.key), own.get(theirs.key)
        if wrote is None or wrote in (was, theirs):
            kept.append(theirs)
        elif was == theirs:
            kept.append(wrote)
        else:
            clashes.append(theirs.heading)
    return tuple(kept), tuple(clashes)


def footnotes(sections: Sequence[Section]) -> dict[Source, int]:
    """Every source with its number, in the order in which they are first needed."""
    notes: dict[Source, int] = {}
    for section in sections:
        for paragraph in section.paragraphs:
            for source in paragraph.sources:
                notes.setdefault(source, len(notes) + 1)
    return notes


_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_LEADING = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)


def as_markdown(title: str, sections: Sequence[Section]) -> str:
    """The follow-up as Markdown, with its sources as footnotes."""
    lines, notes = [f"# {_escaped(title)}"], footnotes(sections)
    for section in sections:
        lines += ["", f"## {_escaped(section.heading)}", ""]
        for place, paragraph in enumerate(section.paragraphs):
            marks = "".join(f"[^{notes[source]}]" for source in paragraph.sources)
            text = _LEADING.sub(r"\1\\\2", _escaped(paragraph.text))
            if paragraph.number:
                lines.append(f"{paragraph.number}. " + text.replace("\n", "\n   ") + marks)
            else:
                lines += [*([""] if place else []), text + marks]
    if notes:
        lines.append("")
        lines += [
            f"[^{number}]: [{_escaped(source.label)}]({source.url})"
            if source.url
            else f"[^{number}]: {_escaped(source.label)}"
            for source, number in notes.items()
        ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
