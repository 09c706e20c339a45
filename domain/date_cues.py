"""Which date phrases in free text are meant as a date: what must stand before them and what may follow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from domain.calendar_words import OCCASIONS, PARTS_OF_DAY
from domain.date_phrases import Grammar, Kind, Reading
from domain.words import vocabulary

_AFTER = vocabulary(
    """
    please pls plz thanks thank thx ta cheers if and or but so as because since when where while at period for
    to with i i'm i'll i'd i've we we're we'll we've we'd my our they it it's is would will can could do you
    ideally preferably latest max sharp then though before after about on by asap maybe perhaps possible
    hopefully this p1 p2 p3 p4 p5 p6 p7 are am have has need needs lesson lessons class classes assembly meeting
    session 1st 2nd 3rd 4th 5th 6th not no sorry really thx each your their me us he she that's also
    """
)
_NEVER = vocabulary(
    """
    century centuries movement night nights school amendment prayers mass edition club agreement rising
    rebellion massacre speech speeches lights
    """
)
_TOPIC = vocabulary(
    """
    book books article articles source sources resource resources info information material materials poem poems
    film films movie movies video videos documentary documentaries essay essays research something anything text
    texts novel novels worksheet worksheets stuff reading readings unit report reports lesson lessons speech
    speeches talk facts notes display displays poster posters news project projects podcast podcasts chapter
    everything focus module focusing based
    """
)
_NOT_BEFORE = vocabulary(
    """
    about of called titled named since after every each last past previous like than entitled not n't don't once
    twice times
    """
)
_EVES = frozenset({"night", "day", "eve", "week", "weeks", "month", "morning", "days"})
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4"})
_FAMOUS = frozenset({"9/11", "7/7", "24/7", "1/6", "11/9", "4/20"})
_CLOCK = re.compile(r"[0-9]{1,2}(?:[:.][0-9]{2})?(?:am|pm|a\.m|p\.m)|[0-9]{1,2}:[0-9]{2}|[0-9]{4}h")
_PERIOD = re.compile(r"p[0-9]{1,2}")


class Rank(IntEnum):
    UNTIL = 0
    PLAIN = 1
    DEADLINE = 2


@dataclass(frozen=True)
class Cue:
    """`says` is the word that decides: "by", "before", "on", or "" for none."""

    rank: Rank
    says: str
    end: int


@dataclass(frozen=True)
class Found:
    on: date
    first: int
    end: int
    rank: Rank


_CUES = (
    *(
        (phrase, Rank.DEADLINE)
        for phrase in (
            "by", "before", "due", "due by", "due on", "due for", "needed", "needed by", "needed for", "needed on",
            "need by", "needs by", "no later than", "not later than", "deadline", "deadline is", "deadline of",
            "deadline on", "in time for", "ready for", "ready by", "ready on", "prior to", "ahead of", "wanted by",
            "by or before", "on or before", "required by", "required for", "required on", "due in",
        )
    ),
    *((phrase, Rank.PLAIN) for phrase in ("on", "for", "from", "starting", "starting on", "for use on", "beginning")),
    *((phrase, Rank.UNTIL) for phrase in ("until", "till", "til", "up to", "through")),
)  # fmt: skip
_PHRASES = tuple(phrase for phrase, _ in _CUES)
_RANKS = dict(_CUES)
_TITLE_CUES = frozenset({"before", "for", "on", "from", "in", "until", "through"})


def dates_of(grammar: Grammar, *, whole: bool = False) -> Iterator[Found]:
    """Every date meant as one, in order; with `whole`, only one that is the whole text."""
    at = 0
    while at < len(grammar.words):
        found, end = _found_at(grammar, at, whole=whole)
        if found and (not whole or _is_rest_polite(grammar, found.end)):
            yield found
        if whole:
            return
        at = max(end, at + 1)


def _found_at(grammar: Grammar, at: int, *, whole: bool) -> tuple[Found | None, int]:
    """What begins with this word, and the place to go on from."""
    if grammar.words[at].hidden:
        return None, at + 1
    cue = _cue_at(grammar, at)
    if cue:
        timed = _time_before(grammar, cue.end)
        reading = grammar.read(timed) if grammar.low(timed, ":") else None
        if reading is None:
            return None, at + 1
        on = _on(grammar, cue, reading, is_timed=timed > cue.end)
        meant = on and _is_meant(grammar, at, cue, reading, whole=whole)
    else:
        reading = grammar.read(at)
        if reading is None:
            return None, at + 1
        cue = Cue(Rank.PLAIN, "", at)
        on = reading.on
        meant = on and _is_meant(grammar, at, cue, reading, whole=whole)
    end = _tail(grammar, reading.end)
    return (Found(on, at, end, cue.rank) if on and meant else None), reading.end


def _cue_at(grammar: Grammar, at: int) -> Cue | None:
    end = grammar.skip(at, *_PHRASES)
    if end == at:
        return None
    phrase = " ".join(word.low for word in grammar.words[at:end])
    return Cue(_RANKS[phrase], "before" if phrase in {"before", "prior to", "ahead of"} else phrase, end)


def _on(grammar: Grammar, cue: Cue, reading: Reading, *, is_timed: bool) -> date | None:
    if cue.says != "before" or reading.is_limit or is_timed or reading.on is None:
        return reading.on
    return max(grammar.today, grammar.calendar.previous_school_day(reading.on))


def _is_meant(grammar: Grammar, at: int, cue: Cue, reading: Reading, *, whole: bool) -> bool:
    if whole:
        return _may_stand_alone(grammar, at, cue, reading)
    if _is_title_cue(grammar, at, cue) or _previous(grammar, at) in _NOT_BEFORE:
        return False
    if not cue.says and not _needs_no_cue(grammar, at, reading):
        return False
    return _cue_suffices(grammar, at, cue, reading) and _may_follow(grammar, cue, reading)


def _may_stand_alone(grammar: Grammar, at: int, cue: Cue, reading: Reading) -> bool:
    text = grammar.words[at].text
    if cue.says:
        return True
    if reading.kind is Kind.SHORT_WEEKDAY:
        return text not in {"mon", "wed", "sat", "sun", "SAT"}
    return not (reading.kind is Kind.NUMERIC and text in _FAMOUS | _FRACTIONS)


def _is_title_cue(grammar: Grammar, at: int, cue: Cue) -> bool:
    """Such as "Night Before Christmas": a small word with a capital in the middle of a sentence belongs to a title."""
    word = grammar.words[at]
    return bool(cue.says) and word.low in _TITLE_CUES and word.is_title and bool(_previous(grammar, at))


def _needs_no_cue(grammar: Grammar, at: int, reading: Reading) -> bool:
    before = _previous(grammar, at)
    if reading.kind is Kind.CERTAIN:
        return not (grammar.words[at].is_title and before and grammar.words[at - 1].is_title)
    at_end = not _rest(grammar, reading.end)
    if reading.kind is Kind.FULL:
        return at_end
    if reading.kind is Kind.WEEKDAY or (reading.kind is Kind.SHORT_WEEKDAY and _is_clear(grammar, reading)):
        return before in {"it", "them", "these", "those", "need"} or (at_end and not before)
    return at_end and at == 0 and reading.kind in {Kind.TODAY, Kind.ORDINAL}


def _is_clear(grammar: Grammar, reading: Reading) -> bool:
    return grammar.words[reading.end - 1].low not in {"mon", "wed", "sat", "sun"}


def _cue_suffices(grammar: Grammar, at: int, cue: Cue, reading: Reading) -> bool:
    deadline = cue.rank is Rank.DEADLINE
    low = grammar.words[reading.end - 1].low
    on_topic = cue.says == "on" and _previous(grammar, at) in _TOPIC
    match reading.kind:
        case Kind.CERTAIN | Kind.WEEKDAY:
            return True
        case Kind.SHORT_WEEKDAY:
            return _is_short_weekday(grammar, reading, deadline=deadline)
        case Kind.NAMED:
            return deadline and not (cue.says == "before" and _previous(grammar, at) in _EVES)
        case Kind.BARE_ORDINAL:
            return deadline
        case Kind.NUMERIC if not deadline:
            return not (on_topic or low in _FAMOUS or (cue.says == "for" and low in _FRACTIONS))
        case _:
            return not on_topic


def _is_short_weekday(grammar: Grammar, reading: Reading, *, deadline: bool) -> bool:
    """Mon and Wed are words too, and Sat and Sun still more so."""
    word = grammar.words[reading.end - 1]
    if word.low in {"sat", "sun"}:
        return deadline and word.is_title
    return _is_clear(grammar, reading) or word.is_title or deadline


def _may_follow(grammar: Grammar, cue: Cue, reading: Reading) -> bool:
    if grammar.words[reading.end - 1].low.endswith("'s"):
        after = [grammar.low(n) for n in range(reading.end, reading.end + 4)]
        return bool(OCCASIONS & set(after)) or not after[0]
    end = _tail(grammar, reading.end)
    low = grammar.low(end)
    by_number = reading.kind in {Kind.ORDINAL, Kind.BARE_ORDINAL, Kind.NUMERIC}
    if by_number and low in {"and", "or", "to"}:
        return not any(grammar.low(n)[:1].isdigit() for n in (end + 1, end + 2))
    if not low or (low in _AFTER and not (by_number and low in OCCASIONS)):
        return True
    return _may_run_on(grammar, cue, reading, end)


def _may_run_on(grammar: Grammar, cue: Cue, reading: Reading, end: int) -> bool:
    """After "by Friday" the need itself may follow without a comma; a capital would make it a title."""
    sure = reading.kind in {Kind.CERTAIN, Kind.WEEKDAY, Kind.FULL, Kind.TODAY}
    if cue.rank is not Rank.DEADLINE or cue.says == "before" or not sure:
        return False
    word = grammar.words[end]
    return word.low not in _NEVER and (not word.is_title or word.low in {"grade", "year", "period"})


def _time_before(grammar: Grammar, at: int) -> int:
    """Past a time of day that stands before the date: "by 10am on Friday", "before school tomorrow"."""
    end = _tail(grammar, at, first=True)
    return grammar.skip(end, "on") if end > at else at


def _tail(grammar: Grammar, at: int, *, first: bool = False) -> int:
    """Past the times of day from here on: "morning", "at 10am", "period 3", "at the latest"."""
    while (end := _one_time(grammar, at, "," if not first else "")) > at:
        at = end
    return at


def _one_time(grammar: Grammar, at: int, soft: str) -> int:
    start = at
    low = grammar.low(at, soft)
    if low in {"at", "in", "during", "before", "after", "first", "around", "the"}:
        known = grammar.skip(
            at, "at the latest", "at latest", "first thing", "before school", "after school", "before lunch",
            "after lunch", "in the morning", "in the afternoon", "the morning of", "at the end of the day", "first period", soft=soft,
        )  # fmt: skip
        if known > at:
            return known
        at, low = at + 1, grammar.low(at + 1)
    if low in PARTS_OF_DAY or _CLOCK.fullmatch(low) or _PERIOD.fullmatch(low):
        return at + 1
    if low in {"period", "lesson", "block"} and re.fullmatch("[0-9]{1,2}|[a-h]", grammar.low(at + 1)):
        return at + 2
    if re.fullmatch("[0-9]{1,2}", low) and grammar.low(at + 1) in {"am", "pm", "o'clock"}:
        return at + 2
    return grammar.skip(at, "latest", soft=soft) if at == start else start


def _previous(grammar: Grammar, at: int) -> str:
    """The word before this one in the same clause, or ""."""
    return grammar.words[at - 1].low if at and grammar.low(at) else ""


def _rest(grammar: Grammar, at: int) -> list[str]:
    """The words from here on that are more than politeness or a time of day."""
    at = _tail(grammar, at)
    polite = {"please", "pls", "plz", "thanks", "thank", "you", "thx", "ta", "cheers", "many", "so", "much"}
    return [word.low for word in grammar.words[at : at + 8] if word.low not in polite]


def _is_rest_polite(grammar: Grammar, at: int) -> bool:
    return not _rest(grammar, at)
