"""Slack is busy, broken, silent or late; in the end there is exactly one message in the conversation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.sandbox.faults import Faults
from tests.people import call
from tests.scenarios.school import CARD, DOING, DUST_BOWL, MORNING, NEED, RECEIPT, TUESDAY, SchoolWithin

POST = "chat.postMessage"
SLACK_WAITS = 3
"""Seconds for an answer to whatever somebody does."""

TROUBLES: dict[str, Callable[[Faults], object]] = {
    "too many calls": lambda faults: faults.rate_limited(POST, retry_after=1, count=2),
    "a broken page": lambda faults: faults.failing(POST, status=500, count=1),
    "an internal error": lambda faults: faults.failing(POST, status=200, error="internal_error", count=1),
    "out of service": lambda faults: faults.failing(POST, status=503, error="service_unavailable", count=1),
    "a cut connection": lambda faults: faults.dropped(POST, count=1),
    "silence after taking it": lambda faults: faults.silent(POST, count=1),
    "endless silence after taking it": lambda faults: faults.silent(POST, hang=True, count=1),
    "endless silence without taking it": lambda faults: faults.dropped(POST, hang=True, count=1),
    "taking it after we gave up": lambda faults: faults.late(POST, seconds=1.2, count=1),
    "slowness": lambda faults: faults.slow(POST, seconds=0.8, count=1),
    "a cut connection while opening the conversation": lambda faults: faults.silent("conversations.open", count=1),
    "too many look-ups": lambda faults: [
        faults.silent(POST, count=1),
        faults.rate_limited("conversations.history", retry_after=1, count=1),
    ],
    "a broken look-up": lambda faults: [
        faults.dropped(POST, count=1),
        faults.failing("conversations.history", status=500, count=1),
    ],
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_there_is_exactly_one_card_in_the_end(school: SchoolWithin, trouble: str):
    TROUBLES[trouble](school.faults)
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.lee.sees(CARD)
    school.rests()
    assert school.times(school.lee, CARD) == 1
    assert [each["state"] for each in school.rows("notices")] == ["sent"]


@pytest.mark.parametrize("trouble", ["a broken page", "silence after taking it", "a cut connection"])
def test_there_is_exactly_one_answer_in_a_channels_thread(school: SchoolWithin, trouble: str):
    TROUBLES[trouble](school.faults)
    asked = school.ada.writes("@Library Partner I need books on bees", channel="#staffroom")
    school.lee.sees(CARD)
    school.rests()
    assert [RECEIPT in answer.text for answer in asked.thread] == [True]


def test_a_call_that_hangs_stalls_nobody_else(school: SchoolWithin):
    school.faults.silent(POST, hang=True, channel="D0LEE")
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.struck(POST)
    school.ben.writes("I need books on bees")
    school.ben.sees(RECEIPT, timeout=10)


def test_a_home_that_hangs_keeps_no_other_home_waiting(a_school: Callable[..., SchoolWithin]):
    school = a_school(CALL_SECONDS="10")
    school.faults.dropped("views.publish", hang=True, text="U0ADA")
    school.ada.does("home")
    school.struck("views.publish")
    school.lee.home("Nothing is waiting", timeout=3)


def test_an_error_about_one_person_fails_that_message_visibly(school: SchoolWithin):
    school.faults.failing(POST, status=200, error="channel_not_found", count=1)
    school.asks(school.ada, DUST_BOWL)
    assert [(each["state"], each["reason"]) for each in school.rows("notices")] == [("failed", "channel_not_found")]


def test_a_dead_token_pauses_the_school_and_loses_nothing(school: SchoolWithin):
    school.faults.failing(POST, status=200, error="token_revoked", count=1)
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.waits_for(lambda: school.rows("schools")[0]["paused_why"], "the pause")
    assert [each["state"] for each in school.rows("notices")] == ["waiting"]
    school.closes()
    school.opens()
    school.lee.sees(CARD)


@contextmanager
def paused(school: SchoolWithin, *closed: str) -> Iterator[None]:
    """Slack takes no messages, and nothing of what is `closed`, because the bot's account is."""
    school.rests()
    for method in (POST, "chat.update", "views.publish", "auth.test", *closed):
        school.faults.failing(method, status=200, error="account_inactive")
    school.ben.types("/library-help maps of Rome")
    school.waits_for(lambda: school.rows("schools")[0]["paused_why"], "the pause")
    yield
    assert school.rows("schools")[0]["paused_why"] == "account_inactive"


@pytest.mark.parametrize("button", ["Promise", "Decline"])
def test_a_button_answers_while_the_school_is_paused(school: SchoolWithin, button: str):
    """By the message's own address, which needs no account."""
    school.troubles_expected = True
    school.asks(school.ben, "books on bees")
    school.asks(school.ada, DUST_BOWL)
    card = school.lee.sees("dust bowl")
    with paused(school, "views.open", "users.info"):
        card.presses(button)
        assert "no longer lets me in" in school.lee.sees("Nothing was stored").text
    assert [each["state"] for each in school.rows("requests")] == ["open"] * 3


