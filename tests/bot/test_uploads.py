"""Pictures in messages: uploaded once, shown by the message’s own block; the words go out whatever happens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.message import Message
from urllib.error import HTTPError
from uuid import uuid4

import pytest
from slack_sdk import WebClient

from bot.pictures.drawing import Picture, a_figure
from bot.sandbox.server import Sandbox
from bot.slack import illustrated, uploads
from bot.slack.sender import SlackSender
from domain.notices import KeptPicture
from domain.person import Person
from handlers.messages import Noted
from handlers.sending import Busy, Letter, Outcome, Paused, Refused, Sent, Unsure
from tests.bot.stories import PLACE
from tests.scenarios.school import MANIFEST

ALT = "Three promises kept, one of them late."
UPLOAD, COMPLETE, POST, UPDATE = (
    "files.getUploadURLExternal",
    "files.completeUploadExternal",
    "chat.postMessage",
    "chat.update",
)
ADA = Person(uuid4(), uuid4(), "U0ADA", "Ada", is_librarian=False, is_administrator=False, conversation=None,
             next_nudge_at=None, left_at=None)  # fmt: skip


def drawn(alt: str = ALT) -> Picture:
    def draw():
        figure = a_figure(1)
        figure.add_subplot().bar(["kept", "late"], [2, 1])
        return figure

    return Picture("week.png", "The library’s week", draw, alt)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("uploads"), manifest=MANIFEST) as running:
        yield running


@pytest.fixture
def slack(workspace, monkeypatch) -> Iterator[Sandbox]:
    monkeypatch.setattr(illustrated, "picture_of", lambda *_: drawn())
    monkeypatch.setattr(illustrated, "BEFORE_A_LOOK", 0)
    monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 0)
    workspace.faults.clear()
    yield workspace
    workspace.faults.clear()


@pytest.fixture
def sender(slack) -> SlackSender:
    return SlackSender(WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=2))


@pytest.fixture
def times(slack) -> Callable[[str], int]:
    """How often Slack heard a method in this test."""
    before = len(slack.log)
    return lambda method: sum(call["method"] == method for call in slack.log[before:])


def letter(picture: KeptPicture | None = None, seconds: float = 30, posted: str | None = None) -> Letter:
    return Letter(uuid4(), ADA, Noted("The week in figures"), PLACE, None, posted, seconds, picture)


def sent(outcome: Outcome) -> Sent:
    assert isinstance(outcome, Sent), outcome
    return outcome


def pictures(slack: Sandbox, outcome: Outcome) -> list[dict]:
    channel, _, ts = sent(outcome).message.partition(":")
    return [block for block in slack.workspace.message(channel, ts).blocks if block["type"] == "image"]


@contextmanager
def uploads_answering(status: int) -> Iterator[None]:
    def refuse(address: str, _: bytes) -> None:
        raise HTTPError(address, status, "no", Message(), None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, "_put", refuse)
        yield


def waited(outcome: Outcome, seconds: float) -> KeptPicture:
    """As though the picture had been waited for this long."""
    assert isinstance(outcome, Busy), outcome
    assert outcome.picture
    assert outcome.picture.since
    return replace(outcome.picture, since=outcome.picture.since - timedelta(seconds=seconds))


def test_a_message_shows_its_picture_with_the_same_facts_in_words(slack, sender):
    outcome = sender.send(letter())
    (picture,) = pictures(slack, outcome)
    assert picture["alt_text"] == ALT
    kept = slack.workspace.files[picture["slack_file"]["id"]]
    assert kept["file"]["alt_txt"] == ALT
    assert kept["file"]["mimetype"] == "image/png"
    assert sent(outcome).without is None
    assert sent(outcome).picture.key == picture["slack_file"]["id"]


def test_words_too_long_for_the_upload_stand_whole_in_the_message(slack, sender, monkeypatch):
    monkeypatch.setattr(illustrated, "picture_of", lambda *_: drawn("week " * 300))
    assert pictures(slack, sender.send(letter()))[0]["alt_text"] == "week " * 300


class TestWhatPasses:
    """Nothing was posted, and the next attempt is made between others' messages."""

    def test_a_picture_that_slack_still_looks_at_is_waited_for_longer_each_time(
        self, slack, sender, times, monkeypatch
    ):
        monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 3600)
        first = sender.send(letter())
        assert (first.reason, first.seconds) == ("its picture: Slack does not show it", 1)
        second = sender.send(letter(waited(first, 4)))
        assert 4 <= second.seconds < 5
        third = sender.send(letter(waited(first, 20)))
        assert 9 < third.seconds <= 10, "patience ends after thirty"
        monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 0)
        assert len(pictures(slack, sender.send(letter(waited(third, 0))))) == 1
        assert times(UPLOAD) == 1, "it is brought once"

    def test_it_goes_without_a_picture_that_slack_does_not_show_in_the_end(self, slack, sender, monkeypatch):
        monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 3600)
        outcome = sender.send(letter(waited(sender.send(letter()), 30)))
        assert pictures(slack, outcome) == []
        assert sent(outcome).without == "without its picture: Slack does not show it"

    @pytest.mark.parametrize("method", [UPLOAD, COMPLETE])
    def test_a_rate_limit_is_kept_to(self, slack, sender, times, method, monkeypatch):
        slack.faults.rate_limited(method, retry_after=7, count=1)
        first = sender.send(letter())
        assert (first.reason, first.seconds) == ("its picture: Slack is busy", 7)
        assert times(POST) == 0
        monkeypatch.setattr(sender._call, "_closed_until", {})
        assert len(pictures(slack, sender.send(letter(first.picture)))) == 1

    def test_a_rate_limit_longer_than_patience_is_not_waited_for(self, slack, sender):
        slack.faults.rate_limited(UPLOAD, retry_after=60, count=1)
        assert sent(sender.send(letter())).without == "without its picture: Slack is busy"

    @pytest.mark.parametrize("method", [UPLOAD, COMPLETE])
    def test_a_broken_answer_is_tried_again_and_told_in_plain_words(self, slack, sender, method):
        slack.faults.failing(method, status=503)
        first = sender.send(letter())
        assert first.reason == "its picture: Slack answered 503"
        assert sent(sender.send(letter(waited(first, 31)))).without == "without its picture: Slack answered 503"
        slack.faults.clear()
        assert len(pictures(slack, sender.send(letter(waited(first, 1))))) == 1

    def test_a_place_that_does_not_take_the_bytes_for_now_is_tried_again(self, slack, sender):
        with uploads_answering(503):
            first = sender.send(letter())
        assert first.reason == "its picture: Slack did not take the file (503)"
        assert len(pictures(slack, sender.send(letter(first.picture)))) == 1

    def test_a_picture_that_took_too_long_is_not_posted_late_but_at_once_next_time(
        self, slack, sender, times, monkeypatch
    ):
        monkeypatch.setattr(illustrated, "BEFORE_A_LOOK", 0.05)
        first = sender.send(letter(seconds=0.02))
        assert (first.reason, first.seconds) == ("the picture took too long", 0)
        assert times(POST) == 0, "it may be looked for by now"
        assert len(pictures(slack, sender.send(letter(first.picture, seconds=0.02)))) == 1


