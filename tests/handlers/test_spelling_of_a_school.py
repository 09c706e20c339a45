"""British or American, as the school has it: by a command, in Settings, in files. What people wrote is left alone."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from world import World

from domain.errors import UserError
from domain.partner import Category
from domain.spelling import Spelling
from handlers.add_partner import PartnerDraft, add_partner, look_before_adding
from handlers.export_partners import export_partners
from handlers.home import open_home
from handlers.import_partners import PartnerImport, import_partners
from handlers.look_at_partners import Search, look_at_partners
from handlers.read_partner_file import read_partner_file
from handlers.set_spelling import set_spelling
from handlers.settings import change_settings, look_at_settings
from store import homes, partners


@pytest.fixture
def american(world) -> World:
    set_spelling(world.store, world.school_id, Spelling.AMERICAN)
    return world


def imports(world: World, *rows: str) -> PartnerImport:
    read = read_partner_file("\n".join(("name,category,offers", *rows)).encode())
    return import_partners(world.store, world.school_id, read, world.now)


def kept(world: World) -> dict[str, Category]:
    return {each.name: each.category for each in world.read(partners.every)}


@pytest.mark.parametrize("spelling", Spelling)
def test_a_file_may_name_categories_in_either_spelling(world, spelling):
    set_spelling(world.store, world.school_id, spelling)
    done = imports(world, "Book Trust,National organisations,", "IFLA,international organizations,")
    assert done.mistakes == ()
    assert kept(world) == {"Book Trust": Category.NATIONAL, "IFLA": Category.INTERNATIONAL}


def test_what_goes_out_is_in_the_schools_spelling_and_comes_back_as_it_was(american):
    imports(american, "Book Trust,national organisations,an organisation for colour")
    written = export_partners(american.store, american.school_id)
    (row,) = csv.DictReader(StringIO(written))
    assert (row["category"], row["offers"]) == ("national organizations", "an organisation for colour")
    again = import_partners(american.store, american.school_id, read_partner_file(written.encode()), american.now)
    assert (again.mistakes, again.added, again.changed) == ((), (), ())


def test_a_category_that_is_none_is_refused_in_the_words_that_were_typed(american):
    done = imports(american, "Book Trust,nation organisation,")
    assert done.mistakes[0].words == (
        "There is no category “nation organisation”. Did you mean “national organizations”?"
    )
    assert kept(american) == {}


@pytest.mark.parametrize("words", ["organisations", "organizations", "National Organizations"])
def test_partners_are_found_in_either_spelling(world, words):
    draft = PartnerDraft("Book Trust", Category.NATIONAL)
    add_partner(world.store, world.act("Lee"), draft)
    found = look_at_partners(world.store, world.act("Lee"), Search(words)).found
    assert [each.partner.name for each in found] == ["Book Trust"]


def test_it_is_changed_in_settings_and_every_home_is_written_anew(world):
    open_home(world.store, world.act("Ada"))
    world.passes()
    before = look_at_settings(world.store, world.act("Lee"))
    assert before.spelling is Spelling.BRITISH
    change_settings(world.store, world.act("Lee"), replace(before, spelling=Spelling.AMERICAN))
    assert world.school().spelling is Spelling.AMERICAN
    assert look_before_adding(world.store, world.act("Lee")).spelling is Spelling.AMERICAN
    assert world.read(lambda db, _: homes.next_stale(db, world.school_id, world.real))


def test_only_librarians_change_it(world):
    settings = look_at_settings(world.store, world.act("Lee"))
    with pytest.raises(UserError):
        change_settings(world.store, world.act("Ada"), replace(settings, spelling=Spelling.AMERICAN))
    assert world.school().spelling is Spelling.BRITISH
