"""The list of a morning or an afternoon as it should stand now."""

from datetime import date
from uuid import UUID

from domain.follow_ups import follow, most_overdue_first
from domain.notices import NoticeKind, nudge_key
from domain.partner import Partner
from domain.request import RequestState
from domain.take_action import ProposalState
from handlers.composing import Desk, Gone
from handlers.messages import Message, Nudge, PartnerLine, PromiseLine, Proposed
from handlers.show_proposal import proposed_in
from handlers.stories import line_for, seat_of
from store import ledger, partners, schools

_NOON = 12


def list_now(desk: Desk) -> Message | Gone:
    day = date.fromisoformat(desk.fact("day"))
    is_new = desk.notice.message is None
    if is_new and day != desk.place.today:
        return Gone("its day had passed; the next morning’s message stands in for it")
    if is_new and desk.notice.kind is NoticeKind.AFTERNOON and _has_just_been_listed(desk, day):
        return Gone("the day’s list came so late that this would repeat it")
    promises = tuple(
        line_for(desk.db, desk.person, subject.commitment_id)
        for subject in desk.notice.subjects
        if subject.commitment_id
    )
    cards = tuple(
        desk.card(subject.request_id)
        for subject in desk.notice.subjects
        if subject.request_id and not subject.commitment_id
    )
    made = Nudge(
        is_afternoon=desk.notice.kind is NoticeKind.AFTERNOON,
        is_early=desk.place.hour_of(desk.notice.sent_at or desk.place.now) < _NOON,
        viewer_id=desk.person.id,
        promises=promises,
        unanswered=cards,
        seat=seat_of(desk.db, desk.person),
        proposed=_proposed(desk),
        partners=_partner_lines(desk, day),
    )
    return Gone("everything in it was settled before it was sent") if is_new and _is_settled(made) else made


def _is_settled(made: Nudge) -> bool:
    return not (
        any(_is_theirs(line, made.viewer_id) or line.commitment.is_left_behind for line in made.promises)
        or any(card.story.request.state is RequestState.OPEN for card in made.unanswered)
        or any(not line.is_settled for line in made.partners)
        or (made.proposed and made.proposed.state is ProposalState.OFFERED)
    )


def _proposed(desk: Desk) -> Proposed | None:
    week = desk.fact("week")
    return proposed_in(desk.db, desk.school_id, desk.person, date.fromisoformat(week)) if week else None


def _partner_lines(desk: Desk, day: date) -> tuple[PartnerLine, ...]:
    listed = [subject.partner_id for subject in desk.notice.subjects if subject.partner_id]
    if not listed:
        return ()
    calendar = schools.get(desk.db, desk.school_id).calendar
    followed = follow((partners.get(desk.db, desk.school_id, each) for each in listed), desk.place.today, calendar)
    return tuple(PartnerLine(each, _is_dealt_with(each.partner, day)) for each in most_overdue_first(followed))


def _is_dealt_with(partner: Partner, day: date) -> bool:
    """Since the morning of that day."""
    has_contact = partner.last_contact_on is not None and partner.last_contact_on >= day
    return has_contact or partner.retired_on is not None or (partner.quiet_until or day) > day


def _is_theirs(line: PromiseLine, viewer_id: UUID) -> bool:
    return line.commitment.is_open and line.commitment.owner_id == viewer_id


def _has_just_been_listed(desk: Desk, day: date) -> bool:
    """Whether the morning's message set out for its reader only when the afternoon's was owed already."""
    key = nudge_key(desk.person.id, day, NoticeKind.MORNING)
    morning = ledger.find(desk.db, desk.school_id, key)
    if morning is None or morning.sent_at is None or morning.tried_at is None:
        return False
    return morning.tried_at >= desk.notice.owed_at  # it says what stood then, however long it took to arrive
