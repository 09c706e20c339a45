"""Which events of a school's own calendar close it, by the plain words that schools use for them.

Words for something that goes on at school win over words for a closure: a holiday concert is no holiday.
"""

import re
from enum import StrEnum


class Verdict(StrEnum):
    CLOSES = "closes"
    """Its words say that there is no school."""
    SHORT = "short"
    """There is school, for some hours of the day."""
    ORDINARY = "ordinary"
    """Something that goes on at school."""
    SILENT = "silent"
    """Nothing says whether there is school."""


def verdict(summary: str, categories: tuple[str, ...] = ()) -> Verdict:
    """The summary counts first; the categories only where it says nothing."""
    words = _plain(summary)
    if _NO_SCHOOL.search(words) and not _ONLY_FOR_SOME.search(words):
        return Verdict.CLOSES
    for found, kind in ((_SHORT, Verdict.SHORT), (_OPEN, Verdict.ORDINARY), (_ORDINARY, Verdict.ORDINARY)):
        if found.search(words):
            return kind
    if _CLOSES.search(words):
        return Verdict.CLOSES
    return Verdict.CLOSES if any(_closing_category(_plain(each)) for each in categories) else Verdict.SILENT


def _plain(words: str) -> str:
    """Small letters, straight apostrophes, single spaces."""
    return " ".join(words.replace("’", "'").replace("‘", "'").replace("–", "-").split()).lower()


def _closing_category(words: str) -> bool:
    return bool(_CATEGORY.fullmatch(words) or _NO_SCHOOL.search(words))


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)")


_GROUP = (
    r"(?:years?|yr|grades?|classes|form|key stage|ks|pre-?k|kindergarten|reception|nursery|seniors?|juniors?"
    r"|sophomores?|freshm[ae]n|sixth form)"
)

