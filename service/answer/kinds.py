"""What kind of answer a question asks for, by the forms English questions take.

The kinds follow the coarse classes of Li and Roth, "Learning question classifiers" (COLING 2002),
cut down to those an answer here treats differently.
"""

import re
from enum import StrEnum

from corpus.periods import find_periods
from index.analysis import STOP_WORDS
from index.signals import asks_list


class Asks(StrEnum):
    """What would answer the question."""

    NUMBER = "number"
    DATE = "date"
    WHO = "who"
    ACRONYM = "acronym"
    DEFINITION = "definition"
    LIST = "list"
    COMPARISON = "comparison"
    YES_NO = "yes-no"
    REASON = "reason"
    GRADE = "grade"
    FACT = "fact"


class Measure(StrEnum):
    """What sort of number is asked for, where the question says."""

    ANY = "any"
    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    DURATION = "duration"
    AGE = "age"


AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may)"
_QUANTITY = (
    r"numbers?|proportions?|percentages?|percent|per cent|share|rate|rates|ratio|total|amount"
    r"|figure|cost|costs|budget|sum|average|median|fraction|population|value|salary|caseload|length"
    r"|level of (?:funding|spending)|portions?|turnover|attendance|timescale|caseloads"
)
_PLAIN = r"(?:(?!(?:of|for|that|who|which|to|in|on|by|with|do|does|did)\b)[\w’'-]+)"
"""A word that may stand between "what is" and the quantity asked for."""
_NUMBER = re.compile(
    r"\bhow (?:many|much|often|long|old|big|large|small|fast|slow|far|high|low|frequently|quickly"
    r"|regularly|soon|common)\b"
    rf"|\b(?:what|which)(?:'s|’s)?(?: {AUXILIARY})?(?: the| a)?"
    rf"(?: [\w-]+){{0,3}}? (?:{_QUANTITY})\b"
    r"(?! one\b| of (?:the )?(?:plan|strategy|project|programme))"
    r"|\bwhat (?:is|was|were) the (?:[\w-]+ ){0,3}?(?:increase|decrease|rise|fall|reduction|drop"
    r"|change|size)\b|\b(?:up to )?what age\b|\bby how (?:much|many)\b"
    r"|\b(?:what|which) (?:percentage|proportion)\b"
    rf"|\bwhat(?:['’]s)?(?: {AUXILIARY})?(?: {_PLAIN}){{0,5}}? (?:{_QUANTITY})\b(?! one\b)"
    r"|\bwhat (?:do|does|did|will|would|has|have) .{1,80}\b(?:cost|spend|spent|pay|paid|charge)\b"
    r"|\bwhat (?:is|was) the (?:most|least|longest|shortest|highest|lowest|maximum|minimum)\b"
    r"|\b(?:until|at|on|up to|before) (?:what|which) (?:birthday|age)\b|\bwhat ages\b",
    re.IGNORECASE,
)
_TERSE = re.compile(
    rf"\b(?:{_QUANTITY}|delay) (?:of|for|per|between|before|from|to)\b|\baverage \w+"
    r"|\b(?:rates?|turnover|attendance|caseloads?|population|percentage|number|total|size|length)\b"
    r"|\bper (?:thousand|hundred|1,000|100|head)\b",
    re.IGNORECASE,
)
"""Words of number in a search of a few words that asks nothing in so many words."""
_ASKING = re.compile(
    rf"\b(?:what|which|who|whom|whose|why|when|where|how)\b|^\W*{AUXILIARY}\b", re.IGNORECASE
)
_NUMBER_FIRST = re.compile(
    r"(?:^|, | [–-] )\W*(?:how (?:many|much) |what (?:proportion|percentage|share|fraction) "
    r"|(?:number|proportion|percentage|share|portion) of )"
    r"|^\W*by (?:how (?:much|many)|what (?:percentage|proportion|share))\b(?!.*\bsince (?:19|20))",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:proportion|percentage|per ?cent|share|fraction|%)", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:how much (?:extra |additional |more )?(?:money|funding|cash)|costs?|budget"
    r"|fund(?:ing|ed)?|grants?|spend|spent|pays?|paid|£|salary|invest\w*|allowance)\b",
    re.IGNORECASE,
)
OF_SO_MANY = r"\b(?:per|for every|in every|of every) (?:1,?0|hundred|thousand)"
"""What asks for a rate and not for a count: "how many for every 1,000 residents"."""
_COUNT = re.compile(r"\bhow many\b|\b(?:what|total) (?:is |was )?(?:the )?number\b", re.I)
_DURATION = re.compile(
    r"\bhow (?:long|fast|slow|soon|quickly|many (?:days|weeks|months|years))\b", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(?:how old|what ages?|age range|which ages?|(?:what|which) birthday)\b", re.IGNORECASE
)
_DATE = re.compile(
    r"^\W*when\b|\b(?:and|since|until|till|from|by) when\b|\bby what time\b"
    r"|\b(?:(?:on|in|since) )?(?:what|which) (?:\w+ )?(?:dates?|years?|months?|days?|period)\b"
    r"|\bhow recently\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^\W*(?:by |for |to |with )?(?:who|whom|whose)\b|^\W*(?:what (?:is|was) the )?name of\b"
    r"|^\W*(?:by |for |to |with )?which (?:\w+ )?(?:organisation|company|charity|agency|university"
    r"|provider|firm|body)\b"
    r"|^\W*what(?:['’]s| is| was| are| were) .+ called(?:\W*$| (?:that|which|who)\b)"
    r"|\bwhat(?:['’]s| is| was) it called\b",
    re.IGNORECASE,
)
"""Wants a name, of a person or of anything else."""
_WHOM = re.compile(r"^\W*whom? (?:do|does|did)\b|^\W*who\b.*\bfor\W*$", re.IGNORECASE)
"""Who is helped, not who helps: people of some sort, seldom a name."""
_ACRONYM = re.compile(
    r"\bstands? for\b|\bwhat (?:do|does|is|are) (?:the )?(?:letters|initials|acronym|abbreviation)"
    r"|\b(?:full|long) (?:name|form) of\b|\bspell(?:ed|t)? out\b|\babbreviat|\bshort for\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^\W*(?:what (?:is|are)|what['’]s|define|explain|describe|what does .+? (?:mean|do)"
    r"|what does .+? (?:cover|involve)"
    r"|what (?:exactly )?counts as|what do (?:we|they|you) mean by|how (?:is|are) .+? defined"
    r"|who (?:is|are))\b",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison)\b|\bversus\b|\bvs\b|\bdiffer(?:s|ent|ence|ences)?\b"
    r"|\bhow (?:has|have|had|did|does) .+ (?:changed?|vary|varied|develop(?:ed)?|evolved?)\b"
    r"|\b(?:go|gone|went|going) (?:up|down)\b|\b(?:rise|risen|rose|fall|fallen|fell) or\b"
    r"|\btrends?\b|\bover (?:time|the years)\b|\bsince (?:19|20)\d\d\b"
    r"|\beach (?:year|strategy|report|district|area|borough|place)\b"
    r"|\byear[- ](?:by|on|after)[- ]year\b|\bbetter or worse\b"
    r"|\bhigher or lower\b|\bmore or (?:less|fewer)\b|\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"^\W*why\b|, why\b|\b(?:for what|what (?:is|was|were|are) the) reasons?\b"
    r"|\bwhat (?:caused|led to|explains|lies behind|is behind)\b",
    re.IGNORECASE,
)
_TERSE_GRADE = re.compile(r"\b(?:grades?|ratings?|judge?ments?|verdict)\b", re.IGNORECASE)
SUPERLATIVE = re.compile(
    r"\b(?:which|what|where|who)\b.*\b(?:most|least|highest|lowest|biggest|largest|smallest|fewest"
    r"|worst|best|safest|fastest|slowest|longest|shortest|top)\b",
    re.IGNORECASE,
)
"""Asks which of several stands out: no single row of a table can show that."""
MOST_SEARCHED = 9
"""Words of a search that asks nothing in so many words."""
_COUNTED = re.compile(
    r"\b(?:figures|stat(?:istic)?s|numbers|grants?|funding|spend(?:ing)?|income|admissions|offences"
    r"|crimes?|robber(?:y|ies)|burglar(?:y|ies)|homicides?|murders?|stabbings?|assaults?"
    r"|(?:ex|in)clusions|suspensions|arrests|referrals|searches|staff|cost|budget|deaths"
    r"|incidents|victims)\b",
    re.IGNORECASE,
)
"""What a search of a few words that names a time wants the figure of."""
_WORTH = re.compile(
    r"\b(?:do|does|did|are|is|was|were) (?:it|they|this|that|these|those)"
    r" (?:really |actually |ever )?(?:work(?:ed)?|help(?:ed)?|effective|worth|any (?:good|use))\b",
    re.IGNORECASE,
)
"""Whether something is of use, asked behind what it is about: "knife arches, do they work"."""
_GRADE = re.compile(
    r"\b(?:rated|graded|judged)\b|\b(?:what|which|overall|inspection) (?:\w+ )?"
    r"(?:grade|rating|judge?ment|verdict)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^\W*(?:in|at|for|within|by) (?:[\w’'-]+ ){0,4}?[\w’'-]+, (?=wh)", re.I)
