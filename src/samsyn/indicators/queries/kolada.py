"""How are values fetched from Kolada? Over HTTPS, to one host, in one function."""

import json
import urllib.request
from urllib.parse import quote, urljoin, urlsplit

from samsyn.indicators.rules import kolada

TIMEOUT_SECONDS = 20
MOST_BYTES = 5_000_000
MOST_PAGES = 40


class NoAnswer(Exception):
    """Kolada could not be reached or answered with something else."""


def fetch(path: str) -> str:
    """One answer, from a path below the base or a full address there; NoAnswer otherwise."""
    address = urljoin(kolada.BASE, path)
    if urlsplit(address)[:2] != urlsplit(kolada.BASE)[:2]:
        raise NoAnswer(address)
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310  # nosec B310  # one fixed https address
            if urlsplit(answer.url)[:2] != urlsplit(kolada.BASE)[:2]:
                raise NoAnswer(answer.url)
            return str(answer.read(MOST_BYTES).decode("utf-8"))
    except (OSError, ValueError) as error:
        raise NoAnswer(str(error)) from error


def fetch_all(path: str) -> str:
    """All pages of an answer, as one with all values."""
    values: list[object] = []
    for _page in range(MOST_PAGES):
        answer = kolada.parse(fetch(path))
        if answer is None:
            raise NoAnswer(path)
        values += answer["values"]
        path = kolada.next_page(answer)
        if not path:
            break
    return json.dumps({"values": values}, ensure_ascii=False)


def look_up(title: str) -> kolada.Kpi | None:
    """The KPI with exactly this title, or None when there is none or several."""
    answer = kolada.parse(fetch_all(f"kpi?title={quote(title)}"))
    return kolada.kpi_by_title(kolada.kpis(answer or {"values": []}), title)


def fetch_values(kpi: str, municipalities: list[str], years: tuple[int, ...]) -> str:
    """Values of a KPI for municipalities and years, as one answer."""
    values: list[object] = []
    for start in range(0, len(municipalities), kolada.MOST_IDS):
        some = tuple(municipalities[start : start + kolada.MOST_IDS])
        values += json.loads(fetch_all(kolada.data_path(kpi, some, years)))["values"]
    return json.dumps({"values": values}, ensure_ascii=False)
