"""What is a measure called, counted in and good for? Pure."""

from samsyn.foundation.words import Word


class Kind(Word):
    """Where a measure's figures come from."""

    LIVE = "live", "Samsyn räknar", "Samsyn counts"
    MANUAL = "manual", "Skrivs in eller läses in från fil", "Typed or read from a file"
    KOLADA = "kolada", "Kolada", "Kolada"
    EXTERNAL = "external", "Väntar på en källa", "Waits for a source"


class MeasureUnit(Word):
    """What a value is counted in. Only counts and what rests on few answers are ever hidden."""

    COUNT = "count", "antal", "count"
    PERCENT = "percent", "procent", "per cent"
    DAYS = "days", "dagar", "days"
    MONEY = "money", "kronor per invånare", "SEK per inhabitant"
    INDEX = "index", "index", "index"


class Direction(Word):
    """Which way is better."""

    UP = "up", "Högre är bättre", "Higher is better"
    DOWN = "down", "Lägre är bättre", "Lower is better"
    NONE = "none", "Varken högre eller lägre är bättre", "Neither is better"
