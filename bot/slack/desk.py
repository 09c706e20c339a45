"""What every listener has at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from slack_sdk import WebClient

from bot.clock import Clock, real_clock
from bot.feed_addresses import FeedAddresses
from bot.slack.directory import KIND_REFUSAL, Directory, Standing
from domain.errors import UserError
from handlers.act import Act
from handlers.messages import Place
from handlers.stories import place_of
from store import schools
from store.session import Store


class TurnedAwayError(UserError):
    """A kind sentence for a guest, a bot or an outsider; nothing about them is stored."""


@dataclass(frozen=True)
class Desk:
    """`client` has a short patience: it is used while somebody waits for an answer within three seconds."""

    store: Store
    school_id: UUID
    clock: Clock
    directory: Directory
    client: WebClient
    bot_user: str
    log: Callable[[str], None]
    feeds: FeedAddresses | None = None
    """None in Socket Mode, where no calendar can be served."""

    def act(self, user: str, source_key: str | None = None, ts: str | None = None) -> Act:
        """TurnedAwayError for everybody who is not staff of the school. `ts` is Slack's, of what they wrote."""
        visitor = self.directory.visitor(user)
        if visitor.standing is not Standing.STAFF:
            raise TurnedAwayError(KIND_REFUSAL[visitor.standing])
        now = self.clock()
        said_at = written_at(ts, now, real_clock()) if ts else None
        return Act(self.school_id, visitor.address, visitor.name, now, source_key, said_at, visitor.habits)

    def place(self, act: Act) -> Place:
        """Where whoever acts reads the answer."""
        with self.store.reading() as db:
            return place_of(schools.get(db, self.school_id), act.now, act.habits)


_AT_ONCE = timedelta(seconds=10)
"""What is younger was just written."""


def written_at(ts: str, now: datetime, real_now: datetime) -> datetime | None:
    """When something was written (UTC, the school's clock); None for what was written just now.

    Where the school's clock is ahead of the real one, a workspace may tell either time: the nearer one is meant.
    """
    try:
        said_at = datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if abs(real_now - said_at) < abs(now - said_at):
        said_at += now - real_now
    return said_at if now - said_at > _AT_ONCE else None
