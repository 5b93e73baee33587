"""Places, years and report titles, put into questions and headers to teach that scope must match.

The names are English councils and police force areas; kinds of report are those a violence
reduction unit publishes or reads.
"""

import random
import re
from dataclasses import dataclass

_NAMES = """
        Barnsley, Bedford, Birmingham, Blackburn with Darwen, Blackpool, Bolton, Bournemouth,
        Bradford, Brent, Brighton and Hove, Bristol, Bromley, Buckinghamshire, Calderdale,
        Cambridgeshire, Camden, Central Bedfordshire, Cheshire East, Cornwall, Coventry,
        Cumbria, Darlington, Derby, Devon, Dorset, Dudley, Durham, Ealing, East Riding,
        East Sussex, Enfield, Gloucestershire, Hackney, Halton, Hampshire, Haringey, Harrow,
        Hartlepool, Havering, Herefordshire, Hertfordshire, Hillingdon, Hounslow, Hull,
        Isle of Wight, Kent, Kirklees, Lambeth, Lancashire, Leicester, Leicestershire, Lewisham,
        Lincolnshire, Liverpool, Luton, Manchester, Medway, Merton, Middlesbrough,
        Milton Keynes, Newcastle, Northamptonshire, North Somerset, Nottingham, Nottinghamshire,
        Oxfordshire, Peterborough, Plymouth, Portsmouth, Redbridge, Redcar and Cleveland,
        Rochdale, Rotherham, Salford, Sandwell, Shropshire, Slough, Solihull, Somerset,
        South Gloucestershire, South Tyneside, Southampton, Southwark, Staffordshire, St Helens,
        Sunderland, Sutton, Swindon, Tameside, Tower Hamlets, Walsall, Waltham Forest,
        Warwickshire, West Berkshire, West Sussex, Westminster, Wiltshire, Windsor, Wokingham,
        Wolverhampton, Worcestershire, York, Avon and Somerset, Cleveland, Greater Manchester,
        Humberside, Merseyside, Northumbria, South Yorkshire, Sussex, Thames Valley,
        West Midlands, West Yorkshire, Bedfordshire, London
        """
PLACES = tuple(" ".join(name.split()) for name in re.split(",", _NAMES))
KINDS = (
    "violence needs assessment",
    "strategic needs assessment",
    "serious violence strategy",
    "response strategy",
    "annual report",
    "violence reduction unit annual report",
    "evaluation report",
    "problem profile",
    "serious violence duty needs assessment",
    "community safety plan",
    "inspection report",
    "domestic abuse strategy",
    "briefing",
    "knife crime profile",
    "youth justice plan",
)
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-3]\d)\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """What one report is about: a place, a year and a kind of report."""

    place: str
    year: int
    kind: str


def draw_scope(rng: random.Random) -> Scope:
    """Any scope."""
    return Scope(rng.choice(PLACES), rng.randint(2010, 2026), rng.choice(KINDS))


def other_place(scope: Scope, rng: random.Random) -> Scope:
    """The scope of the same report of another place."""
    place = rng.choice([name for name in PLACES if name != scope.place])
    return Scope(place, scope.year, scope.kind)


def other_year(scope: Scope, rng: random.Random) -> Scope:
    """The scope of the same place's report of another year, never the next, which a span covers."""
    shift = rng.choice([-5, -4, -3, -2, -2, 2, 2, 3, 4, 5])
    return Scope(scope.place, scope.year + shift, scope.kind)


def year_words(year: int, rng: random.Random) -> str:
    """A year as titles write it: alone, as a span or with a day."""
    months = "January February March April May June July September October November December"
    month = rng.choice(months.split())
    return rng.choice(
        [
            str(year),
            str(year),
            str(year),
            f"{year}/{(year + 1) % 100:02d}",
            f"{year}-{year + 1}",
            f"{month} {year}",
            f"{rng.randint(1, 28):02d} {month} {year}",
        ]
    )


def title(scope: Scope, rng: random.Random) -> str:
    """A report title or the words of its file name."""
    year = year_words(scope.year, rng)
    made = rng.choice(
        [
            f"{scope.place} {scope.kind} {year}",
            f"{scope.place} {scope.kind} {year}",
            f"{scope.kind} {year} {scope.place}",
            f"{scope.place}: {scope.kind}, {year}",
            f"{scope.place} {year} {scope.kind}",
        ]
    )
    return made.lower() if rng.random() < 0.4 else made[0].upper() + made[1:]


def ask_in(question: str, scope: Scope, rng: random.Random, *, years: float = 0.6) -> str:
    """The question narrowed to a place and, with the given chance, a year."""
    place, kind = scope.place, scope.kind
    bare = question.rstrip(" ?")
    lowered = bare[0].lower() + bare[1:] if bare[:2].istitle() else bare
    if rng.random() >= years:
        return rng.choice(
            [
                f"{bare} in {place}?",
                f"In {place}, {lowered}?",
                f"{place}: {lowered}?",
                f"According to the {place} {kind}, {lowered}?",
                f"{bare} in the {place} report?",
                f"{lowered} {place.lower()}",
            ]
        )
    year = scope.year
    return rng.choice(
        [
            f"{bare} in {place} in {year}?",
            f"In {place} in {year}, {lowered}?",
            f"{place} {year}: {lowered}?",
            f"{bare} according to the {year} {place} {kind}?",
            f"{bare} in the {year} {place} report?",
            f"According to the {place} {kind} of {year}, {lowered}?",
            f"{lowered} {place.lower()} {year}",
        ]
    )


def swap_year(text: str, rng: random.Random) -> str | None:
    """The text with one of its years changed, or nothing where it has none."""
    found = list(_YEAR.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    shifted = int(match.group()) + rng.choice([-4, -3, -2, -1, 1, 2, 3, 4])
    return text[: match.start()] + str(shifted) + text[match.end() :]


def first_year(text: str) -> str | None:
    """The first year a text names."""
    match = _YEAR.search(text)
    return match.group() if match else None
