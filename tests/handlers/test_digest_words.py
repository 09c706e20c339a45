"""What Lee adds to the digest: a note for the next one, and what the library needs until somebody can help."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, World, moment

from domain.errors import UserError
from domain.library_need import NEED_LIMIT, NOTE_LIMIT, NeedKind
from domain.notices import NoticeKind
from handlers.add_to_digest import add_need, add_note, close_need, drop_note
from handlers.finish import finish
from handlers.messages import Digest, News
from handlers.offer_help import offer_help
from handlers.preview_digest import Preview, preview_digest
from store import commitments, people

NEXT_FRIDAY = FRIDAY + timedelta(weeks=1)


def notes(world: World, words: str = "The reading week was full.") -> None:
    add_note(world.store, world.act("Lee"), words)


def needs(world: World, words: str = "an hour of cover on Tuesdays", kind: NeedKind = NeedKind.COVER) -> UUID:
    add_need(world.store, world.act("Lee"), kind, words)
    return preview(world).digest.needs[-1].id


def preview(world: World) -> Preview:
    return preview_digest(world.store, world.act("Lee"))


def offers(world: World, need_id: UUID, name: str = "Sam") -> None:
    offer_help(world.store, world.act(name), need_id)
    world.passes()


def promised(world: World) -> list[str]:
    return [each.doing for each in world.read(commitments.all_open)]


def test_a_note_goes_into_the_next_digest_and_no_other(world):
    notes(world)
    world.comes(FRIDAY, "14:00")
    world.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert [each.notes for each in world.heard("Sam", Digest)] == [("The reading week was full.",), ()]


def test_a_note_that_was_taken_back_does_not_go_out(world):
    notes(world)
    (note,) = preview(world).notes
    drop_note(world.store, world.act("Lee"), note.id)
    assert preview(world).notes == ()
    world.comes(FRIDAY, "14:00")
    assert world.the("Sam", Digest).notes == ()


def test_the_preview_is_the_digest_as_it_goes_out(any_world):
    world = any_world
    notes(world)
    needs(world)
    finish(world.store, world.act("Lee"), world.promises("Lee", world.asks("Ada"), TUESDAY))
    world.passes()
    looked = preview(world.at(FRIDAY, "14:00"))
    assert (looked.readers, looked.goes_at) == (("Sam",), moment(FRIDAY, "14:00"))
    world.platform.letters.clear()
    world.passes()
    told = world.the("Sam", Digest)
    assert (told.notes, told.needs) == (looked.digest.notes, looked.digest.needs)
    assert told.figures.kept == looked.digest.figures.kept == 1


def test_what_the_library_needs_is_in_every_digest_until_it_is_settled(world):
    need_id = needs(world)
    world.comes(FRIDAY, "14:00")
    world.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    close_need(world.store, world.act("Lee"), need_id)
    world.lives_through(NEXT_FRIDAY, NEXT_FRIDAY + timedelta(weeks=1))
    assert [len(each.needs) for each in world.heard("Sam", Digest)] == [1, 1, 0]


def test_sam_can_help_and_lee_is_told_and_follows_it_up(any_world):
    world = any_world
    need_id = needs(world)
    world.comes(FRIDAY, "14:00")
    offers(world, need_id)
    (news,) = world.heard("Lee", News)
    assert news.lines == (
        "Sam can help with what the library needs (cover): an hour of cover on Tuesdays. It is on your list.",
    )
    (followed,) = world.read(commitments.all_open)
    assert followed.doing == "Talk with Sam, who can help with cover: an hour of cover on Tuesdays"
    assert (followed.owner, followed.due_on) == ("Lee", date(2026, 2, 10))
    (shown,) = world.now_shown("Sam", Digest)
    assert [each.helper for each in shown.needs] == ["Sam"]
    assert world.week().unexplained == ()


def test_a_second_press_and_a_second_administrator_change_nothing(world):
    with world.store.writing() as db:
        people.make_administrator(db, people.by_address(db, world.school_id, "U0KIM").id, world.now)
    need_id = needs(world)
    offers(world, need_id)
    offers(world, need_id)
    with pytest.raises(UserError, match="Sam has offered to help already"):
        offers(world, need_id, "Kim")
    assert len(promised(world)) == 1


def test_once_it_was_talked_about_later_digests_leave_it_out(world):
    need_id = needs(world)
    offers(world, need_id)
    (followed,) = world.read(commitments.all_open)
    assert [each.helper for each in preview(world).digest.needs] == ["Sam"]
    finish(world.store, world.act("Lee"), followed.id)
    assert preview(world).digest.needs == ()


def test_what_is_no_longer_needed_is_refused_kindly(world):
    need_id = needs(world)
    close_need(world.store, world.act("Lee"), need_id)
    with pytest.raises(UserError, match="no longer needed"):
        offers(world, need_id)
    assert promised(world) == []


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_only_librarians_prepare_the_digest(world, name):
    for deed in (
        lambda: preview_digest(world.store, world.act(name)),
        lambda: add_note(world.store, world.act(name), "hello"),
        lambda: add_need(world.store, world.act(name), NeedKind.TIME, "hello"),
    ):
        with pytest.raises(UserError, match="The school’s librarians prepare"):
            deed()
    assert preview(world).notes == preview(world).digest.needs == ()


@pytest.mark.parametrize("name", ["Ada", "Lee"])
def test_only_administrators_offer_help_from_it(world, name):
    need_id = needs(world)
    with pytest.raises(UserError, match="those who get the digest"):
        offers(world, need_id, name)
    assert promised(world) == []


def test_words_that_are_missing_or_too_many_are_refused_and_nothing_is_stored(world):
    for words in (None, " \n", "x" * (NOTE_LIMIT + 1)):
        with pytest.raises(UserError):
            add_note(world.store, world.act("Lee"), words)
    for kind, words in ((NeedKind.TIME, ""), (NeedKind.TIME, "x" * (NEED_LIMIT + 1)), (None, "cover")):
        with pytest.raises(UserError):
            add_need(world.store, world.act("Lee"), kind, words)
    assert preview(world).notes == preview(world).digest.needs == ()


def test_lee_has_left_and_the_other_librarian_follows_it_up(world):
    need_id = needs(world)
    world.leaves("Lee")
    offers(world, need_id)
    assert [each.owner for each in world.read(commitments.all_open)] == ["Kim"]


def test_the_digest_is_one_row_of_the_ledger_however_much_was_added(world):
    world.at(MONDAY)
    notes(world)
    needs(world)
    world.comes(FRIDAY, "14:00")
    assert world.at(FRIDAY, "15:00").line(NoticeKind.DIGEST).sent == 1
