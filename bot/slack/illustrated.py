"""A message with its picture: uploaded first, belonging to nobody, then shown by the message's own block.

So the message stays one message, with its metadata, and is found again after a crash like any other. A picture is
brought once and shown again by its id. What keeps it back for a moment is waited for between attempts, while others
are sent; what keeps it back for good, or for too long, is told, and the words go without it.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from slack_sdk.web import SlackResponse

from bot.pictures.drawing import Picture
from bot.pictures.table import picture_of
from bot.slack.blocks.parts import Rendered
from bot.slack.uploads import Call, nobody_saw, upload
from domain.notices import MOST_DOUBTS, KeptPicture
from handlers.sending import Busy, Letter, Outcome, Paused, Refused

log = logging.getLogger("library")

BEFORE_A_LOOK = 0.5
"""Seconds that Slack is given to look at an upload before a block shows it."""

_FIRST_PAUSE = 1.0
"""Seconds; each later pause is as long as all before it."""

_LONGEST_ALT = 1000
"""Characters of an upload's description: Slack's limit."""

_NOT_LOOKED_AT = "invalid_blocks"
"""So Slack calls a block whose picture it has not looked at yet, and one that it will never show."""

_NOT_ABOUT_THE_PICTURE = frozenset(
    {
        "channel_not_found",
        "thread_not_found",
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "not_in_channel",
        "is_archived",
        "is_inactive",
        "user_disabled",
        "user_not_found",
        "cannot_reply_to_message",
        "messages_tab_disabled",
        "access_denied",
        "ekm_access_denied",
        "team_not_found",
    }
)
"""About the reader, or the conversation: the words alone would fare no better."""

_NO_CLEAR_ANSWER = "Slack gave no clear answer while it was there"


Post = Callable[[Rendered], SlackResponse | Outcome]


@dataclass(frozen=True)
class Tried:
    """What an attempt came to, and what is known of the picture now: None where there is none."""

    done: SlackResponse | Outcome
    picture: KeptPicture | None = None

    @property
    def outcome(self) -> SlackResponse | Outcome:
        if isinstance(self.done, SlackResponse | Paused):
            return self.done
        return replace(self.done, picture=self.picture)


def missing_from(picture: KeptPicture | None) -> str | None:
    """What the ledger says of a message that went without its picture."""
    return f"without its picture: {picture.why_not}" if picture and picture.why_not else None


class Illustrator:
    """Draws what a message shows and brings it to Slack. Safe for several threads."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def show(self, letter: Letter, rendered: Rendered, post: Post) -> Tried:
        """`post` puts the message there, or writes it anew where it stands."""
        began, known = time.monotonic(), letter.picture or KeptPicture()
        picture, why_not = _sketched(letter)
        if picture is None and why_not is None:
            return Tried(post(rendered))
        why_not = known.why_not or why_not or (_NO_CLEAR_ANSWER if known.doubts >= MOST_DOUBTS else None)
        if picture is None or why_not:
            return _without(known, why_not or "", rendered, post)
        brought = self._brought(picture, known)
        if not isinstance(brought, KeptPicture):
            return _later_or_without(brought, letter, known, rendered, post)
        if brought.key != known.key:
            time.sleep(BEFORE_A_LOOK)
            if letter.picture_seconds and time.monotonic() - began > letter.picture_seconds:
                # By now it may be looked for, and what is posted while it is looked for could come twice.
                return Tried(Busy("the picture took too long", 0), brought)
        done = post(rendered.with_picture(brought.key or "", picture.alt))
        return _judged(done, letter, brought, rendered, post)

    def _brought(self, picture: Picture, known: KeptPicture) -> KeptPicture | Busy | Refused | Paused:
        """With the key under which Slack has it: the known one, as long as it shows the same."""
        shows = _shows(picture)
        if known.key and known.shows == shows:
            return known
        try:
            png = picture.png
        except Exception as error:  # a mistake in a picture keeps no words back
            log.exception("A picture could not be drawn")
            return Refused(_undrawn(error))
        key = upload(self._call, picture.name, png, alt=_cut(picture.alt))
        if not isinstance(key, str):
            return key
        done = self._call("files.completeUploadExternal", files=[{"id": key, "title": picture.title}])
        return replace(known, key=key, shows=shows) if isinstance(done, SlackResponse) else nobody_saw(done)


def _sketched(letter: Letter) -> tuple[Picture | None, str | None]:
    """The picture, not drawn yet, or why there is none; both are None for a message that has none."""
    try:
        return picture_of(letter.message, letter.place), None
    except Exception as error:  # likewise
        log.exception("A picture could not be put into words")
        return None, _undrawn(error)


def _undrawn(error: Exception) -> str:
    return f"it could not be drawn: {type(error).__name__}"


def _shows(picture: Picture) -> str:
    """The words of a picture tell all that it shows, so they tell one from another before it is drawn."""
    return sha256(f"{picture.title}\n{picture.alt}".encode()).hexdigest()[:16]


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_ALT else words[: _LONGEST_ALT - 1] + "…"


def _judged(
    done: SlackResponse | Outcome, letter: Letter, brought: KeptPicture, rendered: Rendered, post: Post
) -> Tried:
    """A refusal posted nothing; for the picture's sake it is waited for, or the words go alone."""
    match done:
        case Refused(reason, has_left) if has_left or reason in _NOT_ABOUT_THE_PICTURE:
            return Tried(done, brought)
        case Refused(reason) if reason == _NOT_LOOKED_AT:
            return _later_or_without(Busy("Slack does not show it"), letter, brought, rendered, post)
        case Refused(reason):
            return _without(brought, f"Slack does not show it ({reason})", rendered, post)
        case SlackResponse():
            return Tried(done, brought.shown())
        case _:
            return Tried(done, brought)


def _later_or_without(
    why: Busy | Refused | Paused, letter: Letter, kept: KeptPicture, rendered: Rendered, post: Post
) -> Tried:
    if isinstance(why, Paused):
        return Tried(why, kept)
    now = datetime.now(UTC)
    since = kept.since or now
    pause = _pause(why, (now - since).total_seconds(), letter.picture_seconds) if isinstance(why, Busy) else None
    if pause is None:
        return _without(kept, why.reason, rendered, post)
    return Tried(Busy(f"its picture: {why.reason}", pause), replace(kept, since=since))


def _pause(why: Busy, waited: float, patience: float) -> float | None:
    """Seconds until the next attempt: what Slack asks for, otherwise as long again as it has waited; None when patience
    ends before.
    """
    left = patience - waited
    if why.seconds is not None:
        return why.seconds if why.seconds <= left else None
    return min(max(waited, _FIRST_PAUSE), left) if left > 0 else None


def _without(kept: KeptPicture, why: str, rendered: Rendered, post: Post) -> Tried:
    """For good. Where the words alone are refused as well, the picture was not at fault."""
    log.warning("A message goes without its picture: %s", why)
    done = post(rendered)
    return Tried(done, kept if isinstance(done, Refused) else replace(kept, why_not=why).shown())