_NO_SCHOOL = _any_of(
    r"no (?:school|classes|lessons|students|pupils)",
    r"non[- ](?:school|student|attendance|instructional|teaching|contact) days?",
    r"(?:schools?|campus(?:es)?|college|academy)(?: (?:and|&) (?:all )?[\w ]{1,20})?(?: (?:is|are|will be))? closed",
    r"(?:closed|closure) (?:to|for) (?:all )?(?:students|pupils|children)",
    r"(?:students|pupils|children) (?:do not attend|not in school|not in attendance|off|holiday)",
    r"(?:student|pupil) (?:free|holiday)(?: days?)?",
)
_ONLY_FOR_SOME = _any_of(rf"(?:for|to) {_GROUP}(?: \d+)?", rf"no (?:school|classes|lessons) {_GROUP}", rf"{_GROUP} \d+")
_SHORT = _any_of(
    r"early (?:dismissal|release|closing|closure|finish|out|close)",
    r"(?:late|delayed) (?:start|opening|arrival)",
    r"half[- ]?days?", r"minimum days?", r"(?:two|2)[- ]hour delay", r"short(?:ened)? days?",
    r"(?:school |students |pupils )?(?:closes|finish(?:es)?|ends|dismissed|close) (?:at|early)",
)  # fmt: skip
_OPEN = _any_of(
    r"(?:schools?|classes)(?: (?:is|are|remains?|will be))? (?:open|in session|as (?:usual|normal))",
    r"not a (?:school )?(?:holiday|closure)", r"students? attend", r"regular school day", r"make[- ]?up day",
)  # fmt: skip
_ORDINARY = _any_of(
    # what is done at school, whatever stands before it
    r"concerts?", r"clubs?", r"part(?:y|ies)", r"assembl(?:y|ies)", r"fairs?", r"fayres?", r"shows?", r"camps?",
    r"homework", r"reading", r"lunch(?:es|eon)?", r"plays?", r"markets?", r"bazaars?", r"performances?", r"pantomime",
    r"sing(?:-?along|ing)?", r"challenge", r"feast", r"disco", r"dance", r"prom", r"trips?", r"visits?", r"tour",
    r"(?<!in-)(?<!in )services?", r"jumpers?", r"sweaters?", r"decorating", r"cards?", r"dinner", r"breakfast",
    r"program(?:me)?s?", r"workshops?", r"meetings?", r"meet", r"game", r"match", r"tournament", r"fixtures?",
    r"competition", r"sports? days?", r"exams?", r"examinations?", r"mocks?", r"tests?", r"testing", r"sats",
    r"assessments?",
    r"parents?'? ?(?:evening|night|conference)s?", r"open (?:evening|day|house|morning)s?", r"report cards?",
    r"reports", r"photos?", r"picture day", r"graduation", r"prize[- ]giving", r"rehearsals?", r"fundrais\w*",
    r"book week", r"sales?", r"raffle", r"deadline", r"due", r"applications?", r"nominations?", r"enrol\w*",
    r"registration", r"packets?", r"celebrations?", r"parade", r"quiz", r"tickets?", r"booking\w*", r"newsletter",
    r"menus?", r"childcare", r"(?:non[- ]uniform|dress[- ]down|mufti) day",
    # a rest of another kind
    r"breaks? ?(?:time|dance|fast|out|through)s?", r"at (?:break|recess)", r"break the",
    r"(?:first aid|sports?|netball|football|rugby|hockey|cricket|swim\w*|band|choir) training days?",
    # before or after a closure, not in it
    r"(?:before|after|until|till|prior to|ahead of|leading up to)(?: the)? (?:[\w']+ ){0,3}"
    r"(?:holidays?|break|half[- ]?term|recess|vacation|closure)",
    # something else at school is closed
    r"(?:library|gym(?:nasium)?|pool|canteen|cafeteria|playground|car park|parking(?: lot)?|road|street|gates?|field|"
    r"building [\w]+|(?:main |district |school |front |central )?offices?|shop|reception|kitchen|entrance)"
    r"(?: (?:is|are|will be))? (?:closed|closure|closes)",
)  # fmt: skip
_CLOSES = _any_of(
    r"holidays?", r"hols", r"vacations?", r"recess", r"closed", r"closure", r"closures", r"half[- ]?terms?",
    r"(?:(?:winter|spring|summer|autumn|fall|christmas|easter|thanksgiving|mid[- ]?winter|mid[- ]?term|mid[- ]?year|"
    r"february|october|november|march|reading week|semester|term|school|festive|presidents?'? day) ?)break",
    r"breaks?", r"inset(?: days?)?", r"training days?", r"(?:staff|teacher) training", r"baker days?",
    r"pd days?", r"p\.d\. days?", r"professional (?:development|learning)(?: days?)?", r"in-?service(?: days?)?",
    r"(?:staff|teachers?'?s?|faculty) (?:work ?days?|days?|planning days?|preparation days?|prep days?|learning days?|"
    r"in-?service(?: days?)?|institute(?: days?)?|convention)",
    r"(?:planning|work|preparation|institute|records) days? for (?:staff|teachers)", r"teacher work ?days?",
    r"bank holidays?", r"public holidays?", r"occasional days?", r"snow days?", r"weather days?", r"emergency closing",
    r"curriculum days?", r"pupil free days?",
    # days on which schools are closed whatever else is in the entry
    r"labor day", r"thanksgiving(?: day)?", r"christmas(?: day| eve)?", r"boxing day", r"new year'?s?(?: day| eve)?",
    r"good friday", r"easter monday", r"memorial day", r"m\.?l\.?k\.?(?: jr\.?)?(?: day)?",
    r"(?:dr\.? )?martin luther king,? ?(?:jr\.?)?(?:'?s?)?(?: (?:birth)?day)?", r"independence day", r"juneteenth",
)  # fmt: skip
_CATEGORY = re.compile(
    r"(?:(?:school|public|bank|student|staff) )?(?:holidays?|closures?|closed|vacations?|breaks?|half[- ]?terms?"
    r"|inset(?: days?)?|training days?|pd days?|professional development|staff days?|teacher work ?days?|no school)"
)
