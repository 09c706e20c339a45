"""What happened to requests and promises, as it happened: the story from which everything owed can be told again."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

WANTED, STOPPED = "wanted", "stopped"
"""What is said of weekly proposals."""


class EventKind(StrEnum):
    OPENED = "opened"
    """A request is there to be taken, for the first time or again. `person_id` had it in front of them already."""
    EDITED = "edited"
    """`person_id` had promised it and is told, once under the key in `detail`."""
    QUESTIONED = "questioned"
    REPLIED = "replied"
    """The question no longer waits."""
    JOINED = "joined"
    """Words joined a request, and `person_id` is told of them."""
    PROMISED = "promised"
    LISTED = "listed"
    """A morning's list of `day` has reached `person_id` with this promise, or this partner, in it."""
    MOVED = "moved"
    SNOOZED = "snoozed"
    TAKEN_OVER = "taken over"
    KEPT = "kept"
    RELEASED = "released"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    """A request went to a partner, and its asker is told."""
    ASKED_WHETHER_THEY_HELPED = "asked whether they helped"
    PARTNERED = "partnered"
    """A partner was added or changed; `detail` holds the gaps and `day` is when the clock began to run."""
    CONTACTED = "contacted"
    """Real contact with a partner on `day`; `detail` is the id of its log, where it was logged."""
    QUIETED = "quieted"
    """A partner is not to be proposed before `day`."""
    RETIRED = "retired"
    TOOK_CHARGE = "took charge"
    """`person_id` runs the library from now on."""
    GAVE_UP_CHARGE = "gave up charge"
    """`person_id` is there, and no longer runs the library; what they promised is open to the others."""
    READS_DIGEST = "reads the digest"
    """`person_id` is an administrator from now on."""
    READS_NO_DIGEST = "reads no digest"
    DEPARTED = "departed"
    """`person_id` has left the school; their roles wait for them."""
    RETURNED = "returned"
    TOLD = "told"
    """`person_id` is to hear of something they did not ask for, once under the key in `detail`."""
    PROPOSALS = "proposals"
    """Weekly proposals were stopped or wanted again: `detail` says which."""
    LADDER = "ladder"
    """Reminders come on other days from now on: `detail` says on which."""
    PROPOSED = "proposed"
    """A proposal for the week that begins on `day` has reached `person_id`."""
    THANKED = "thanked"
    """A teacher has thanked the library, and `person_id` is told, once under the key in `detail`."""
    DREW = "drew"
    """`person_id` asked for the partner map as a picture, once under the key in `detail`."""
    WANTED_REPORT = "wanted the term report"
    WANTED_CALENDAR = "wanted their calendar"
    """`person_id` asked for files, once under the key in `detail`."""
    CAME_BACK = "came back"
    """The bot itself, after being away in school time; `person_id` is told likewise."""


@dataclass(frozen=True)
class Event:
    """`detail` is the id or number that its notice's key ends with; `day` the date that was set."""

    kind: EventKind
    at: datetime
    request_id: UUID | None = None
    commitment_id: UUID | None = None
    person_id: UUID | None = None
    detail: str = ""
    day: date | None = None
    partner_id: UUID | None = None
