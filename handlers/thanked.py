"""What teachers' thanks are shown in: the librarians' messages, and the digests that quote them."""

from collections.abc import Iterable
from uuid import UUID

from domain.school import School
from domain.thanks import MOST_QUOTED, Thanks
from store import shown, thanks
from store.session import Session


def permission_changed(db: Session, school: School, person_id: UUID) -> None:
    """Somebody's thanks may be quoted now, or no more: digests that have gone out follow, and librarians see it."""
    theirs = thanks.of_person(db, school.id, person_id)
    for each in theirs:
        shown.mark_stale(db, school.id, request_id=each.request_id)
    if theirs:
        shown.mark_quoting_stale(db, school.id, {str(each.id) for each in theirs}, theirs[0].made_at)


def quoted(found: Iterable[Thanks]) -> tuple[Thanks, ...]:
    """A few, of each teacher the first one."""
    by_person: dict[UUID, Thanks] = {}
    for each in found:
        by_person.setdefault(each.person_id, each)
    return tuple(by_person.values())[:MOST_QUOTED]
