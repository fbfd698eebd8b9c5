"""How does one say it in Swedish? Small pure pieces of sentences."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """A, b och c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def sentence(text: str) -> str:
    """The text with a full stop when it has no ending of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".?!…:" else f"{text}."


def running(*parts: str) -> str:
    """Sentences after one another; empty ones leave no trace."""
    return " ".join(sentence(part) for part in parts if part and part.strip())


def counted(number: int, one: str, many: str) -> str:
    """1 möte, 4 möten."""
    return f"{number} {one if number == 1 else many}"


def since(day: str) -> str:
    """Sedan juni 2009; a day that is only known as a latest one stays so: senast 2017."""
    return day if day.startswith(("senast", "sedan")) else f"sedan {day}"
