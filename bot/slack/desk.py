"""What every listener has at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from slack_sdk import WebClient

from bot.clock import Clock
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

    def act(self, user: str, source_key: str | None = None) -> Act:
        """TurnedAwayError for everybody who is not staff of the school."""
        visitor = self.directory.visitor(user)
        if visitor.standing is not Standing.STAFF:
            raise TurnedAwayError(KIND_REFUSAL[visitor.standing])
        return Act(self.school_id, visitor.address, visitor.name, self.clock(), source_key)

    def place(self, now: datetime) -> Place:
        with self.store.reading() as db:
            return place_of(schools.get(db, self.school_id), now)
