"""Who somebody is, as Slack knows them: staff of this school, or somebody whom the library's desk is not for."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from threading import Lock
from typing import Any
from uuid import UUID

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.calls import wished_rest
from bot.slack.hurry import left
from bot.slack.refusals import STORE_FAILURES
from domain.errors import UserError
from domain.person import UNKNOWN, Habits
from store import people
from store.session import Store

_REMEMBERED_FOR = 600.0
"""Seconds for which an answer of `users.info` is good."""

_AT_ONCE = 8
"""People about whom Slack is asked at the same time."""

_SOON, _LONG = 0.5, 10.0
"""Seconds that somebody waits for Slack's word: whom the library knows, and whom it does not, if that is left."""

_FOR_THE_REST = 0.8
"""Seconds that are left for what follows when Slack is asked for no more than a name."""

_LONGEST_LOCALE, _LONGEST_ZONE = 40, 60
"""Characters that the store keeps; what is longer is neither."""

_UNSEEN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""What Slack answers about people of other organisations whom the bot may not look at."""


class Standing(StrEnum):
    STAFF = "staff"
    GUEST = "guest"
    BOT = "bot"
    OUTSIDER = "outsider"
    GONE = "gone"


KIND_REFUSAL = {
    Standing.GUEST: (
        "Hello! I am the library’s assistant for the school’s staff, so I cannot take requests from guests. "
        "Please ask the library in person, or the colleague who invited you. Nothing was stored."
    ),
    Standing.BOT: "I work for people: please let somebody of the school’s staff ask. Nothing was stored.",
    Standing.OUTSIDER: (
        "Hello! I am the library’s assistant for the staff of this school only. "
        "Please write to the library directly, they will be glad to hear from you. Nothing was stored."
    ),
    Standing.GONE: "This account is no longer active at the school, so nothing was stored.",
}


_NOT_TOLD = "Slack did not tell me who you are just now. Please try again in a minute."

_FAILURES = (SlackApiError, OSError, HTTPException)
"""TimeoutError among them."""


class NotToldError(UserError):
    """Slack does not say just now who somebody is; what they sent stays with them, to be sent again."""


@dataclass(frozen=True)
class Visitor:
    address: str
    name: str
    standing: Standing
    habits: Habits = UNKNOWN


Known = Callable[[str], Visitor | None]


def met_in(store: Store, school_id: UUID) -> Known:
    """Who is in the store was staff when they were met, and has not left since."""

    def known(address: str) -> Visitor | None:
        try:
            with store.reading() as db:
                person = people.by_address(db, school_id, address)
        except STORE_FAILURES:
            return None
        if person is None or person.left_at:
            return None
        return Visitor(address, person.name, Standing.STAFF, person.habits)

    return known


class Directory:
    """Looks people up in Slack, and remembers them for a while. Safe for several threads.

    Slack is asked beside the thread that wants to know: whoever is known already waits for half a second at most, and
    what Slack says later counts from then on.
    """

    def __init__(self, client: WebClient, team: str, known: Known = lambda _: None) -> None:
        """`client` is asked at leisure. `known` are those whom the library has met."""
        self._client = client
        self._team = team
        self._met = known
        self._known: dict[str, tuple[float, Visitor]] = {}
        self._doubted: set[str] = set()
        self._lock = Lock()
        self._asking = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="directory")
        self._asked: dict[str, Future[Visitor]] = {}
        self._closed_until = 0.0

    def visitor(self, address: str) -> Visitor:
        """NotToldError when Slack does not say who it is: nobody is let in, or turned away, on a guess."""
        return self._fresh(address) or self._told(address, self._known_before(address))

    def is_gone(self, address: str) -> bool:
        """Whether Slack says now that this account is closed (`deleted`); NotToldError when it does not say."""
        try:
            return self._look_up(address).standing is Standing.GONE
        except _FAILURES as error:
            raise NotToldError(_NOT_TOLD) from error

    def hear_of(self, user: dict[str, Any]) -> None:
        """Slack says that something about them has changed; who is staff no more is not let in as an acquaintance."""
        address = str(user.get("id", ""))
        with self._lock:
            self._known.pop(address, None)
            if standing_of(user, self._team) is Standing.STAFF:
                self._doubted.discard(address)
            else:
                self._doubted.add(address)

    def expect(self, addresses: Iterable[str]) -> None:
        """They are about to be asked for by name: Slack is asked about all at once."""
        for address in addresses:
            if not self._fresh(address) and not self._known_before(address):
                self._ask_beside(address)

    def name(self, address: str) -> str | None:
        """A name to show for a mention; None where Slack does not say in time."""
        known = self._fresh(address) or self._known_before(address)
        try:
            return (known or self._told(address, None, _FOR_THE_REST)).name
        except UserError:
            return None

    def habits(self, address: str) -> Habits:
        """How they read; unknown where Slack does not say."""
        try:
            return self.visitor(address).habits
        except UserError:
            return UNKNOWN

    def _fresh(self, address: str) -> Visitor | None:
        with self._lock:
            until, known = self._known.get(address, (0.0, None))
        return known if until > time.monotonic() else None

    def _known_before(self, address: str) -> Visitor | None:
        with self._lock:
            _, known = self._known.get(address, (0.0, None))
            is_doubted = address in self._doubted
        return known or (None if is_doubted else self._met(address))

    def _told(self, address: str, known: Visitor | None, for_the_rest: float = 0) -> Visitor:
        patience = left(_SOON if known else _LONG + for_the_rest) - for_the_rest
        try:
            return self._ask_beside(address).result(max(0.0, patience))
        except _FAILURES as error:
            if known:
                return known
            raise NotToldError(_NOT_TOLD) from error

    def _ask_beside(self, address: str) -> Future[Visitor]:
        """Once, however many want to know."""
        with self._lock:
            asked = self._asked.get(address)
            if asked is None:
                asked = self._asked[address] = self._asking.submit(self._answer, address)
        return asked

    def _answer(self, address: str) -> Visitor:
        try:
            return self._look_up(address)
        finally:
            with self._lock:
                self._asked.pop(address, None)

    def _look_up(self, address: str) -> Visitor:
        visitor = self._ask(address)
        with self._lock:
            self._known[address] = (time.monotonic() + _REMEMBERED_FOR, visitor)
        return visitor

    def _ask(self, address: str) -> Visitor:
        """TimeoutError while Slack has asked for quiet: calls meanwhile would only lengthen it."""
        if time.monotonic() < self._closed_until:
            raise TimeoutError("Slack asked to wait")
        try:
            user: dict[str, Any] = self._client.users_info(user=address, include_locale=True)["user"]
        except SlackApiError as error:
            if error.response.get("error") in _UNSEEN:
                return Visitor(address, address, Standing.OUTSIDER)
            self._closed_until = time.monotonic() + (wished_rest(error) or 0)
            raise
        return Visitor(address, name_in(user), standing_of(user, self._team), habits_in(user))


def name_in(user: dict[str, Any]) -> str:
    """The fullest name a profile has; a deactivated user may have no profile at all."""
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return next((str(name) for name in names if name), str(user.get("id", "somebody")))


def habits_in(user: dict[str, Any]) -> Habits:
    """Of a profile, or of an event about one. A locale comes only where it was asked for, and either may be missing."""
    return Habits(_short_word(user.get("locale"), _LONGEST_LOCALE), _short_word(user.get("tz"), _LONGEST_ZONE))


def _short_word(said: object, most: int) -> str | None:
    return said if isinstance(said, str) and 0 < len(said) <= most else None


def standing_of(user: dict[str, Any], team: str) -> Standing:
    """From `users.info`. In an Enterprise organisation the user's teams count, not the organisation's own id."""
    if user.get("deleted"):
        return Standing.GONE
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == "USLACKBOT":
        return Standing.BOT
    teams = set((user.get("enterprise_user") or {}).get("teams") or [])
    home = user.get("team_id")
    if user.get("is_stranger") or (home and home != team and team not in teams):
        return Standing.OUTSIDER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.STAFF
