"""What a notice says, read from the store when it is sent or rewritten; or why it need not be said any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.follow_ups import follow
from domain.notices import Notice, NoticeKind
from domain.partner_map import partner_map
from domain.request import RequestState
from domain.small_talk import Intent
from domain.term_of import term_of
from handlers.board_page import board_page
from handlers.collaboration_log import collaboration_log
from handlers.come_back import away_in
from handlers.compose_list import list_now
from handlers.composing import Desk, Gone
from handlers.digest_message import digest_of
from handlers.library_calendar import library_calendar
from handlers.messages import (
    Answered,
    BoardPage,
    CalendarFile,
    Cards,
    Changed,
    Declined,
    DidTheyHelp,
    Format,
    Left,
    MapPicture,
    Message,
    News,
    Noted,
    Place,
    Promised,
    Question,
    Receipt,
    Recorded,
    Referred,
    Released,
    Renegotiated,
    Reply,
    SmallTalk,
    TakenOver,
    TermReport,
    Thanked,
    Withdrawn,
)
from handlers.stories import line_for, seat_of
from store import answers, commitments, partners, people, schools, thanks
from store.session import Session


def compose(db: Session, notice: Notice, place: Place) -> Message | Gone:
    """The message as it should stand now; `Gone` only for one that has not been posted yet."""
    person = people.get(db, notice.school_id, notice.person_id)
    return _MAKERS[notice.kind](Desk(db, notice, person, place))


def _receipt(desk: Desk) -> Message:
    return Receipt(desk.story(), Recorded(desk.fact("recorded") or Recorded.NEW))


def _small_talk(desk: Desk) -> Message:
    return SmallTalk(Intent(desk.fact("intent")))


def _noted(desk: Desk) -> Message:
    remark = desk.fact("remark")
    return Noted(desk.fact("words"), UUID(remark) if remark else None)


def _question(desk: Desk) -> Message | Gone:
    story = desk.story()
    is_waiting = story.request.is_live and story.request.asked_back_at is not None
    if not is_waiting and desk.notice.message is None:
        return Gone("the question was settled before it was sent")
    return Question(story, desk.fact("librarian"), desk.fact("words"), is_waiting)


def _promised(desk: Desk) -> Message | Gone:
    commitment = commitments.get(desk.db, desk.school_id, _commitment_id(desk))
    if not commitment.is_open:
        return Gone(f"the promise was {commitment.state} before this was sent")
    return Promised(desk.story(), commitment)


def _renegotiated(desk: Desk) -> Message | Gone:
    commitment = commitments.get(desk.db, desk.school_id, _commitment_id(desk))
    if not commitment.is_open:
        return Gone(f"the promise was {commitment.state} before this was sent")
    if commitment.due_on != date.fromisoformat(desk.fact("due")):
        return Gone("a newer date was agreed before this was sent")
    return Renegotiated(desk.story(), commitment, desk.fact("words"))


def _released(desk: Desk) -> Message | Gone:
    story = desk.story()
    if not story.request.is_live:
        return Gone(f"the request was {story.request.state} before this was sent")
    return Released(story, desk.fact("librarian"), desk.fact("words"))


def _answered(desk: Desk) -> Message | Gone:
    answer = answers.get(desk.db, desk.school_id, UUID(desk.fact("answer")))
    story = desk.story()
    if desk.notice.message is None and story.request.state is RequestState.WITHDRAWN:
        return Gone("the request was withdrawn before this was sent")
    # The request may have been opened and promised again since: what is told is the promise that this answer kept.
    kept = commitments.get(desk.db, desk.school_id, desk.notice.commitment_id) if desk.notice.commitment_id else None
    is_thanked = thanks.is_thanked(desk.db, desk.school_id, answer.id)
    return Answered(replace(story, commitment=kept), answer, is_thanked)


def _declined(desk: Desk) -> Message | Gone:
    story = desk.story()
    if story.request.state is not RequestState.DECLINED:
        return Gone(f"the request was {story.request.state} before this was sent")
    return Declined(story, desk.fact("librarian"), desk.fact("words"), desk.fact("ask_instead") or None)


def _referred(desk: Desk) -> Message | Gone:
    story, referral = desk.story(), desk.referral()
    if story.request.state is not RequestState.REFERRED:
        return Gone(f"the request was {story.request.state} before this was sent")
    partner = partners.get(desk.db, desk.school_id, referral.partner_id)
    person = people.get(desk.db, desk.school_id, partner.person_id) if partner.person_id else None
    return Referred(story, referral, partner, person.name if person and not person.left_at else None)


def _did_they_help(desk: Desk) -> Message | Gone:
    story, referral = desk.story(), desk.referral()
    if desk.notice.message is None and story.request.state is not RequestState.REFERRED:
        return Gone(f"the request was {story.request.state} before this was sent")
    if desk.notice.message is None and referral.settled_at:
        return Gone("a librarian noted that they helped before this was sent")
    return DidTheyHelp(story, referral)


def _card(desk: Desk) -> Message | Gone:
    story = desk.story()
    if desk.notice.message is None and story.request.state is not RequestState.OPEN:
        return Gone(f"the request was {story.request.state} before this was sent")
    return desk.card(story.request.id)


def _cards(desk: Desk) -> Message | Gone:
    cards = tuple(desk.card(subject.request_id) for subject in desk.notice.subjects if subject.request_id)
    if desk.notice.message is None and not any(card.story.request.state is RequestState.OPEN for card in cards):
        return Gone("every request was settled before this was sent")
    return Cards(cards)


def _reply(desk: Desk) -> Message | Gone:
    story = desk.story()
    remark = next((each for each in story.remarks if str(each.id) == desk.fact("remark")), None)
    if remark is None:
        return Gone("the words became a request of their own before this was sent")
    if not story.request.is_live:
        return Gone(f"the request was {story.request.state} before this was sent")
    return Reply(story, remark.author, remark.words)


def _changed(desk: Desk) -> Message | Gone:
    commitment = commitments.get(desk.db, desk.school_id, _commitment_id(desk))
    if not commitment.is_open:
        return Gone(f"the promise was {commitment.state} before this was sent")
    return Changed(desk.story())


def _withdrawn(desk: Desk) -> Message:
    return Withdrawn(desk.story())


def _taken_over(desk: Desk) -> Message | Gone:
    commitment = commitments.get(desk.db, desk.school_id, _commitment_id(desk))
    if not commitment.is_open:
        return Gone(f"the promise was {commitment.state} before this was sent")
    return TakenOver(desk.story(), commitment)


def _news(desk: Desk) -> Message:
    return News(tuple(desk.fact("words").split("\n")))


def _thanked(desk: Desk) -> Message | Gone:
    thanks_id = UUID(desk.fact("thanks"))
    said = thanks.find(desk.db, desk.school_id, thanks_id)
    if said is None and desk.notice.message is None:
        return Gone("the words were taken back before this was sent")
    may_be_quoted = bool(thanks.quotable_of(desk.db, desk.school_id, [thanks_id]))
    return Thanked(desk.story(), said.words if said else "(These words were taken back.)", may_be_quoted)


def _left(desk: Desk) -> Message | Gone:
    lines = tuple(
        line_for(desk.db, desk.person, subject.commitment_id)
        for subject in desk.notice.subjects
        if subject.commitment_id
    )
    cards = tuple(
        desk.card(subject.request_id)
        for subject in desk.notice.subjects
        if subject.request_id and not subject.commitment_id
    )
    waits = any(line.commitment.is_left_behind for line in lines) or any(
        card.story.request.state is RequestState.OPEN for card in cards
    )
    if desk.notice.message is None and not waits:
        return Gone("everything was taken over before it was sent")
    seat = seat_of(desk.db, desk.person)
    return Left(
        leaver=desk.fact("leaver"),
        leaver_id=UUID(desk.fact("leaver_id")),
        promises=lines,
        unanswered=cards,
        had_promises=desk.fact("own") != "none",
        seat=seat,
        is_still_there=desk.fact("stays") == "stays",
    )


def _away(desk: Desk) -> Message:
    return away_in(desk.db, desk.school_id, desk.fact("spans"), desk.place.now)


def _map(desk: Desk) -> Message:
    every = partners.every(desk.db, desk.school_id)
    calendar = schools.get(desk.db, desk.school_id).calendar
    return MapPicture(partner_map(follow(every, desk.place.today, calendar)))


def _report(desk: Desk) -> Message | Gone:
    """As the term stands when it is sent, with the log for librarians alone."""
    school, day = schools.get(desk.db, desk.school_id), date.fromisoformat(desk.fact("day"))
    formats = tuple(Format(each) for each in desk.fact("formats").split())
    of_log = [each for each in formats if each is not Format.PDF]
    if (of_log and not desk.person.is_librarian) or not (desk.person.is_librarian or desk.person.is_administrator):
        return Gone("they may no longer read it")
    return TermReport(
        term_of(day, school.calendar),
        formats,
        collaboration_log(desk.db, school, day) if of_log else None,
        _page(desk, board_page(desk.db, school, day, desk.place.now)) if Format.PDF in formats else None,
    )


def _page(desk: Desk, page: BoardPage) -> BoardPage:
    """Whoever is no librarian sees what digests have told, and nothing of the running week."""
    return page if desk.person.is_librarian else replace(page, so_far=None)


def _calendar(desk: Desk) -> Message | Gone:
    if not desk.person.is_librarian:
        return Gone("they no longer run the library")
    return CalendarFile(library_calendar(desk.db, schools.get(desk.db, desk.school_id), desk.person, desk.place.now))


def _digest(desk: Desk) -> Message:
    return digest_of(desk.db, desk.school_id, desk.notice.facts)


def _commitment_id(desk: Desk) -> UUID:
    if desk.notice.commitment_id is None:
        raise LookupError(f"Notice {desk.notice.id} ({desk.notice.kind}) has no commitment")
    return desk.notice.commitment_id


_MAKERS: dict[NoticeKind, Callable[[Desk], Message | Gone]] = {
    NoticeKind.RECEIPT: _receipt,
    NoticeKind.SMALL_TALK: _small_talk,
    NoticeKind.NOTED: _noted,
    NoticeKind.QUESTION: _question,
    NoticeKind.PROMISED: _promised,
    NoticeKind.RENEGOTIATED: _renegotiated,
    NoticeKind.RELEASED: _released,
    NoticeKind.ANSWERED: _answered,
    NoticeKind.DECLINED: _declined,
    NoticeKind.REFERRED: _referred,
    NoticeKind.DID_THEY_HELP: _did_they_help,
    NoticeKind.CARD: _card,
    NoticeKind.CARDS: _cards,
    NoticeKind.REPLY: _reply,
    NoticeKind.CHANGED: _changed,
    NoticeKind.WITHDRAWN: _withdrawn,
    NoticeKind.MAP: _map,
    NoticeKind.REPORT: _report,
    NoticeKind.CALENDAR: _calendar,
    NoticeKind.MORNING: list_now,
    NoticeKind.AFTERNOON: list_now,
    NoticeKind.DIGEST: _digest,
    NoticeKind.TAKEN_OVER: _taken_over,
    NoticeKind.NEWS: _news,
    NoticeKind.LEFT: _left,
    NoticeKind.THANKED: _thanked,
    NoticeKind.AWAY: _away,
}
