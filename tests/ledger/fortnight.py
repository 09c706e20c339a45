"""A busy fortnight: everything that people do, by every way, with a holiday, a colleague who leaves and a bot that is
away for two days. From Monday, 9 February 2026, to Friday the 20th; Presidents' Day is the 16th.
"""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from world import World, moment

from domain.answer import Helped
from domain.partner import Category
from domain.request import Source
from handlers.add_partner import PartnerDraft, add_partner
from handlers.ask_back import ask_back
from handlers.decline import decline
from handlers.draw_map import draw_map
from handlers.edit import edit
from handlers.finish import finish
from handlers.hear import Heard
from handlers.messages import Answered, Format
from handlers.refer import refer
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.reply import reply
from handlers.reword import reword
from handlers.say_thanks import say_thanks
from handlers.say_they_helped import say_they_helped
from handlers.send_calendar import send_calendar
from handlers.send_report import send_report
from handlers.sending import Refused
from handlers.snooze import SnoozeFor, snooze
from handlers.split_off import split_off
from handlers.take_over import take_over
from handlers.withdraw import withdraw
from store import answers, referrals, remarks
from store.session import Store
from store.tables import requests as table

MON, TUE, WED, THU, FRI, SAT = (date(2026, 2, day) for day in range(9, 15))
HOLIDAY, TUE_2, WED_2, THU_2, FRI_2 = (date(2026, 2, day) for day in range(16, 21))
DAYS = ("08:00", "11:00", "14:00", "16:00")


def lives_through_a_fortnight(store: Store) -> World:
    """The school at half past three on the second Friday."""
    world = World(store, now=moment(MON, "07:30"))
    world.comes(MON)
    _asking(world)
    _talking(world)
    _promising(world)
    _referring(world)
    _night(world)
    _changing(world)
    _settling(world)
    _away(world)
    world.comes(FRI_2, "15:30")
    return world


def _lives(world: World, first: date, until: tuple[date, str]) -> None:
    for number in range(first.toordinal(), until[0].toordinal() + 1):
        for time in DAYS:
            day = date.fromordinal(number)
            if world.now <= moment(day, time) <= moment(*until):
                world.comes(day, time)
    world.comes(*until)


def _asking(world: World) -> None:
    """By command, form, shortcut, message and mention; the same words twice; and one that nobody takes."""
    world.at(MON, "09:00")
    world.asks("Ben", "the one that nobody takes")
    for need in ("bees", "birds", "boats", "bones"):
        world.asks("Ada", need)
    world.asks("Ada", "bees")
    world.asks("Ben", "castles", source=Source.FORM)
    world.asks("Ben", "castles", source=Source.FORM)
    world.asks("Kim", "clouds", source=Source.SHORTCUT)
    world.writes("Ada", "I need films about volcanoes", key="D0ADA:volcanoes")
    world.writes("Ada", "I need films about volcanoes")
    world.writes("Ben", "poems about autumn please", source=Source.MENTION, thread="C0:poems", key="C0:poems")
    world.passes()


def _talking(world: World) -> None:
    """Thanks, nothing at all, and words that become something by an edit."""
    world.at(MON, "09:30")
    world.writes("Ada", "thank you!")
    world.writes("Ben", "", has_file=True, key="D0BEN:file")
    world.writes("Ben", "")
    world.writes("Ada", "hello", key="D0ADA:hello")
    rewords(world, "Ben", "D0BEN:file", "books on trains")
    rewords(world, "Ada", "D0ADA:hello", "hello, I need atlases for year 8")
    rewords(world, "Ada", "D0ADA:hello", "hello, I need two atlases for year 8")
    world.passes()


def rewords(world: World, name: str, key: str, words: str) -> None:
    heard = Heard(words, Source.DIRECT_MESSAGE, key, is_in_thread=False)
    reword(world.store, world.act(name, f"{key}:edit {next(world.keys)}"), heard, key)


def _promising(world: World) -> None:
    """Promises, questions and replies in both ways; a reply that was a request of its own."""
    world.at(MON, "10:00")
    world.promises("Lee", asked(world, "bees"), TUE)
    world.promises("Kim", asked(world, "birds"), THU)
    world.promises("Kim", asked(world, "castles"), FRI_2)
    world.promises("Lee", asked(world, "clouds"), TUE_2)
    ask_back(world.store, world.act("Lee"), asked(world, "I need films about volcanoes"), "Which grade?")
    world.passes()
    world.writes("Ada", "grade 7", thread="D0ADA:volcanoes", is_in_thread=True)
    world.writes("Ada", "and lava", thread="D0ADA:volcanoes", is_in_thread=True)
    ask_back(world.store, world.act("Kim"), asked(world, "birds"), "Alive?")
    reply(world.store, world.act("Ada", "form:reply"), asked(world, "birds"), "Stuffed.")
    ask_back(world.store, world.act("Kim"), asked(world, "boats"), "Big ones?")
    ask_back(world.store, world.act("Lee"), asked(world, "books on trains"), "Steam?")
    world.writes("Ben", "maps of Rome for grade 6")
    world.passes()
    split_off(world.store, world.act("Ben"), remark(world, "books on trains", "maps of Rome for grade 6"))
    change(world, "Ada", "bees", "bees and wasps")


