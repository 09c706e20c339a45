"""The ledger: in order, one at a time for each person, leased once, and settled once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from tests_of_the_store import LATER, NOW, add_person, add_school, owe

from domain.notices import NewNotice, NoticeKind, NoticeState, Subject
from domain.request import Request, RequestState, Source
from store import homes, ledger, outbox, requests, schools
from store import shown as on_show
from store.types import new_id

REAL = NOW
LOOK_UP_AT = REAL + timedelta(seconds=70)


@pytest.fixture
def ada(store):
    with store.writing() as db:
        return add_person(db, add_school(db), "Ada")


@pytest.fixture
def ben(store, ada):
    with store.writing() as db:
        return add_person(db, ada.school_id, "Ben")


def school(db):
    return schools.by_address(db, "T0SCHOOL").id


def due(db, now=NOW, real_now=REAL, of=None):
    notice = outbox.next_due(db, of or school(db), now=now, real_now=real_now)
    return notice.id if notice else None


def lease(db, notice_id):
    outbox.begin_sending(db, outbox.get(db, notice_id), now=NOW, real_now=REAL, look_up_at=LOOK_UP_AT)


def send(db, notice_id, message="D1:1"):
    lease(db, notice_id)
    outbox.mark_sent(db, notice_id, message=message, now=NOW)


def state(db, notice_id):
    return outbox.get(db, notice_id).state


def ask(db, ada):
    request = Request(
        id=new_id(),
        asker_id=ada.id,
        need="books on bees",
        kind=None,
        class_name=None,
        needed_by=None,
        state=RequestState.OPEN,
        source=Source.COMMAND,
        doubtful=False,
        thread=None,
        round=1,
        asked_at=NOW,
    )
    requests.add(db, ada.school_id, request)
    return request.id


def stale_count(db):
    found = on_show.next_stale(db, school(db), REAL)
    return found[1] if found else 0


# owing


def test_what_is_owed_once_is_owed_once(store, ada):
    with store.writing() as db:
        notice = NewNotice(NoticeKind.RECEIPT, ada.id, "receipt", NOW)
        assert outbox.owe(db, ada.school_id, notice)
        assert outbox.owe(db, ada.school_id, notice) is None


def test_the_same_key_is_owed_in_each_school(store, ada):
    with store.writing() as db:
        other = add_person(db, add_school(db, "T0OTHER"), "Ada")
        owe(db, ada, "receipt")
        owe(db, other, "receipt")


def test_what_a_notice_is_about_comes_back_in_its_order(store, ada):
    with store.writing() as db:
        subjects = tuple(Subject(ask(db, ada)) for _ in range(3))
        assert outbox.get(db, owe(db, ada, "cards", subjects=subjects)).subjects == subjects


# order


def test_a_persons_notices_go_out_in_order_one_at_a_time(store, ada):
    with store.writing() as db:
        first, second = owe(db, ada, "first"), owe(db, ada, "second")
        assert due(db) == first
        lease(db, first)
        assert due(db) is None
        outbox.mark_sent(db, first, message="D1:1", now=NOW)
        assert due(db) == second


def test_one_that_is_unsure_holds_back_the_next(store, ada):
    with store.writing() as db:
        first, _ = owe(db, ada, "first"), owe(db, ada, "second")
        lease(db, first)
        outbox.mark_unsure(db, first, reason="no answer", look_up_at=LOOK_UP_AT)
        assert due(db) is None


def test_one_that_is_to_be_tried_again_holds_back_the_next(store, ada):
    with store.writing() as db:
        first, _ = owe(db, ada, "first"), owe(db, ada, "second")
        lease(db, first)
        outbox.mark_waiting(db, first, reason="ratelimited", next_try_at=LATER)
        assert due(db) is None
        assert due(db, real_now=LATER) == first


def test_one_that_could_not_be_composed_lets_the_next_pass(store, ada):
    with store.writing() as db:
        first, second = owe(db, ada, "first"), owe(db, ada, "second")
        outbox.postpone(db, first, LATER, "could not be composed")
        assert due(db) == second
        assert due(db, real_now=LATER) == first


def test_one_that_is_owed_tomorrow_holds_back_nobody(store, ada):
    with store.writing() as db:
        owe(db, ada, "first", owed_at=LATER)
        second = owe(db, ada, "second")
        assert due(db) == second


def test_one_person_waits_for_nobody_else(store, ada, ben):
    with store.writing() as db:
        lease(db, owe(db, ada, "hers"))
        his = owe(db, ben, "his")
        assert due(db) == his


def test_nothing_goes_out_before_its_moment_on_either_clock(store, ada):
    with store.writing() as db:
        notice = owe(db, ada, "later", owed_at=LATER)
        assert due(db, now=NOW) is None
        assert due(db, now=LATER) == notice
        outbox.postpone(db, notice, LATER, "busy")
        assert due(db, now=LATER, real_now=REAL) is None


def test_a_paused_school_waits_and_the_others_do_not(store, ada):
    with store.writing() as db:
        other = add_person(db, add_school(db, "T0OTHER"), "Ada")
        hers, theirs = owe(db, ada, "hers"), owe(db, other, "theirs")
        schools.pause(db, ada.school_id, "token_revoked", NOW)
        assert due(db) is None
        assert due(db, of=other.school_id) == theirs
        schools.end_pause(db, ada.school_id)
        assert due(db) == hers


def test_what_one_school_owes_is_never_taken_for_another(store, ada):
    """Each has a token of its own, and with another's its messages would go nowhere, or to strangers."""
    with store.writing() as db:
        other = add_school(db, "T0OTHER")
        request_id = ask(db, ada)
        send(db, owe(db, ada, "receipt", subjects=(Subject(request_id),)))
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        homes.open_for(db, ada.school_id, ada.id)
        lease(db, owe(db, ada, "second"))
        for find in (outbox.next_unsure, on_show.next_stale, homes.next_stale):
            assert find(db, other, LATER) is None
            assert find(db, ada.school_id, LATER)
        owe(db, add_person(db, ada.school_id, "Ben"), "third")
        assert due(db, of=other) is None
        assert due(db)


