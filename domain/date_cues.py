"""Which date phrases in free text are meant as a date, by what stands before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from domain.calendar_words import MONTHS, OCCASIONS, TOMORROW, WEEKDAYS
from domain.date_phrases import read_phrase
from domain.date_reading import Kind, Page, Reading
from domain.date_tails import after_times, is_end, is_hour, may_follow
from domain.words import Word, vocabulary


class Rank(IntEnum):
    """How surely a cue speaks of the day by which something is needed."""

    UNTIL = 0
    PLAIN = 1
    DEADLINE = 2


@dataclass(frozen=True)
class Cue:
    """`says` is the word that decides: "by", "before", "on", or "" for none. `end` is the place after the cue."""

    rank: Rank
    says: str
    end: int


@dataclass(frozen=True)
class MeantDate:
    """A date meant as one: the words from `first` up to `end`, cue and time of day included."""

    on: date
    first: int
    end: int
    rank: Rank


_BEFORE = ("before", "prior to", "ahead of")
_DEADLINE = (
    "by", "due", "due by", "due on", "due for", "due date", "due date is", "needed", "needed by", "needed for",
    "needed on", "need by", "needs by", "no later than", "not later than", "deadline", "deadline is", "deadline of",
    "deadline on", "in time for", "ready for", "ready by", "ready on", "wanted by", "by or before", "on or before",
    "required by", "required for", "required on", "needed in time for",
)  # fmt: skip
_PLAIN = ("on", "for", "from", "starting", "starting on", "for use on", "beginning")
_UNTIL = ("until", "till", "til", "up to", "through")
_RANKS = {
    **dict.fromkeys((*_BEFORE, *_DEADLINE), Rank.DEADLINE),
    **dict.fromkeys(_PLAIN, Rank.PLAIN),
    **dict.fromkeys(_UNTIL, Rank.UNTIL),
}
_SMALL_IN_TITLES = frozenset({"before", "for", "on", "from", "until", "through"})
_ON_A_TOPIC = vocabulary(
    """
    book books article articles source sources resource resources info information material materials poem poems film
    films movie movies video videos documentary documentaries essay essays research something anything text texts novel
    novels worksheet worksheets stuff reading readings unit report reports lesson lessons speech speeches talk facts
    notes display displays poster posters news project projects podcast podcasts chapter everything focus module
    focusing based
    """
)
_NO_DATE_AFTER = vocabulary(
    """
    about of called titled named since after every each last past previous like than entitled not n't don't once twice
    times remember
    """
)
_EVES = frozenset({"night", "day", "eve", "week", "weeks", "month", "morning", "days"})
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4"})
_FAMOUS = frozenset({"9/11", "7/7", "24/7", "1/6", "11/9", "4/20"})
_WANTED = frozenset({"it", "them", "these", "those", "need"})
_SHORT_WORDS_TOO = frozenset({"mon", "wed", "sat", "sun"})
_DAYS = frozenset({*WEEKDAYS, *TOMORROW, *MONTHS} - {"may", "march", "mar", "sat"})
_PARTS_OF_TODAY = frozenset({"today", "tonight", "morning", "afternoon", "evening"})
_OF_OUR_TIMES = vocabulary(
    """
    life live lives world society culture teens teenagers youth people women men girls boys children kids america
    britain england europe africa asia politics democracy racism slavery economy media technology science psychology
    history usa geography physics relevant relevance matters still
    """
)
_WHO_NEEDS = vocabulary("i we i'll we'll i'd also just still really urgently class students do will would please and")
_ASKING = frozenset({"please", "pls", "plz", "asap", "urgent", "urgently"})
_CLASS = re.compile(r"ks[1-5]|y(?:ear)?[0-9]{1,2}|[0-9]{1,2}[a-h][1-4]?|[0-9]{1,2}th|graders?|p[0-9]")


def meant_dates(page: Page) -> Iterator[MeantDate]:
    """Every date in the text that is meant as one, in order."""
    at = 0
    while at < len(page.words):
        cue = cue_at(page, at) or Cue(Rank.PLAIN, "", at)
        timed, reading = _read_after(page, cue)
        if reading is None:
            at += 1
            continue
        on = _on(page, cue, reading, is_timed=timed)
        if on and _is_meant(page, at, cue, reading):
            yield MeantDate(on, at, after_times(page, reading.end), cue.rank)
        at = reading.end


def hour_of_today(page: Page) -> MeantDate | None:
    """Such as "by noon" or "by 3pm, please" where no word names a day: that hour of today."""
    if any(word.low.removesuffix("'s") in _DAYS for word in page.words):
        return None
    for at in range(len(page.words)):
        cue = cue_at(page, at)
        if cue is None or cue.rank is not Rank.DEADLINE or cue.says == "before" or not is_hour(page, cue.end):
            continue
        end = after_times(page, cue.end)
        hour = Reading(page.today, end, Kind.TODAY)
        if not page.words[cue.end].is_title and may_follow(page, hour, may_run_on=False):
            return MeantDate(page.today, at, end, cue.rank)
    return None


def whole_date(page: Page) -> date | None:
    """The date that is all the text says, with or without a cue."""
    cue = cue_at(page, 0) or Cue(Rank.PLAIN, "", 0)
    timed, reading = _read_after(page, cue)
    if reading is None or not is_end(page, reading.end):
        return None
    text = page.words[0].text
    doubtful = (reading.kind is Kind.SHORT_WEEKDAY and text in _SHORT_WORDS_TOO | {"SAT"}) or (
        reading.kind is Kind.NUMERIC and text in _FAMOUS | _FRACTIONS
    )
    return None if doubtful and not cue.says else _on(page, cue, reading, is_timed=timed)


def cue_at(page: Page, at: int) -> Cue | None:
    end = page.begin(at, *_RANKS)
    if end == at:
        return None
    phrase = page.joined(at, end)
    return Cue(_RANKS[phrase], "before" if phrase in _BEFORE else phrase, end)


def _read_after(page: Page, cue: Cue) -> tuple[bool, Reading | None]:
    """The phrase after a cue, and whether a time of day came first ("before school on Friday")."""
    if not cue.says:
        return False, read_phrase(page, cue.end)
    timed = after_times(page, cue.end)
    start = page.skip(timed, "on") if timed > cue.end else cue.end
    return timed > cue.end, read_phrase(page, start) if page.low(start, ":\n") else None


def _on(page: Page, cue: Cue, reading: Reading, *, is_timed: bool) -> date | None:
    """Before a day is the school day before it, unless that is past already."""
    if reading.on is None or cue.says != "before" or reading.is_limit or is_timed:
        return reading.on
    return max(page.today, page.calendar.previous_school_day(reading.on))


def _is_meant(page: Page, at: int, cue: Cue, reading: Reading) -> bool:
    before = page.low(at)
    previous = page.first(at - 1) if before else ""
    if previous in _NO_DATE_AFTER or (cue.says in _SMALL_IN_TITLES and previous and page.words[at].is_title):
        return False
    suffices = _suffices(page, previous, cue, reading) if cue.says else _needs_no_cue(page, at, previous, reading)
    runs_on = cue.rank is Rank.DEADLINE and cue.says != "before"
    return suffices and may_follow(page, reading, may_run_on=runs_on)


def _needs_no_cue(page: Page, at: int, previous: str, reading: Reading) -> bool:
    """What can be nothing but a date, a full date at the very end, and shorter ones that stand apart there."""
    low = page.words[reading.end - 1].low
    ends = is_end(page, reading.end)
    apart = ends and not previous
    match reading.kind:
        case Kind.CERTAIN:
            return not _is_in_a_title(page, at, previous, reading)
        case Kind.FULL:
            wished = page.low(reading.end) in {"would", "works", "if"}
            return (ends or wished) and page.words[at].text not in {"may", "march"}
        case Kind.WEEKDAY | Kind.SHORT_WEEKDAY:
            return low not in _SHORT_WORDS_TOO and (apart or previous in _WANTED)
        case Kind.NUMERIC:
            return apart and low not in _FAMOUS | _FRACTIONS
        case Kind.TODAY if ends and _is_today_at_the_end(page, at, reading):
            return True
        case _:
            alone = apart or (not previous and page.low(reading.end) == "if")
            return alone and at == 0 and reading.kind in {Kind.TODAY, Kind.ORDINAL}


def _is_today_at_the_end(page: Page, at: int, reading: Reading) -> bool:
    """A final "tonight" or "this afternoon" can mean little else; "today" may be the times we live in."""
    last = page.words[reading.end - 1]
    if (last.is_title and at) or last.low not in _PARTS_OF_TODAY:
        return False
    if last.low != "today":
        return True
    near = [page.low(place) for place in range(max(1, at - 3), at)]
    if page.first(at - 1) in _OF_OUR_TIMES or {"in", "of", "about", "across"} & set(near):
        return False
    return _follows_a_class(page, at) or any(_asks(page, place) for place in range(len(page.words)))


def _follows_a_class(page: Page, at: int) -> bool:
    """Such as "KS3 today", "grade 8 today", "for my class today"."""
    last, one_before = page.first(at - 1), page.first(at - 2)
    group = one_before in {"grade", "year", "yr", "form", "period"} and last[:1].isdigit()
    return group or last in OCCASIONS or bool(_CLASS.fullmatch(last))


def _asks(page: Page, at: int) -> bool:
    """Whether somebody asks for something here: "I need", "can we", "please"."""
    previous, low, following = page.first(at - 1), page.first(at), page.first(at + 1)
    if low in {"need", "needs", "want", "borrow"}:
        return not previous or previous in _WHO_NEEDS
    return low in _ASKING or (low in {"can", "could", "may"} and following in {"i", "we", "you", "someone", "somebody"})


def _is_in_a_title(page: Page, at: int, previous: str, reading: Reading) -> bool:
    """Such as "The Day After Tomorrow" and "Tomorrow, When the War Began": capitals where a sentence has none."""
    inner = page.words[at + 1 : reading.end]
    if page.words[at].text == "Tomorrow" and reading.end < len(page.words) and page.words[reading.end].is_title:
        return True
    return (page.words[at].is_title and bool(previous) and page.words[at - 1].is_title) or any(
        word.is_title and word.low in {"tomorrow", "day", "week", "weeks", "days", "after"} for word in inner
    )


def _suffices(page: Page, previous: str, cue: Cue, reading: Reading) -> bool:
    """Whether this cue is enough for this kind of phrase."""
    if cue.rank is Rank.DEADLINE and reading.kind is not Kind.SHORT_WEEKDAY:
        return reading.kind is not Kind.NAMED or cue.says != "before" or previous not in _EVES
    last = page.words[reading.end - 1]
    on_topic = cue.says == "from" or (cue.says == "on" and previous in _ON_A_TOPIC)
    match reading.kind:
        case Kind.CERTAIN | Kind.WEEKDAY:
            return True
        case Kind.SHORT_WEEKDAY:
            return _is_short_weekday(last, is_deadline=cue.rank is Rank.DEADLINE)
        case Kind.NAMED | Kind.BARE_ORDINAL:
            return False
        case Kind.NUMERIC if last.low in _FAMOUS or (cue.says == "for" and last.low in _FRACTIONS):
            return False
        case _:
            return not on_topic


def _is_short_weekday(word: Word, *, is_deadline: bool) -> bool:
    """Mon and Wed are words too, Sat and Sun still more so."""
    if word.low in {"sat", "sun"}:
        return is_deadline and word.is_title
    return is_deadline or word.is_title or word.low not in _SHORT_WORDS_TOO
