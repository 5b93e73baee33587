"""Questions that are not for the reports alone: someone in danger, crime advice, private people.

Reads the question's words by patterns; errs towards showing help, since help shown too often costs
little. The support lines and the signs of danger are an editable file (`support.toml`). Stores and
reports nothing.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.answer.figures import names_of

SUPPORT = Path(__file__).with_name("support.toml")

CRIME_ADVICE = "This service quotes reports about preventing violence. It gives no advice on crime."
HELP_SOUGHT = (
    "The lines above are there to help. This service quotes reports and can reach nobody for you."
)
PRIVATE_PERSON = (
    "The reports are about places and services. This service does not look up private people."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One support line and the signs it is for; none means it is always shown."""

    text: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Support:
    """The support lines in their order, and the patterns of each sign of danger."""

    lines: tuple[Line, ...]
    signs: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]

    def notices(self, question: str) -> tuple[str, ...]:
        """The lines to show before an answer, or none where nobody seems in danger."""
        plain = question.replace("'", "").replace("’", "")
        seen = {
            sign
            for sign, patterns in self.signs
            if any(pattern.search(plain) for pattern in patterns)
        }
        if not seen:
            return ()
        return tuple(line.text for line in self.lines if not line.needs or line.needs & seen)


@cache
def load_support(path: Path = SUPPORT) -> Support:
    """Read the file of support lines."""
    known = tomllib.loads(path.read_text("utf-8"))
    lines = tuple(Line(line["text"], frozenset(line.get("needs", ()))) for line in known["lines"])
    signs = tuple(
        (name, tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns))
        for name, patterns in known["signs"].items()
    )
    return Support(lines, signs)


_DEED = (
    r"(?:make|build|buy|get hold of|get|carry|hide|conceal|smuggle|use|sharpen|sell|deal|launder"
    r"|steal|stab|shoot|kill|hurt|attack|rob|threaten|blackmail|groom|recruit|join|start)"
)
_THING = (
    r"(?:knife|knives|blade|machete|gun|firearm|weapon|bomb|acid|explosive|drugs?|cocaine|heroin"
    r"|gang|county line|runners?|someone|somebody|person|people|him|her|them|child(?:ren)?|kids)"
)
_CRIME_ADVICE = (
    re.compile(
        r"\b(?:how (?:do|can|could|would|should|might) (?:i|we|you|one|someone)|how to"
        r"|where (?:can|do) (?:i|we)|help me|teach me|show me how to|best way to|is it easy to)\b"
        rf"(?: \w+)?? {_DEED}\b(?: \S+){{0,4}}? {_THING}\b(?! (?:reduction|prevention|crime))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:how (?:do|can|could|would|should) (?:i|we|you|one|someone)|how to|best way to"
        r"|help me)(?: \S+){0,2} (?:avoid|escape|evade|get (?:away|out of|past|around)|fool|trick"
        r"|dodge|beat)\b.*\b(?:police|caught|arrest\w*|detect\w*|searched|stopped"
        r"|stop and search|metal detector|with (?:it|(?:a )?(?:crime|murder|robbery|theft)))\b",
        re.IGNORECASE,
    ),
)
_PRIVATE = re.compile(
    r"\b(?:where (?:does|do|is|did)\b.*\b(?:live|lives|staying|hiding)|home address|phone number"
    r"|mobile number|e-?mail address|date of birth|criminal record|(?:in|member of|part of|joined?)"
    r" (?:a|any|the|which) gang|arrested|convicted|charged|guilty|suspect(?:ed)?|a dealer|dealing"
    r"|addict|diagnos\w+|girlfriend|boyfriend|married|religion|sexuality)\b",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"\b(?:name|names|identity|identities|address(?:es)?) of (?:the|a|any|each|all)"
    r" (?:(?!(?:for|of|in|on|to|with|at|by|from|about|against)\b)[\w-]+ ){0,3}?"
    r"(?:victims?|suspects?|offenders?|attackers?|killers?|boys?|girls?|child(?:ren)?|teenagers?"
    r"|informants?|witness(?:es)?|gang members?)\b"
    r"|\bwho (?:killed|stabbed|shot|murdered|attacked|raped|robbed)\b"
    r"|\bwho (?:was|were) (?:the )?(?:victims?|killed|stabbed|shot|murdered|arrested|convicted)\b",
    re.IGNORECASE,
)


_HELP = re.compile(
    r"\bwho (?:can|do|should|could) (?:i|we) (?:talk|speak|turn)\b"
    r"|\b(?:where|how) (?:can|do|should|could) (?:i|we) (?:get|find|go for) (?:some )?"
    r"(?:help|support)\b(?=\W*$|.*\b(?:me|my|myself)\b)"
    r"|\b(?:i|we) need (?:someone to talk to|help now)\b",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"^\W*\w+\s+")


def unfit(question: str, *, is_helped: bool) -> str:
    """Why a question is not for the reports at all, or an empty string.

    `is_helped` says that support lines are shown: only then is who seeks help sent to them.
    """
    if asks_crime_advice(question):
        return CRIME_ADVICE
    if is_helped and asks_for_help(question):
        return HELP_SOUGHT
    return PRIVATE_PERSON if asks_private_person(question) else ""


def asks_crime_advice(question: str) -> bool:
    """Whether a question wants to know how to commit a crime or get away with it."""
    return any(pattern.search(question) for pattern in _CRIME_ADVICE)


def asks_for_help(question: str) -> bool:
    """Whether a question seeks somebody to turn to, and no report."""
    return bool(_HELP.search(question))


def asks_private_person(question: str, known_names: Sequence[str] = ()) -> bool:
    """Whether a question wants something private of someone, named or to be named.

    `known_names` are names that are no person's: places, publishers, titles.
    """
    if _NAMELESS.search(question):
        return True
    if not _PRIVATE.search(question):
        return False
    known = " ".join(known_names).casefold()
    rest = _FIRST_WORD.sub("", question)
    return any(len(name.split()) == 2 and name.casefold() not in known for name in names_of(rest))