class TestWhatDoesNot:
    @pytest.mark.parametrize("method", [UPLOAD, COMPLETE])
    @pytest.mark.parametrize("code", ["file_uploads_disabled", "missing_scope"])
    def test_the_words_go_out_when_the_upload_is_refused(self, slack, sender, method, code):
        slack.faults.failing(method, error=code, status=200)
        outcome = sender.send(letter())
        assert pictures(slack, outcome) == []
        assert sent(outcome).without == f"without its picture: {code}"

    def test_the_words_go_out_when_the_bytes_are_refused(self, sender):
        with uploads_answering(403):
            outcome = sender.send(letter())
        assert sent(outcome).without == "without its picture: Slack did not take the file (403)"

    @pytest.mark.parametrize(
        "code", ["invalid_blocks_format", "invalid_arguments", "file_not_found", "msg_blocks_too_long", "new_one"]
    )
    def test_whatever_a_picture_is_refused_for_the_words_go_out_at_once(self, slack, sender, code):
        slack.faults.failing(POST, error=code, status=200, text="slack_file")
        outcome = sender.send(letter())
        assert pictures(slack, outcome) == []
        assert sent(outcome).without == f"without its picture: Slack does not show it ({code})"

    def test_words_that_are_refused_too_are_not_the_pictures_fault(self, slack, sender):
        slack.faults.failing(POST, error="msg_too_long", status=200)
        outcome = sender.send(letter())
        assert isinstance(outcome, Refused)
        assert outcome.reason == "msg_too_long"
        assert outcome.picture.why_not is None

    @pytest.mark.parametrize("code", ["is_archived", "user_disabled", "messages_tab_disabled"])
    def test_what_is_refused_for_its_readers_sake_is_not_posted_again(self, slack, sender, times, code):
        slack.faults.failing(POST, error=code, status=200)
        assert isinstance(sender.send(letter()), Refused)
        assert times(POST) == 1

    def test_a_dead_token_pauses(self, slack, sender):
        slack.faults.failing(UPLOAD, error="token_revoked", status=200)
        assert sender.send(letter()) == Paused("token_revoked")

    def test_the_words_go_out_when_the_picture_cannot_be_drawn(self, sender, monkeypatch, caplog):
        def fail():
            raise ZeroDivisionError

        monkeypatch.setattr(illustrated, "picture_of", lambda *_: replace(drawn(), draw=fail))
        outcome = sender.send(letter())
        assert sent(outcome).without == "without its picture: it could not be drawn: ZeroDivisionError"
        assert "ZeroDivisionError" in caplog.text

    def test_a_message_that_was_twice_in_doubt_with_its_picture_goes_without_it(self, slack, sender):
        slack.faults.failing(POST, error="internal_error", status=200, text="slack_file")
        first = sender.send(letter())
        assert isinstance(first, Unsure)
        assert isinstance(sender.send(letter(first.picture.doubted())), Unsure)
        outcome = sender.send(letter(first.picture.doubted().doubted()))
        assert sent(outcome).without == "without its picture: Slack gave no clear answer while it was there"