def _referring(world: World) -> None:
    """One that nobody had taken, and one that was promised; both are asked about five school days on. And the map."""
    world.at(MON, "10:30")
    museum = add_partner(world.store, world.act("Lee"), PartnerDraft("County Museum", Category.NATIONAL))
    draw_map(world.store, world.act("Lee"))
    send_report(world.store, world.act("Lee"), world.school().today(world.now), [Format.CSV])
    send_calendar(world.store, world.act("Lee"))
    atlases = asked(world, "hello, I need two atlases for year 8")
    world.promises("Kim", atlases, WED)
    world.passes()
    refer(world.store, world.act("Kim"), atlases, partner_id=museum, word="Big ones.")
    refer(world.store, world.act("Lee"), asked(world, "poems about autumn please"), partner_id=museum, word=None)
    _lives(world, MON, (MON, "16:00"))


def _night(world: World) -> None:
    """What is asked at night comes in one message in the morning; what changes twice is told once."""
    world.at(MON, "19:00")
    for need in ("night 1", "night 2", "night 3", "night 4"):
        world.asks("Ada", need)
    change(world, "Ada", "birds", "birds of prey")
    change(world, "Ada", "birds of prey", "birds of the night")
    world.is_told("Ada", "a lesson idea")
    world.is_told("Ada", "an exhibition")
    _lives(world, TUE, (TUE, "14:00"))


def _changing(world: World) -> None:
    """Renegotiated, snoozed, released, declined, withdrawn, refused by Slack; a message too many for one week."""
    world.at(TUE, "14:30")
    renegotiate(world.store, world.act("Lee"), promise_of(world, "bees and wasps"), due_on=THU, word="the van")
    snooze(world.store, world.act("Kim"), promise_of(world, "birds of the night"), SnoozeFor.THREE_SCHOOL_DAYS)
    decline(world.store, world.act("Lee"), asked(world, "night 1"), word="not ours", ask_instead="the museum")
    withdraw(world.store, world.act("Ada"), asked(world, "night 2"))
    world.promises("Kim", asked(world, "night 3"), FRI)
    world.platform.answers(Refused("channel_not_found"))
    world.passes()
    release(world.store, world.act("Kim"), promise_of(world, "night 3"), word="ill")
    world.promises("Lee", asked(world, "night 4"), WED)
    world.passes()
    withdraw(world.store, world.act("Ada"), asked(world, "night 4"))
    for words in ("a film", "a visit", "a prize"):
        _lives(world, TUE, (WED, "11:00"))
        world.is_told("Ada", words)
        world.passes()
    _lives(world, WED, (THU, "14:00"))


def _settling(world: World) -> None:
    """Kept, answered, not yet, answered again and thanked for; asked at the weekend; Kim leaves and Lee takes over."""
    world.at(THU, "14:30")
    finish(world.store, world.act("Lee"), promise_of(world, "bees and wasps"))
    world.answers("Kim", asked(world, "bones"))
    world.passes()
    world.judges("Ada", asked(world, "bones"), Helped.NOT_YET, answer_to(world, "bones"))
    _lives(world, THU, (FRI, "14:00"))
    world.answers("Lee", asked(world, "bones"), "Bones, a history")
    world.passes()
    thanks(world, "Ada", "bones", "Now they are all there.")
    world.at(SAT, "11:00").asks("Ben", "weekend")
    _lives(world, SAT, (TUE_2, "10:50"))
    poems = asked(world, "poems about autumn please")
    say_they_helped(world.store, world.act("Ben"), poems, world.read(referrals.last_for, poems).id, Helped.NOT_YET)
    world.at(TUE_2, "11:00").leaves("Kim")
    world.passes()
    for need in ("castles", "birds of the night"):
        take_over(world.store, world.act("Lee"), promise_of(world, need))
    _lives(world, TUE_2, (WED_2, "10:00"))


def _away(world: World) -> None:
    """From Wednesday at ten to Friday at half past nine; people went on writing, and Slack tells it afterwards."""
    world.at(FRI_2, "09:30").restarts()
    world.writes("Ada", "I need a globe", source=Source.MENTION, thread="C0:globe", key="C0:globe")
    world.writes("Ada", "Big ones, for the wall")
    world.passes()
    finish(world.store, world.act("Lee"), promise_of(world, "clouds"))
    _lives(world, FRI_2, (FRI_2, "14:00"))


# what they mean by their words


def asked(world: World, need: str) -> UUID:
    with world.store.reading() as db:
        return db.execute(sa.select(table.c.id).where(table.c.need == need)).scalar_one()


def promise_of(world: World, need: str) -> UUID:
    return world.commitment(asked(world, need)).id


def answer_to(world: World, need: str) -> UUID:
    return next(said.answer.id for said in world.heard("Ada", Answered) if said.story.request.need == need)


def thanks(world: World, name: str, need: str, words: str) -> None:
    """For the newest answer, which helped."""
    request_id = asked(world, need)
    answer_id = world.read(answers.last_for, request_id).id
    world.judges(name, request_id, Helped.YES, answer_id)
    say_thanks(world.store, world.act(name), request_id, answer_id, words=words, may_quote=True)
    world.passes()


def remark(world: World, need: str, words: str) -> UUID:
    on = world.read(remarks.on, asked(world, need))
    return next(each.id for each in on if each.words == words)


def change(world: World, name: str, need: str, words: str) -> None:
    act = world.act(name, f"form:{next(world.keys)}")
    edit(world.store, act, asked(world, need), need=words, kind=None, class_name=None, needed_by=None)
