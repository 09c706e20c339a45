"""What somebody has set for themselves, as it counts on one day."""

from dataclasses import dataclass
from datetime import date

from domain.person import Person
from domain.quiet_time import QuietTime


@dataclass(frozen=True)
class OwnSettings:
    department: str | None
    quiet: QuietTime | None
    """None once it is over."""
    quotes_thanks: bool


NOTHING_SET = OwnSettings(department=None, quiet=None, quotes_thanks=False)


def own_settings_of(person: Person, today: date) -> OwnSettings:
    is_over = person.quiet is not None and person.quiet.last < today
    return OwnSettings(person.department, None if is_over else person.quiet, person.quotes_thanks)