"""What may stand before a question: "In Norfolk, what is CADS?"."""
_MEANING_OF = re.compile(
    r"^\W*(?P<first>(?!what\b|how\b|where\b|does\b|is\b)(?:[\w’'-]+ ){0,5}?[\w’'-]+)[\s–-]+"
    r"(?:meaning|definition)\b(?! of)"
    r"|\b(?:definition|meaning) of (?:an? |the )?(?P<term>(?:[\w’'-]+ ){0,5}?[\w’'-]+)"
    r"(?=\W*$| (?:in|for|under|used|by|of|from|according)\b|\?)"
    r"|\bhow (?:do|does|did) .{1,80}? define (?:an? |the )?(?P<object>(?:[\w’'-]+ ){0,5}?[\w’'-]+)"
    r"(?=\W*$| (?:in|for|under)\b|\?)",
    re.IGNORECASE,
)
"""What a term means, asked in so many words or in a search of a few."""
_YES_NO = re.compile(rf"^\W*{AUXILIARY}\b", re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
ACRONYM_WORD = re.compile(
    r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z][A-Za-z0-9]*(?:-[A-Z]+)?\b|\b[A-Z]-[A-Z]+\b"
)


def kind_of(text: str) -> Asks:
    """The kind of a question, by its form."""
    if _ACRONYM.search(text):
        return Asks.ACRONYM
    if _NUMBER_FIRST.search(text):
        return Asks.NUMBER
    if _COMPARISON.search(text):
        return Asks.COMPARISON
    is_terse = not _ASKING.search(text)
    if _NUMBER.search(text) or (is_terse and _wants_figure(text)):
        return Asks.NUMBER
    if _DATE.search(text):
        return Asks.DATE
    if _WHO.search(text):
        return Asks.FACT if _WHOM.search(text) else Asks.WHO
    if _is_definition(text):
        return Asks.ACRONYM if ACRONYM_WORD.fullmatch(subject_of(text)) else Asks.DEFINITION
    if asks_list(text):
        return Asks.LIST
    if _REASON.search(text):
        return Asks.REASON
    if _GRADE.search(text) or (is_terse and _TERSE_GRADE.search(text)):
        return Asks.GRADE
    is_yes_no = _YES_NO.search(text) or _WORTH.search(text)
    return Asks.YES_NO if is_yes_no and not _CHOICE.search(text) else Asks.FACT


