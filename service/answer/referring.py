"""Whether a sentence points back to the one before it, so that it says little by itself.

"On their own there is no good evidence that they reduce carrying" answers only beside the
sentence that names what they are. Goes by the words alone; English forms after Halliday and
Hasan, "Cohesion in English" (1976), chapter 2.
"""

import re

_OWN = (
    r"(?:year|report|strategy|assessment|document|plan|section|chapter|page|table|figure|map|chart"
    r"|box|letter|inspection|visit|briefing|review|profile|survey|evaluation|paper|publication"
    r"|summary|county|unit|term)\b"
)
"""What "this" names without a sentence before: the publication itself and its parts."""
_EMPTY_IT = (
    r"(?:is|was|will be|may be|can be|has been|would be|remains)"
    r" (?:(?:not|also|too|very|now|still|often|hardly|therefore|likely|usually) )*"
    r"(?:clear|unclear|likely|unlikely|important|possible|impossible|essential|vital|known"
    r"|estimated|expected|hoped|thought|believed|recommended|agreed|hard|difficult|easy|early"
    r"|common|rare|worth|time|because|in|at|on|only (?:when|if|by|after|because|since|that)"
    r"|the case)\b"
)
"""What follows an "it" that stands for nothing: "it is clear that"."""
_KNOWN = (
    r"(?:team|service|project|scheme|programme|pilot|panel|group|charity|club|course|hub|board"
    r"|initiative|plan|policy|work|process|results?|findings?|figures?|number|rate|change|increase"
    r"|rise|fall|reduction|review|audit|study|agreement|arrangement|target|largest|smallest"
    r"|highest|lowest|biggest|latter|former|first|second|others?|rest|same)"
)
"""What "the" names as known already, where nothing is said of which one it is."""
_DOES = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|must|did|does|do|fell|rose"
    r"|currently|also|now|then|[a-z]{2,}ed|[a-z]{2,}[^s]s)"
)
_OPENS = re.compile(
    r"^(?:(?:however|but|and|so|yet|also|in addition|as a result|on the whole|overall|sometimes"
    r"|often|usually|today|now|since then|at present|in turn|by contrast|for example"
    r"|for instance|in practice|nevertheless|furthermore|moreover|consequently|although|while"
    r"|when|where|because|if),? )?"
    r"(?:(?:they|he|she|these|those|their|its|his|her)\b"
    rf"|it\b(?! {_EMPTY_IT})"
    rf"|(?:this|that|such)\b(?! (?:\w+ )?{_OWN})"
    r"|(?:both|neither|none|all|most|some|many|half|a third|two[- ]thirds|the rest|the others?"
    r"|the remaining|the latter|the former|the same|the first|the second)\b"
    r"(?= (?:of (?:these|those|them|which)|said|say|were|was|are|is|have|has|had|did|do|will)\b)"
    r"|(?:of|among|amongst|for|in|on|under|with|without|because of|despite|as a result of|after"
    r"|before|from|by) (?:the )?(?:all |most |many |some |both )?"
    r"(?:these|those|them|their|its|this|that|such|it)\b"
    rf"(?! (?:\w+ )?{_OWN})"
    rf"|the {_KNOWN} (?={_DOES}\b)"
    r"|(?:a|one|two|three|six) (?:years?|months?|weeks?|days?) (?:later|earlier|before|after)\b)",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\b(?:in|of|for|with|under|on|to|at|from|by|through) such (?!(?:as|an?)\b)\w+", re.IGNORECASE
)
"""What was told before: "42 care leavers were in such arrangements"."""
_THEY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:people|children|men|women|police|staff|youth|public|everyone|anyone|nobody|somebody"
    r"|and|each|every|who|someone)\b|\b\w{2,}(?<!s)(?<!thi)(?<!ha)(?<!wa)(?<!it)(?<!i)s\b",
    re.IGNORECASE,
)
"""Words that "they" may stand for: of many, or a plural by its ending."""


def points_back(sentence: str) -> bool:
    """Whether a sentence needs the one before it to say what it is about.

    >>> points_back("It started four months late."), points_back("This report is yearly.")
    (True, False)
    """
    if _OPENS.match(sentence) or _SUCH.search(sentence):
        return True
    they = _THEY.search(sentence)
    return bool(they) and not _MANY.search(sentence[: they.start() if they else 0])