class TestRewriting:
    @pytest.fixture
    def first(self, sender) -> Sent:
        return sent(sender.send(letter()))

    def test_a_picture_that_still_says_the_same_is_not_brought_again(self, slack, sender, times, first):
        slack.faults.failing(UPLOAD, status=500)
        outcome = sender.rewrite(letter(first.picture, posted=first.message))
        assert [each["slack_file"]["id"] for each in pictures(slack, outcome)] == [first.picture.key]
        assert times(UPLOAD) == 1

    def test_one_that_says_something_else_is(self, slack, sender, first, monkeypatch):
        monkeypatch.setattr(illustrated, "picture_of", lambda *_: drawn("Four promises kept."))
        outcome = sender.rewrite(letter(first.picture, posted=first.message))
        assert pictures(slack, outcome)[0]["alt_text"] == "Four promises kept."
        assert outcome.picture.key != first.picture.key

    def test_it_waits_for_one_that_cannot_be_brought_for_now(self, slack, sender, first, monkeypatch):
        monkeypatch.setattr(illustrated, "picture_of", lambda *_: drawn("Four promises kept."))
        slack.faults.rate_limited(UPLOAD, retry_after=3, count=1)
        outcome = sender.rewrite(letter(first.picture, posted=first.message))
        assert (outcome.reason, outcome.seconds) == ("its picture: Slack is busy", 3)
        assert len(pictures(slack, first)) == 1, "the message is as it was"

    def test_a_refused_picture_does_not_keep_the_message_untrue(self, slack, sender, first):
        slack.faults.failing(UPDATE, error="invalid_blocks_format", status=200, text="slack_file")
        outcome = sender.rewrite(letter(first.picture, posted=first.message))
        assert pictures(slack, outcome) == []
        assert sent(outcome).without == "without its picture: Slack does not show it (invalid_blocks_format)"

    def test_what_slack_stumbles_over_twice_is_left_out_and_silence_is_not_its_fault(self, slack, sender, first):
        slack.faults.dropped(UPDATE, count=1)
        silent = sender.rewrite(letter(first.picture, posted=first.message))
        assert isinstance(silent, Unsure)
        assert silent.picture.doubts == 0
        slack.faults.failing(UPDATE, error="internal_error", status=200, text="slack_file")
        once = sender.rewrite(letter(silent.picture, posted=first.message))
        twice = sender.rewrite(letter(once.picture, posted=first.message))
        outcome = sender.rewrite(letter(twice.picture, posted=first.message))
        assert pictures(slack, outcome) == []