def test_a_paused_school_is_not_looked_up_rewritten_or_published(store, ada):
    with store.writing() as db:
        request_id = ask(db, ada)
        send(db, owe(db, ada, "receipt", subjects=(Subject(request_id),)))
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        homes.open_for(db, ada.school_id, ada.id)
        lease(db, owe(db, ada, "second"))
        schools.pause(db, ada.school_id, "token_revoked", NOW)
        assert outbox.next_unsure(db, ada.school_id, LATER) is None
        assert on_show.next_stale(db, ada.school_id, LATER) is None
        assert homes.next_stale(db, ada.school_id, LATER) is None
        schools.end_pause(db, ada.school_id)
        assert outbox.next_unsure(db, ada.school_id, LATER)
        assert on_show.next_stale(db, ada.school_id, LATER)
        assert homes.next_stale(db, ada.school_id, LATER)


# leasing


def test_two_programs_never_lease_one_notice(postgres_store):
    with postgres_store.writing() as db:
        school_id = add_school(db)
        for number in range(20):
            owe(db, add_person(db, school_id, f"Person{number}"), f"receipt {number}")

    def lease_all(_):
        leased = []
        while True:
            with postgres_store.writing() as db:
                notice_id = due(db)
                if notice_id is None:
                    return leased
                lease(db, notice_id)
                leased.append(notice_id)

    with ThreadPoolExecutor(4) as pool:
        leased = [notice_id for each in pool.map(lease_all, range(4)) for notice_id in each]
    assert len(leased) == len(set(leased)) == 20


def test_a_notice_that_somebody_holds_is_passed_over(postgres_store):
    with postgres_store.writing() as db:
        school_id = add_school(db)
        first = owe(db, add_person(db, school_id, "Ada"), "first")
        second = owe(db, add_person(db, school_id, "Ben"), "second")
    with postgres_store.writing() as one, postgres_store.writing() as other:
        assert due(one) == first
        assert due(other) == second


def test_a_held_persons_next_notice_is_not_leased_meanwhile(postgres_store):
    with postgres_store.writing() as db:
        ada = add_person(db, add_school(db), "Ada")
        owe(db, ada, "first")
        owe(db, ada, "second")
    with postgres_store.writing() as one, postgres_store.writing() as other:
        assert due(one)
        assert due(other) is None


def test_what_is_being_sent_is_looked_up_only_after_its_time(store, ada):
    with store.writing() as db:
        notice = owe(db, ada, "first")
        lease(db, notice)
        assert outbox.next_unsure(db, ada.school_id, REAL) is None
        assert outbox.next_unsure(db, ada.school_id, LOOK_UP_AT).id == notice


# settling


@pytest.mark.parametrize("end", [NoticeState.SENT, NoticeState.FAILED, NoticeState.CANCELLED])
def test_a_settled_row_stays_settled(store, ada, end):
    with store.writing() as db:
        notice = owe(db, ada, "first")
        lease(db, notice)
        _settle(db, notice, end)
        before = outbox.get(db, notice)
        for other in (NoticeState.SENT, NoticeState.FAILED, NoticeState.CANCELLED):
            _settle(db, notice, other)
        outbox.mark_unsure(db, notice, reason="late", look_up_at=LATER)
        outbox.mark_waiting(db, notice, reason="late", next_try_at=LATER)
        outbox.postpone(db, notice, LATER, "late")
        outbox.defer(db, notice, LATER, "late")
        assert outbox.get(db, notice) == before
        assert before.state is end


def _settle(db, notice_id, end):
    {
        NoticeState.SENT: lambda: outbox.mark_sent(db, notice_id, message="D1:1", now=NOW),
        NoticeState.FAILED: lambda: outbox.mark_failed(db, notice_id, "refused"),
        NoticeState.CANCELLED: lambda: outbox.mark_cancelled(db, notice_id, "gone"),
    }[end]()


# rewriting


@pytest.fixture
def shown(store, ada):
    """(request id, notice id) of a posted card."""
    with store.writing() as db:
        request_id = ask(db, ada)
        notice = owe(db, ada, "card", kind=NoticeKind.CARD, subjects=(Subject(request_id),))
        send(db, notice)
    return request_id, notice


