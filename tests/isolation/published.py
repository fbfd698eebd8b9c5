"""The published matrix: one table a namespace, roles that answer alike on one line."""

from pathlib import Path

from tests.isolation.people import RELATIONS, carries, role_groups

FOLDER = Path(__file__).parents[2] / "docs/generated/isolation"
HEAD = "| address | roles | " + " | ".join(RELATIONS) + " |"
RULE = "| --- |" * 1 + " --- |" * (1 + len(RELATIONS))
#: A relation that the things of a namespace do not know.
NEVER = ""

Answers = dict[tuple[str, str, str], str]


def spaces() -> set[str]:
    """The namespaces that have a table."""
    return {file.stem for file in FOLDER.glob("*.md")} - {"README"}


def write(space: str, answers: Answers, asks: dict[str, str]) -> None:
    """Write one namespace's table; `asks` is what each address requires."""
    lines = [f"# Who gets what: {space}", "", HEAD, RULE]
    for name in sorted({name for name, _role, _relation in answers}):
        alike: dict[tuple[str, ...], list[str]] = {}
        for role in role_groups():
            row = tuple(answers.get((name, role, relation), NEVER) for relation in RELATIONS)
            alike.setdefault(row, []).append(role)
        for row, groups in alike.items():
            lines.append(f"| {name} | {_who(groups, asks[name])} | " + " | ".join(row) + " |")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{space}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _who(groups: list[str], asked: str) -> str:
    """Roles in as few words as are exact."""
    everyone = list(role_groups())
    with_right = [role for role in everyone if carries(role, asked)]
    if groups == everyone:
        return "all"
    if groups == with_right:
        return f"with {asked}"
    if groups == [role for role in everyone if role not in with_right]:
        return f"without {asked}"
    return ", ".join(code for group in groups for code in role_groups()[group])


def _roles(who: str) -> list[str]:
    """The groups that such words mean, each by its first role."""
    everyone = list(role_groups())
    if who == "all":
        return everyone
    if who.startswith(("with ", "without ")):
        word, asked = who.split(" ")
        return [role for role in everyone if carries(role, asked) == (word == "with")]
    return [role for role in who.split(", ") if role in role_groups()]


def read(space: str) -> Answers:
    """What the table says, by the first role of each group."""
    text = (FOLDER / f"{space}.md").read_text(encoding="utf-8")
    found: Answers = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells[0] in ("address", "---"):
            continue
        name, who, *row = cells
        for role in _roles(who):
            for relation, word in zip(RELATIONS, row, strict=True):
                if word != NEVER:
                    found[name, role, relation] = word
    return found
