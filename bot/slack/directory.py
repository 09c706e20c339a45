"""Who somebody is, as Slack knows them: staff of this school, or somebody whom the library's desk is not for."""

import time
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from threading import Lock
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from domain.errors import UserError
from domain.person import UNKNOWN, Habits

_REMEMBERED_FOR = 600.0
"""Seconds for which an answer of `users.info` is good."""

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


class NotToldError(UserError):
    """Slack does not say just now who somebody is; what they sent stays with them, to be sent again."""


@dataclass(frozen=True)
class Visitor:
    address: str
    name: str
    standing: Standing
    habits: Habits = UNKNOWN


class Directory:
    """Looks people up in Slack, and remembers them for a while. Safe for several threads."""

    def __init__(self, client: WebClient, team: str) -> None:
        self._client = client
        self._team = team
        self._known: dict[str, tuple[float, Visitor]] = {}
        self._lock = Lock()

    def visitor(self, address: str) -> Visitor:
        """NotToldError when Slack does not say who it is: nobody is let in, or turned away, on a guess."""
        with self._lock:
            until, known = self._known.get(address, (0.0, None))
        if known and until > time.monotonic():
            return known
        try:
            return self._fresh(address)
        except NotToldError:
            if known:
                return known
            raise

    def is_gone(self, address: str) -> bool:
        """Whether Slack says now that this account is closed (`deleted`); NotToldError when it does not say."""
        return self._fresh(address).standing is Standing.GONE

    def forget(self, address: str) -> None:
        """Slack says that something about them has changed."""
        with self._lock:
            self._known.pop(address, None)

    def name(self, address: str) -> str | None:
        """A name to show for a mention; None where Slack does not say."""
        try:
            return self.visitor(address).name
        except UserError:
            return None

    def habits(self, address: str) -> Habits:
        """How they read; unknown where Slack does not say."""
        try:
            return self.visitor(address).habits
        except UserError:
            return UNKNOWN

    def _fresh(self, address: str) -> Visitor:
        try:
            visitor = self._ask(address)
        except (SlackApiError, OSError, HTTPException) as error:
            raise NotToldError("Slack did not tell me who you are just now. Please try again in a minute.") from error
        with self._lock:
            self._known[address] = (time.monotonic() + _REMEMBERED_FOR, visitor)
        return visitor

    def _ask(self, address: str) -> Visitor:
        try:
            user: dict[str, Any] = self._client.users_info(user=address, include_locale=True)["user"]
        except SlackApiError as error:
            if error.response.get("error") in _UNSEEN:
                return Visitor(address, address, Standing.OUTSIDER)
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