def test_a_change_makes_what_shows_it_stale_until_it_is_rewritten(store, ada, shown):
    request_id, notice = shown
    with store.writing() as db:
        assert stale_count(db) == 0
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        assert stale_count(db) == 1
        on_show.mark_rewritten(db, notice, 1, REAL)
        assert stale_count(db) == 0


def test_a_change_during_a_rewrite_asks_for_another(store, ada, shown):
    request_id, notice = shown
    with store.writing() as db:
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        on_show.hold_rewrite(db, notice, LATER)
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        on_show.mark_rewritten(db, notice, 1, REAL)
        assert stale_count(db) == 1


def test_what_is_held_is_not_rewritten_meanwhile(store, ada, shown):
    request_id, notice = shown
    with store.writing() as db:
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        on_show.hold_rewrite(db, notice, LATER)
        assert on_show.next_stale(db, ada.school_id, REAL) is None
        assert on_show.next_stale(db, ada.school_id, LATER)


def test_another_requests_change_leaves_it_fresh(store, ada, shown):
    assert shown
    with store.writing() as db:
        on_show.mark_stale(db, ada.school_id, request_id=ask(db, ada))
        assert stale_count(db) == 0


def test_a_line_without_buttons_is_never_rewritten(store, ada):
    with store.writing() as db:
        request_id = ask(db, ada)
        send(db, owe(db, ada, "changed", kind=NoticeKind.CHANGED, subjects=(Subject(request_id),)))
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        assert stale_count(db) == 0


def test_a_change_while_it_is_in_the_air_is_rewritten_once_it_has_arrived(store, ada):
    with store.writing() as db:
        request_id = ask(db, ada)
        notice = owe(db, ada, "card", kind=NoticeKind.CARD, subjects=(Subject(request_id),))
        lease(db, notice)
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        assert stale_count(db) == 0
        outbox.mark_sent(db, notice, message="D1:1", now=NOW)
        assert stale_count(db) == 1


def test_a_change_before_it_is_sent_needs_no_rewrite(store, ada):
    with store.writing() as db:
        request_id = ask(db, ada)
        notice = owe(db, ada, "card", kind=NoticeKind.CARD, subjects=(Subject(request_id),))
        on_show.mark_stale(db, ada.school_id, request_id=request_id)
        send(db, notice)
        assert stale_count(db) == 0


def test_a_change_at_the_moment_of_leasing_is_not_lost(postgres_store):
    """It was composed from what was there before, so it must be rewritten although it was waiting at that moment."""
    with postgres_store.writing() as db:
        ada = add_person(db, add_school(db), "Ada")
        request_id = ask(db, ada)
        notice = owe(db, ada, "card", kind=NoticeKind.CARD, subjects=(Subject(request_id),))
    about_to_change = Event()

    def change():
        with postgres_store.writing() as db:
            db.exec_driver_sql("SET LOCAL application_name = 'changes'")
            requests.change(db, ada.school_id, request_id, only_if=(RequestState.OPEN,), need="books on wasps")
            about_to_change.set()
            on_show.mark_stale(db, ada.school_id, request_id=request_id)

    with ThreadPoolExecutor(1) as pool:
        with postgres_store.writing() as db:
            assert due(db) == notice
            lease(db, notice)
            changing = pool.submit(change)
            assert about_to_change.wait(5)
            _wait_until_blocked_or_done(postgres_store, changing)
        changing.result(5)
    with postgres_store.writing() as db:
        outbox.mark_sent(db, notice, message="D1:1", now=NOW)
        assert stale_count(db) == 1


def _wait_until_blocked_or_done(store, changing):
    query = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'changes' AND wait_event_type = 'Lock'"
    while not changing.done():
        with store.reading() as db:
            if db.exec_driver_sql(query).first():
                return


# threads


def test_a_message_about_one_request_tells_which(store, ada, shown):
    request_id, _ = shown
    with store.writing() as db:
        assert ledger.request_in(db, ada.school_id, "D1:1") == request_id


def test_a_message_about_several_tells_none(store, ada):
    with store.writing() as db:
        subjects = (Subject(ask(db, ada)), Subject(ask(db, ada)))
        send(db, owe(db, ada, "cards", subjects=subjects), "D1:7")
        assert ledger.request_in(db, ada.school_id, "D1:7") is None


def test_homes_count_changes_as_cards_do(store, ada):
    with store.writing() as db:
        homes.open_for(db, ada.school_id, ada.id)
        homes.mark_stale(db, ada.school_id, ada.id)
        assert homes.next_stale(db, ada.school_id, REAL) == (ada.id, 2)
        homes.mark_stale(db, ada.school_id, ada.id)
        homes.mark_published(db, ada.id, 2, REAL, today=NOW.date(), rests_until=REAL)
        assert homes.next_stale(db, ada.school_id, REAL) == (ada.id, 1)
        homes.mark_published(db, ada.id, 1, REAL, today=NOW.date(), rests_until=REAL)
        assert homes.next_stale(db, ada.school_id, REAL) is None
