"""A day and a month in another language than English, through dateparser: "12 mars", "3. Dezember"."""

from datetime import date, datetime, time

from domain.calendar_words import MONTHS
from domain.date_reading import DateOrder
from domain.words import Word

_LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "nl", "pl"]
_MOST_WORDS = 5
_NO_MONTHS = frozenset({"set", "out", "ago", *MONTHS})
"""English, or short for a month elsewhere but a plain word in English."""


def read_in_other_language(words: list[Word], *, today: date, order: DateOrder) -> date | None:
    """The coming day that these words name, all of them. The first call loads dateparser (0.3 s)."""
    if not _may_be_date([word.low for word in words]):
        return None
    import dateparser  # noqa: PLC0415  (heavy, and most schools never need it)

    found = dateparser.parse(
        " ".join(word.text for word in words),
        languages=_LANGUAGES,
        settings={
            "REQUIRE_PARTS": ["day", "month"],
            "PREFER_DATES_FROM": "future",
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": order.value,
            "RELATIVE_BASE": datetime.combine(today, time()),
        },
    )
    return found.date() if found and found.date() >= today else None


def _may_be_date(lows: list[str]) -> bool:
    """Words, the number of a day and perhaps a year; nothing else, and no word that English has."""
    numbers = [low for low in lows if low.isdecimal() and low.isascii()]
    names = [low for low in lows if low.isalpha()]
    return (
        len(numbers) + len(names) == len(lows) <= _MOST_WORDS
        and sorted(map(len, numbers)) in ([1], [2], [1, 4], [2, 4])
        and any(len(name) > 2 for name in names)  # noqa: PLR2004
        and not _NO_MONTHS & set(names)
    )
