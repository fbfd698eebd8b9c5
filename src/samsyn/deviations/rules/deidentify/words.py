"""Which words are names, places or neither? The lists beside this file, and forms. Pure."""

import re
import unicodedata
from pathlib import Path

_HERE = Path(__file__).parent
_HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def key_of(word: str) -> str:
    """How a word is looked up: composed, without hidden characters, in lower case."""
    return unicodedata.normalize("NFC", _HIDDEN.sub("", word)).casefold()


def _sections(file: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for line in (_HERE / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, set()).update(key_of(word) for word in line.split())
    return {name: frozenset(words) for name, words in found.items()}


_names, _words = _sections("names.txt"), _sections("words.txt")
GIVEN_NAMES, FAMILY_NAMES = _names["given"], _names["family"]
_NAMES = GIVEN_NAMES | FAMILY_NAMES | _names["nick"]
_NAME_PARTS = frozenset(part for name in _NAMES for part in name.split("-") if len(part) > 1)
ALSO_NAMES, ORDINARY = _words["also names"], _words["ordinary"]
_ORGANISATIONS = _words["organisations"]
PLACES = frozenset(place.replace("_", " ") for place in _sections("places.txt")["places"])

#: Endings that only ordinary words have: nouns, titles and authorities.
_ORDINARY_FORM = re.compile(
    r".(?:...(?:n|r|t|l|s)ing(?:en|ens|ar|arna|s)?|het(?:en|er|erna|s)?|[ts]ion(?:en|er|erna|s|ens)?"
    r"|skap(?:et|en|s)?|[aeo]rna(?:s)?|aren(?:s)?|[ae]nde(?:t|n)?|lig(?:t|a|en)|igt|iskt|iska"
    r"|ades?|tjänst(?:en|er|ens)?|verk(?:et|ets)|nämnd(?:en|er|ens)?|lag(?:en|ar)|kassa(?:n)?"
    r"|styrelse(?:n|ns)?|möte(?:t|n)?|plan(?:en|er)|team(?:et)?|samtal(?:et)?|vård(?:en|ens)?"
    r"|stöd(?:et)?|fråg(?:a|an|or)|sköterska(?:n)?|terapeut(?:en)?|log(?:en|er)|le(?:dare|gare)"
    r"|chef(?:en|er)?|ansvar(?:et|ig|iga)?|enhet(?:en)?|grupp(?:en|er)?|plats(?:en|er)?|tid(?:en)?"
    r"|insats(?:en|er|erna)?|hjälp(?:en)?|problem(?:et)?|rutin(?:en|er)?|behov(?:et)?|besök(?:et)?"
    r"|underlag(?:et)?|nare|tare|lare|gare|rare|psykiatri(?:n)?|mottagning|klinik(?:en)?|rätt(?:en)?"
    r"|ombud(?:et)?|avtal(?:et)?|skola|skolor|barn(?:en|et)?|föräldr(?:ar|arna)|familj(?:en|er)?"
    r"|medel|arbete(?:t)?|kort(?:et)?|system(?:et)?|anmälan|krav(?:et|en)?|beslut(?:et)?|brist(?:en|er)?"
    r"|person(?:en|er|al|alen)?|perspektiv(?:et)?|analys(?:en)?|remiss(?:en|er)?|år(?:et)?|vecka(?:n)?"
    r"|dag(?:en|ar)?|bok(?:en)?|konvention|register|registret|bygge|program(?:met)?|modell(?:en)?"
    r"|ansökan|process(?:en)?|period(?:en)?|närvaro(?:n)?|hälsa(?:n)?|central(?:en)?|nivå(?:n|er)?)$"
)
#: Endings that ordinary words often have and names now and then.
_MAYBE_ORDINARY_FORM = re.compile(r".....(?:en|et|or|ar|er|de|ad|at|as|ska|tt|ts|sk|it|te)$")
_VERB_FORM = re.compile(r"(?:r|[dt]e|t|s|en|nna|mna|kna|gna|pna)$")
_PAST_FORM = re.compile(r"..(?:ades?|[^n]des?|[kpst]tes?)$")
_FOREIGN_LETTER = re.compile(r"[^a-zåäöéèàüæø\W\d_]|æ|ø")
_FOREIGN_SPELLING = re.compile(
    r"aa|ii|uu|kh|dh|gh|w|z|q|sh(?!i?rt|op|ow)|iy|jj|yy|hm[aeo]|^bh|dj[ao]|...x$|ee|(?<![kz])oo|ph|th|ai|ay|(?<!j)ou"
)
_LOANS = re.compile(
    r"^(?:web|pizz|jazz|zon|ozon|quiz|show|zoom|swish|wifi|watt|workshop|kiwi|gazell|zebr|azur|wc|mazarin"
    r"|crawl|wok|wrap|bowl|whisk|bridge|crash|flash|push|finish|dash|cash|zink|zigen|zombi|blitz|freez)|kaffe"
    r"|skiing|vacuum|continuum|individuum|follow|browser|download|power|twist|mail|train|tain|play|spray|essay|tour|rout|touch|coach|aids|window|swing|slow|know|down|up"
)
#: Endings that hardly any word has but family names.
_FAMILY_FORM = re.compile(
    r"..(?:[^b]sson|q[uv]ist|[nlmrdg]kvist|ović|ević|ovic|evic|enko|chuk|czyk|wicz|dotter|[lnrtk]ssen|feldt"
    r"|hjelm|stedt|zadeh|oğlu|oglu|ström|berg|lund|gren|nen|yan|ski|ska|löv|pour|blad|lind|fors|hult)s?$"
)
_SURE_FAMILY_FORM = re.compile(
    r"..(?:[^bsy]sson|q[uv]ist|ović|ević|ovic|evic|enko|czyk|wicz|[lnrtk]ssen|feldt|zadeh|oğlu|oglu)s?$"
)


def bare(key: str) -> str:
    """The key without a genitive ending."""
    return key[:-1] if len(key) > 2 and key.endswith("s") else key


def is_listed(key: str) -> bool:
    """Whether it is a common name, also in the genitive."""
    return key in _NAME_PARTS or bare(key) in _NAME_PARTS


def is_genitive(key: str) -> bool:
    """Whether it is a common name with a genitive ending, and no name without."""
    return key not in _NAME_PARTS and bare(key) in _NAME_PARTS


def is_place(key: str) -> bool:
    """Whether it is a listed place, also in the genitive."""
    return key in PLACES or bare(key) in PLACES


def is_given(key: str) -> bool:
    """Whether it is a common given name."""
    return key in GIVEN_NAMES or bare(key) in GIVEN_NAMES


def is_also_word(key: str) -> bool:
    """Whether a listed name is an ordinary word too."""
    return key in ALSO_NAMES or key in ORDINARY or (is_genitive(key) and bare(key) in ALSO_NAMES)


def is_ordinary(key: str) -> bool:
    """Whether it is an ordinary word and not a common name."""
    if is_listed(key):
        return False
    return key in ORDINARY or key in ALSO_NAMES or bool(_ORDINARY_FORM.search(key))


def looks_ordinary(key: str) -> bool:
    """Whether it is an ordinary word or has the ending of one."""
    return is_ordinary(key) or bool(_MAYBE_ORDINARY_FORM.search(key))


def looks_verb(key: str) -> bool:
    """Whether it ends as verbs and definite nouns do."""
    return bool(_VERB_FORM.search(key))


def is_past(key: str) -> bool:
    """Whether it ends as most verbs do in the past."""
    return bool(_PAST_FORM.search(key))


def looks_foreign(key: str) -> str:
    """`letters` or `spelling` that ordinary Swedish words do not have, or nothing."""
    if _FOREIGN_LETTER.search(key):
        return "letters"
    return "spelling" if _FOREIGN_SPELLING.search(key) and not _LOANS.search(key) else ""


def is_organisation(text: str, key: str) -> bool:
    """Whether it is an abbreviation, an authority or a system. Sol is a name and SoL is not."""
    ended = bare(key) in _ORGANISATIONS and (len(key) > 6 or text[:-1].isupper())
    if key not in _ORGANISATIONS and not ended:
        return False
    return not is_listed(key) or any(letter.isupper() for letter in text[1:])


def is_family_form(key: str, alone: bool = False) -> bool:
    """Whether it ends as family names do; `alone` asks for the endings that need no company."""
    return bool((_SURE_FAMILY_FORM if alone else _FAMILY_FORM).search(key))