def test_what_is_pressed_while_the_school_is_paused_is_kept_and_said_to_be(school: SchoolWithin):
    """The message itself is rewritten later; until then it would look as if nothing had happened."""
    school.troubles_expected = True
    school.asks(school.ben, "books on bees")
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, "dust bowl", "Find five letters", TUESDAY)
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    with paused(school):
        morning.presses("Done")
        assert "I have noted it" in school.lee.sees("Slack takes no messages").text
    assert [each["state"] for each in school.rows("commitments")] == ["kept"]


def test_a_form_sent_while_the_school_is_paused_is_kept_and_said_to_be(school: SchoolWithin):
    school.troubles_expected = True
    school.asks(school.ben, "books on bees")
    school.asks(school.ada, DUST_BOWL)
    card = school.lee.sees("dust bowl")
    with paused(school):
        card.presses("Promise")
        school.lee.modal().fill({DOING: "Find five letters"}).submits()
        assert "I have noted it" in school.lee.modal().text
    assert [each["state"] for each in school.rows("commitments")] == ["open"]


def test_a_form_that_slack_does_not_open_is_told_of(school: SchoolWithin):
    school.faults.failing("views.open", status=500, count=1)
    school.ada.types("/library-help")
    assert "try once more" in school.ada.sees("did not open").text
    school.ada.types("/library-help")
    assert school.ada.has_a_modal()


def test_a_button_whose_form_slack_does_not_open_says_so(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.faults.failing("views.open", status=200, error="internal_error", count=1)
    school.lee.sees(CARD).presses("Promise")
    school.lee.sees("did not open")


def test_a_press_on_home_that_opens_no_form_is_answered_in_a_message(school: SchoolWithin):
    school.faults.failing("views.open", status=500)
    school.lee.home("Nothing is waiting").presses("Settings")
    school.lee.sees("did not open")
    assert school.lee.notices() == []
    school.rests()
    assert school.times(school.lee, "did not open") == 1


def test_a_shortcut_whose_form_slack_does_not_open_says_so(school: SchoolWithin):
    said = school.ben.writes("Where is the atlas?", channel="#staffroom")
    school.faults.failing("views.open", status=500)
    school.ada.uses_shortcut("Ask the library", said)
    school.ada.sees("did not open")


def test_when_every_call_is_slow_whom_the_library_knows_gets_the_form_in_time(a_school: Callable[..., SchoolWithin]):
    """The bot has been started again, so it has to ask who it is."""
    school = a_school(ack_within=SLACK_WAITS)
    school.asks(school.ada, DUST_BOWL)
    school.closes()
    school.opens()
    school.faults.slow("users.info", seconds=1.9)
    school.faults.slow("views.open", seconds=1.3)
    school.ada.types("/library-help")
    school.ada.modal().closes()
    assert school.ada.notices() == []


def test_when_every_call_is_slow_a_newcomer_gets_a_sentence_in_time(a_school: Callable[..., SchoolWithin]):
    school = a_school(ack_within=SLACK_WAITS)
    school.faults.slow("users.info", seconds=1.6)
    school.faults.slow("views.open", seconds=1.6)
    school.ben.types("/library-help")
    school.ben.sees("try once more")
    assert school.ben.notices() == []


def test_when_slack_does_not_say_who_asks_nobody_is_let_in_on_a_guess_and_the_words_come_back(school: SchoolWithin):
    school.faults.failing("users.info", status=500)
    school.ada.types(f"/library-help {DUST_BOWL}")
    assert DUST_BOWL in school.ada.sees("who you are").text
    assert school.rows("requests") == []


def test_a_form_sent_while_slack_does_not_say_who_it_is_keeps_its_words(school: SchoolWithin):
    """The bot has been started again since the form was opened, so it does not know the person yet."""
    school.ada.types("/library-help")
    form = school.ada.modal().fill({NEED: DUST_BOWL})
    school.closes()
    school.opens()
    school.faults.failing("users.info", status=500)
    assert not form.submits()
    assert "who you are" in form.errors[NEED]
    school.faults.clear()
    assert form.submits()
    school.rests()
    assert len(school.rows("requests")) == 1


def test_a_message_heard_while_slack_does_not_say_who_wrote_it_is_heard_when_it_comes_again(
    a_school: Callable[..., SchoolWithin],
):
    school = a_school(ack_within=1)
    school.faults.failing("users.info", status=500, count=1)
    school.ada.writes("I need books on bees")
    school.ada.sees(RECEIPT)
    school.rests()
    assert len(school.rows("requests")) == 1


@pytest.mark.parametrize("reason", ["refresh_requested", "drop"])
def test_a_connection_that_ends_is_opened_again(school: SchoolWithin, reason: str):
    call(f"{school.sandbox.url}/disconnect", {"reason": reason})
    school.ada.writes("I need books on bees")
    school.ada.sees(RECEIPT)
    school.rests()
    assert school.times(school.lee, CARD) == 1
