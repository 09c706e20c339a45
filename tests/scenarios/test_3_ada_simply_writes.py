"""Step 3. The same by a direct message, a mention or a message's menu; and what makes no request."""

import pytest

from bot.sandbox.cast import STAFFROOM
from tests.scenarios.school import CARD, NEED, RECEIPT, STILL_FLYING, TAKEN, SchoolApart, SchoolWithin

BEES = "I need books on bees for grade 3 by next Friday"


def test_a_direct_message_is_a_request(school: SchoolWithin):
    school.ada.writes(BEES)
    receipt = school.ada.sees(RECEIPT)
    assert not receipt.is_ephemeral
    assert receipt.buttons == ["Edit", "Withdraw"]
    assert "Friday, March 12" in receipt.text
    assert BEES in school.lee.sees(CARD).text


def test_a_mention_is_answered_in_the_thread(school: SchoolWithin):
    asked = school.ada.writes(f"@Library Partner {BEES}", channel="#staffroom")
    school.lee.sees(CARD)
    school.rests()
    (answer,) = asked.thread
    assert RECEIPT in answer.text
    assert school.dms(school.ada) == []
    assert [each["need"] for each in school.rows("requests")] == [BEES]


def test_asking_the_library_about_a_colleagues_message_stores_nothing_before_ask_is_pressed(school: SchoolWithin):
    said = school.ben.writes("My class loves volcanoes, anything good?", channel="#staffroom")
    school.ada.uses_shortcut("Ask the library", said)
    form = school.ada.modal()
    assert form.values[NEED] == "My class loves volcanoes, anything good?"
    assert school.rows("requests") == []
    form.closes()
    school.rests()
    assert school.rows("requests") == []
    assert len(school.rows("people")) == 2, "only Lee and Sam are known, from the start"


def test_the_shortcuts_words_can_be_changed_first_and_are_hers(school: SchoolWithin):
    said = school.ben.writes("My class loves volcanoes, anything good?", channel="#staffroom")
    school.ada.uses_shortcut("Ask the library", said)
    assert school.ada.modal().fill({NEED: "books on volcanoes for Ben’s class"}).submits()
    receipt = school.ada.sees(RECEIPT)
    assert not receipt.is_ephemeral
    assert "Ada Byron" in school.lee.sees("books on volcanoes").text
    school.rests()
    assert school.dms(school.ben) == []


@pytest.mark.parametrize("words", ["thanks!", "Hello", "thank you so much", "ok great", "bye"])
def test_kind_words_get_a_human_answer_and_make_no_request(school: SchoolWithin, words: str):
    school.ada.writes(words)
    school.rests()
    (answer,) = school.dms(school.ada)
    assert RECEIPT not in answer
    assert school.rows("requests") == []
    assert school.dms(school.lee) == []


def test_what_is_doubtful_is_recorded_with_an_undo(school: SchoolWithin):
    school.ada.writes("volcanoes")
    receipt = school.ada.sees(RECEIPT)
    assert "not sure" in receipt.text
    school.lee.sees(CARD)
    receipt.presses("Withdraw")
    receipt.becomes("withdr")
    school.rests()
    assert school.lee.sees("volcanoes").buttons == []


def test_an_edited_message_updates_its_request(school: SchoolWithin):
    asked = school.ada.writes(BEES)
    receipt, card = school.ada.sees(RECEIPT), school.lee.sees(CARD)
    school.ada.edits(asked, "I need books on wasps for grade 4 by the 15th")
    for shown in (receipt, card):
        now = shown.becomes("books on wasps").text
        assert "Grade 4" in now
        assert "Monday, March 15" in now
    assert len(school.rows("requests")) == 1


def test_a_kind_word_edited_into_a_request_is_one(school: SchoolWithin):
    said = school.ada.writes("hello")
    school.rests()
    school.ada.edits(said, f"hello, {BEES}")
    school.ada.sees(RECEIPT)
    school.lee.sees(CARD)
    school.rests()
    assert len(school.rows("requests")) == 1


def test_her_replies_in_the_thread_are_added(school: SchoolWithin):
    asked = school.ada.writes(BEES)
    card = school.lee.sees(CARD)
    school.ada.writes("and something on wasps please", thread=asked)
    card.becomes("and something on wasps please")
    school.rests()
    assert len(school.rows("requests")) == 1


def test_a_colleagues_mention_in_the_channels_thread_is_added(school: SchoolWithin):
    asked = school.ada.writes(f"@Library Partner {BEES}", channel="#staffroom")
    card = school.lee.sees(CARD)
    school.ben.writes("@Library Partner my class would use them too", thread=asked)
    assert "Ben Ortiz" in card.becomes("my class would use them too").text
    school.rests()
    assert len(school.rows("requests")) == 1