def _wants_figure(search: str) -> bool:
    """Whether a search of a few words is for a figure."""
    if _TERSE.search(search):
        return True
    is_short = len(search.split()) <= MOST_SEARCHED and not asks_list(search)
    return bool(is_short and _COUNTED.search(search) and find_periods(search))


def measure_of(text: str) -> Measure:
    """What sort of number a number question wants."""
    if re.search(OF_SO_MANY, text, re.IGNORECASE):
        return Measure.ANY
    for measure, pattern in (
        (Measure.SHARE, _SHARE),
        (Measure.DURATION, _DURATION),
        (Measure.AGE, _AGE),
        (Measure.MONEY, _MONEY),
        (Measure.COUNT, _COUNT),
    ):
        if pattern.search(text):
            return measure
    return Measure.ANY


_TAIL = re.compile(
    r"\s+(?:stand(?:s)? for|mean|do|cover|involve|in (?:the|these)|in|at|from|according|used|for"
    r"|mentioned|of|defined)\b.*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^\W*(?:what (?:exactly )?(?:do|does|is|are|was|were|counts as)|what's|what’s|define|explain"
    r"|describe"
    r"|how (?:is|are)|who (?:is|are))"
    r"(?: meant by)?(?: the)?(?: (?:letters|initials|acronym|abbreviation|term|phrase))?\s+",
    re.IGNORECASE,
)


def subject_of(text: str) -> str:
    """The term a definition or acronym question is about, or an empty string."""
    quoted = re.search(r"[‘'“\"]([^’'”\"]{2,60})[’'”\"](?!\w)", text)
    if quoted:
        return quoted.group(1)
    if meant := _MEANING_OF.search(text):
        return meant["first"] or meant["term"] or meant["object"]
    plain = _ASIDE.sub("", text)
    headed = _HEAD.sub("", plain, count=1)
    if headed == plain:
        return ""
    return _TAIL.sub("", re.sub(r"^(?:the|an?)\s+", "", headed)).strip(" ?.!")


def _is_definition(text: str) -> bool:
    """Whether a term is to be explained.

    "What is Starting Point in Southmere?" and "what are county lines?" explain a name or a bare
    term; "what is the weakness in ..." asks for a fact that happens to begin alike.
    """
    subject = subject_of(text)
    if _MEANING_OF.search(text):
        return True
    text = _ASIDE.sub("", text)
    if subject.casefold() in STOP_WORDS:
        return False
    if not _DEFINITION.search(text) or not subject or re.search(r"[’']s?\b", subject):
        return False
    named = any(c.isupper() for c in subject)
    short = len(subject.split()) <= 3
    is_some = re.match(r"^\W*\w+ \w+ (?:the|its|their)\b", text, re.I)
    # "What is the toxic trio?" asks no more than what it is.
    return named or (short and (not is_some or text.strip(" ?.!").endswith(subject)))
