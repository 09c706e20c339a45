"""Lee presses Refer on a card: a partner who can supply what the library cannot, and perhaps a word to go with it."""

from dataclasses import dataclass
from uuid import UUID

from domain.commitment import CommitmentState
from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.partner import Partner
from domain.referral import check_note, follow_up_day
from domain.request import LIVE, Request, RequestState
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.keep_in_touch import contact_with
from handlers.owing import humane, mark_changed
from handlers.own_request import RequestForm, form_about, live_request, refuse_anothers
from handlers.serve_objective import serve
from store import commitments, history, homes, outbox, partners, referrals, requests, schools, shown
from store.session import Session, Store

REFERRED = "referred"
"""The closing word of a promise that ended with a referral."""


@dataclass(frozen=True)
class ReferForm(RequestForm):
    """What the form needs: the request, and every partner but the one who asked and whoever has left."""

    partners: tuple[Partner, ...] = ()


def look_before_referring(store: Store, act: Act, request_id: UUID) -> ReferForm:
    """UserError where there is nobody to refer to, or nothing left to refer."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        form = form_about(db, school, act, request_id)
        asker_id = form.story.request.asker_id
        every = partners.every(db, school.id)
        others = tuple(each for each in every if each.person_id != asker_id and not each.is_gone)
        if not others:
            raise UserError("There is no partner to refer to yet. Add one with /library-partner add.")
        return ReferForm(form.story, form.place, form.objectives, others)


def refer(
    store: Store,
    act: Act,
    request_id: UUID,
    *,
    partner_id: UUID | None,
    word: str | None,
    objective_id: UUID | None = None,
) -> None:
    """The person who asked is put in touch; a promise for it ends here, and the partner's clock begins anew."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        note = check_note(word)
        partner = _partner(db, school, partner_id)
        if not is_first(db, act):
            return
        request = live_request(db, school.id, request_id)
        refuse_anothers(db, school.id, request, librarian)
        if partner.person_id == request.asker_id:
            raise UserError("That partner is the one who asked. Choose another.", "partner")
        serve(db, school, request.id, objective_id)
        _end_promise(db, school, act, request)
        if not requests.change(
            db, school.id, request.id, only_if=LIVE, state=RequestState.REFERRED, asked_back_at=None
        ):
            raise UserError("That request is settled already. Nothing was changed.")
        referral_id = referrals.add(
            db,
            school.id,
            request_id=request.id,
            partner_id=partner.id,
            referred_by=librarian.id,
            note=note,
            follow_up_on=follow_up_day(school.today(act.now), school.calendar),
            now=act.now,
        )
        _owe_referral(db, school, act, request, referral_id)
        contact_with(db, school, act, partner.id, school.today(act.now))
        mark_changed(db, school, request)


def _partner(db: Session, school: School, partner_id: UUID | None) -> Partner:
    if partner_id is None:
        raise UserError("Choose a partner.", "partner")
    partner = partners.find(db, school.id, partner_id)
    if partner is None or partner.retired_on:
        raise UserError("That partner is no longer on the list. Choose another.", "partner")
    if partner.is_gone:
        raise UserError(f"{partner.name} has left the school. Choose another.", "partner")
    return partner


def _end_promise(db: Session, school: School, act: Act, request: Request) -> None:
    """Released, and not kept: what was promised is now the partner's to give. The asker is told by the referral."""
    commitment = commitments.last_for(db, school.id, request.id)
    if commitment and commitments.close(
        db, school.id, commitment.id, state=CommitmentState.RELEASED, now=act.now, word=REFERRED
    ):
        history.record(db, school.id, EventKind.RELEASED, act.now, commitment_id=commitment.id)
        shown.mark_stale(db, school.id, commitment_id=commitment.id)
        homes.mark_stale(db, school.id, None)


def _owe_referral(db: Session, school: School, act: Act, request: Request, referral_id: UUID) -> None:
    history.record(db, school.id, EventKind.REFERRED, act.now, request_id=request.id, detail=referral_id)
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.REFERRED,
            person_id=request.asker_id,
            once_key=f"referred:{referral_id}",
            owed_at=humane(school, act.now),
            subjects=(Subject(request.id),),
            facts=(("referral", str(referral_id)),),
        ),
    )
