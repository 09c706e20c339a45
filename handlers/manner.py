"""How a reader writes dates, hours and numbers, from their locale; the words around them stay English."""

from dataclasses import dataclass
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_timezone_location
from babel.numbers import format_decimal

from domain.dates_in_words import DateOrder

ENGLISH = "en"

_OTHER_NAMES = {"es-LA": "es-419"}
"""Slack's own name for the Spanish of Latin America, which no other list of locales has."""

_ORDERS = {"mdy": DateOrder.MONTH_FIRST, "ymd": DateOrder.YEAR_FIRST}


@dataclass(frozen=True)
class Manner:
    """`halves_day` counts the hours to twelve, twice; `numbers` is the locale in which numbers are written."""

    order: DateOrder
    halves_day: bool = False
    numbers: str = ENGLISH


@lru_cache
def manner_of(name: str | None) -> Manner | None:
    """None for a locale that is not known, or that nobody knows: then it is as the school has it."""
    locale = _parsed(name) if name else None
    if locale is None:
        return None
    hours = locale.time_formats["short"].pattern
    return Manner(order_in(locale), halves_day="h" in _unquoted(hours) or "K" in hours, numbers=str(locale))


def manner_of_school(order: DateOrder) -> Manner:
    """Where the month is written first the hours are counted to twelve: both are American."""
    return Manner(order, halves_day=order is DateOrder.MONTH_FIRST)


def order_in(locale: Locale) -> DateOrder:
    """How a date in figures is written there."""
    pattern = locale.date_formats["short"].pattern.lower()
    letters = dict.fromkeys(letter for letter in pattern if letter in "dmy")
    return _ORDERS.get("".join(letters), DateOrder.DAY_FIRST)


def number_in(numbers: str, count: float) -> str:
    """Such as “1,234”, “1.234” or “1 234”."""
    return str(format_decimal(count, locale=numbers))


@lru_cache
def city_of(zone: str) -> str:
    """The city by which a time zone is known: “Chicago”, “Buenos Aires”."""
    return str(get_timezone_location(zone, locale=ENGLISH, return_city=True)).rpartition("/")[2]


def _parsed(name: str) -> Locale | None:
    try:
        return Locale.parse(_OTHER_NAMES.get(name, name).replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def _unquoted(pattern: str) -> str:
    """“HH 'h' mm” has words of its own between its quotation marks."""
    return "".join(pattern.split("'")[::2])
