"""Whom a contact was with, in the words of whoever logs it: "with @Ada Byron", "w/ Ms Park", "met the city museum"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.words import vocabulary

_CUE = re.compile(
    r"(?<![\w@])(?:"
    r"(?P<silent>(?:(?:i|we)\s+)?(?:met|spoke|talked|chatted)\s+(?:up\s+)?(?:with|w/|to)\s+|(?:(?:i|we)\s+)?(?:met|saw)\s+"
    r"|with\s+|w/\s*)"
    r"|(?:visited|called|phoned|rang|emailed|wrote\s+to)\s+)",
    re.IGNORECASE,
)
"""What leads to a name. "Met with" says no more than "with"; "emailed" says something, and stays in what was done."""

_TOPIC = re.compile(r"(?<!\w)(?:about|re|regarding)\s", re.IGNORECASE)
_TOKEN = re.compile(r"\s*([^\s,;:!?()\0–—]+)")
_JOINT = re.compile(r"\s*,?\s+and\s+|\s*[&+]\s*|\s*,\s*", re.IGNORECASE)
_LISTED = re.compile(r"[A-Z]\w+(?:\s[A-Z]\w+)*\s*(?:,?\s+and\s|,\s*[A-Z@]|&)")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "st", "sr", "mx"})
_WITHIN_NAMES = frozenset({"of", "the", "de", "van", "von", "der", "la", "el", "al", "at", "from"})
_ENDS = vocabulary(
    """
    about re regarding concerning on to for over discussing discussed at in after before during this that today
    yesterday and then next who by because so while when where whether via planning planned talking looking going i we
    will or but until as if
    """
)


@dataclass(frozen=True)
class Who:
    """`name` as it was written, without the @; the text from `start` to `end` says so, the cue included."""

    name: str
    mentioned: tuple[str, ...]
    start: int
    end: int


def find_who(text: str, mentioned: Sequence[str]) -> Who | None:
    """The most certain of those who may be meant: a mention, a name with a capital, then whoever else."""
    candidates = [*_after_cues(text, mentioned), *_bare_mention(text, mentioned)]
    topic = _TOPIC.search(text)
    topic_at = topic.start() if topic else len(text)
    return max(candidates, key=lambda each: (_certainty(each, topic_at), -each.start), default=None)


def _after_cues(text: str, mentioned: Sequence[str]) -> Iterator[Who]:
    for cue in _CUE.finditer(text):
        end = _names_end(text, cue.end(), mentioned)
        if end > cue.end():
            yield _who(text, cue.start() if cue["silent"] else cue.end(), cue.end(), end, mentioned)


def _bare_mention(text: str, mentioned: Sequence[str]) -> Iterator[Who]:
    for name in mentioned:
        at = text.find(f"@{name}")
        if at >= 0:
            yield _who(text, at, at, _names_end(text, at, mentioned), mentioned)


def _who(text: str, start: int, first: int, end: int, mentioned: Sequence[str]) -> Who:
    words = text[first:end]
    named = []
    for name in sorted(mentioned, key=len, reverse=True):
        # The longest first, so that "@Ada Byron" is not "@Ada" as well.
        if f"@{name}" in words:
            named.append(name)
            words = words.replace(f"@{name}", name)
    return Who(" ".join(words.split()), tuple(name for name in mentioned if name in named), start, end)


def _certainty(who: Who, topic_at: int) -> int:
    if who.mentioned:
        return 3
    if who.name[0].isupper() and not re.match(r"(?:The|A|An)\b", who.name):
        return 2
    return 1 if who.start < topic_at else 0


def _names_end(text: str, at: int, mentioned: Sequence[str]) -> int:
    """The end of one name or of several; `at` when there is none."""
    end = _name_end(text, at, mentioned)
    while end > at and (joint := _JOINT.match(text, end)):
        following = text[joint.end() :]
        is_person = _mention_at(text, joint.end(), mentioned) > joint.end()
        is_sure = "," not in joint.group() or "and" in joint.group().lower() or _LISTED.match(following)
        if not is_person and not (is_sure and following[:1].isupper()):
            break
        after = _name_end(text, joint.end(), mentioned)
        if after == joint.end():
            break
        end = after
    return end


def _mention_at(text: str, at: int, mentioned: Sequence[str]) -> int:
    return max((at + 1 + len(name) for name in mentioned if text.startswith(f"@{name}", at)), default=at)


def _name_end(text: str, at: int, mentioned: Sequence[str]) -> int:
    if (end := _mention_at(text, at, mentioned)) > at:
        return end
    first = _TOKEN.match(text, at)
    if first is None or _bare(first[1]) in _ENDS or not re.search(r"\w", first[1]):
        return at
    is_capital = first[1][0].isupper() and _bare(first[1]) not in {"the", "a", "an"}
    return _last_token(text, first, is_capital=is_capital)


def _last_token(text: str, token: re.Match[str], *, is_capital: bool) -> int:
    """Token by token, as long as the name goes on."""
    for _ in range(len(text)):
        word, after = token[1], _TOKEN.match(text, token.end())
        if word.endswith(".") and not _is_abbreviation(word):
            return token.end() - 1
        if after is None or not _goes_on(text, word, after, is_capital=is_capital):
            break
        token = after
    return token.end()


def _goes_on(text: str, word: str, after: re.Match[str], *, is_capital: bool) -> bool:
    """A name with capitals goes on in capitals; another until a word that speaks of something else."""
    low = _bare(after[1])
    if low in _WITHIN_NAMES and (is_capital or low == "at"):
        return _capital_beyond(text, after)
    if low in _ENDS or after[1].startswith("@"):
        return False
    of_somebody = word.lower().endswith(("'s", "’s"))
    return not is_capital or after[1][0].isupper() or of_somebody or _bare(word) in _TITLES


def _capital_beyond(text: str, token: re.Match[str]) -> bool:
    """Whether a capital follows, as in "from the City Museum"."""
    beyond = _TOKEN.match(text, token.end())
    if beyond and _bare(beyond[1]) in _WITHIN_NAMES:
        beyond = _TOKEN.match(text, beyond.end())
    return beyond is not None and beyond[1][0].isupper()


def _is_abbreviation(word: str) -> bool:
    return _bare(word) in _TITLES or len(word.rstrip(".")) == 1


def _bare(word: str) -> str:
    return word.rstrip(".'’\"").lower()