@pytest.mark.parametrize("times", [1, 3])
def test_one_post_makes_one_request_however_often_slack_tells_of_it(school: SchoolWithin, times: int):
    school.ada.writes(BEES)
    school.rests()
    for _ in range(times):
        school.sends_again("events_api")
    school.ada.writes("thanks!")
    school.rests()
    assert len(school.rows("requests")) == 1
    assert school.times(school.ada, RECEIPT) == 1
    assert school.times(school.lee, CARD) == 1


def test_one_post_makes_one_request_when_it_arrives_as_a_message_and_as_a_mention(school: SchoolWithin):
    school.ada.writes(f"@Library Partner {BEES}")
    school.rests()
    school.slack_tells({**school.last_event(), "type": "app_mention"})
    school.rests()
    assert len(school.rows("requests")) == 1
    assert school.times(school.ada, RECEIPT) == 1


def test_a_channels_other_talk_never_reaches_the_bot(school: SchoolWithin):
    said = school.ada.writes("who has the projector?", channel="#staffroom")
    school.ben.writes("it is in room 12", thread=said)
    school.rests()
    assert list(school.sandbox.people.api.socket.sent) == []
    assert school.rows("inbounds") == []


@pytest.mark.parametrize("name", ["Gus", "Olive"])
def test_guests_and_outsiders_get_a_kind_sentence_and_nothing_is_stored(school: SchoolWithin, name: str):
    visitor = school.person(name)
    asked = visitor.writes(f"@Library Partner {BEES}", channel="#staffroom")
    visitor.sees("Nothing was stored")
    assert len(asked.thread) == 1
    school.rests()
    school.knows_nobody_new()


def test_a_guest_reads_on_home_whom_the_library_serves(school: SchoolWithin):
    home = school.person("Gus").home("the staff of this school")
    assert "ask the library in person" in home.text
    assert not home.buttons
    school.knows_nobody_new()


def test_a_guest_gets_the_same_kind_sentence_by_command_shortcut_and_direct_message(school: SchoolWithin):
    gus = school.person("Gus")
    gus.types(f"/library-help {BEES}")
    command = gus.sees("Nothing was stored")
    gus.writes(BEES)
    written = gus.sees("Nothing was stored", after=command)
    assert not written.is_ephemeral
    gus.uses_shortcut("Ask the library", school.ben.writes("volcanoes?", channel="#staffroom"))
    assert "Nothing was stored" in gus.modal().text
    gus.modal().closes()
    gus.types("/library-help")
    assert not gus.has_a_modal()
    gus.types("/library-help mine")
    gus.sees("Nothing was stored", after=written)
    gus.does("home")
    school.rests()
    school.knows_nobody_new()


def test_another_bot_is_answered_once_and_nothing_is_stored(school: SchoolWithin):
    timetable = school.person("Timetable")
    asked = timetable.writes("@Library Partner room 12 is free", channel="#staffroom")
    school.ada.sees("Nothing was stored")
    timetable.writes("@Library Partner room 13 is free", channel="#staffroom")
    school.rests()
    assert school.times(school.ada, "Nothing was stored") == 1
    assert len(asked.now().shown["text"]) > 0
    school.knows_nobody_new()


def test_somebody_who_has_left_the_school_stores_nothing(school: SchoolWithin):
    """Slack may still deliver what was written just before the account was closed."""
    event = {
        "type": "app_mention",
        "user": "U0DEL",
        "text": f"<@U0LIBRARY> {BEES}",
        "channel": STAFFROOM,
        "ts": school.ada.writes("good-bye, Del", channel="#staffroom").ts,
        "event_ts": "1803909600.000100",
    }
    school.slack_tells(event)
    school.ada.sees("nothing was stored")
    school.rests()
    school.knows_nobody_new()


# --- the bot dies


@pytest.mark.parametrize("moment", [TAKEN, STILL_FLYING])
def test_killed_while_it_answers_a_mention_it_answers_once_in_the_thread(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.will_be_interrupted(moment, RECEIPT)
    asked = school.ada.writes(f"@Library Partner {BEES}", channel="#staffroom")
    school.is_killed_in_the_middle().rests()
    assert [RECEIPT in answer.text for answer in asked.thread] == [True]
    assert school.times(school.lee, CARD) == 1


def test_killed_between_storing_and_acknowledging_the_same_post_comes_again_and_counts_once(
    school_apart: SchoolApart,
):
    school = school_apart
    with school.acks_get_lost():
        school.ada.writes(BEES)
        school.stored("requests")
        school.is_killed()
    school.opens().rests()
    assert len(school.rows("requests")) == 1
    assert school.times(school.ada, RECEIPT) == 1
    assert school.times(school.lee, CARD) == 1


def test_what_is_written_while_the_bot_is_away_is_heard_when_it_is_back(school_apart: SchoolApart):
    school = school_apart
    school.is_killed()
    school.ada.writes(BEES)
    school.opens()
    assert BEES in school.ada.sees(RECEIPT).text
    school.lee.sees(CARD)
