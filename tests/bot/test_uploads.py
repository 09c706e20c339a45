"""Pictures in messages: uploaded first, shown by the message’s own block; the words go out whatever happens."""

import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
from slack_sdk import WebClient

from bot.pictures.drawing import Picture, a_figure, as_png
from bot.sandbox.server import Sandbox
from bot.slack import uploads
from bot.slack.sender import SlackSender
from domain.person import Person
from handlers.messages import Noted
from handlers.sending import Busy, Letter, Sent
from tests.bot.stories import PLACE
from tests.scenarios.school import MANIFEST

ALT = "Three promises kept, one of them late."


def drawn() -> Picture:
    figure = a_figure(1)
    figure.add_subplot().bar(["kept", "late"], [2, 1])
    return Picture("week.png", "The library’s week", as_png(figure), ALT)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("uploads"), manifest=MANIFEST) as running:
        yield running


@pytest.fixture
def slack(workspace, monkeypatch) -> Iterator[Sandbox]:
    monkeypatch.setattr(uploads, "picture_of", lambda *_: drawn())
    workspace.faults.clear()
    yield workspace
    workspace.faults.clear()


@pytest.fixture
def sender(slack) -> SlackSender:
    return SlackSender(WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=2))


def sends(sender: SlackSender) -> Sent:
    ada = Person(uuid4(), uuid4(), "U0ADA", "Ada", is_librarian=False, is_administrator=False, conversation=None,
                 next_nudge_at=None, left_at=None)  # fmt: skip
    outcome = sender.send(Letter(uuid4(), ada, Noted("The week in figures"), PLACE, None))
    assert isinstance(outcome, Sent), outcome
    return outcome


def seen(slack: Sandbox, sent: Sent) -> list[dict]:
    channel, _, ts = sent.message.partition(":")
    return slack.workspace.message(channel, ts).blocks


def test_a_message_shows_its_picture_with_the_same_facts_in_words(slack, sender):
    sent = sends(sender)
    (picture,) = [block for block in seen(slack, sent) if block["type"] == "image"]
    assert picture["alt_text"] == ALT
    kept = slack.workspace.files[picture["slack_file"]["id"]]
    assert kept["file"]["alt_txt"] == ALT
    assert kept["file"]["mimetype"] == "image/png"
    assert sent.without is None


def test_a_picture_that_slack_still_looks_at_is_waited_for(slack, sender, monkeypatch):
    monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 0.7)
    sends(sender)
    posts = [call["result"].get("error") for call in slack.log if call["method"] == "chat.postMessage"]
    assert "invalid_blocks" in posts
    assert posts[-1] is None


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_the_words_go_out_when_the_upload_is_refused(slack, sender, method):
    slack.faults.failing(method, error="file_uploads_disabled", status=200)
    sent = sends(sender)
    assert [block for block in seen(slack, sent) if block["type"] == "image"] == []
    assert sent.without == "without its picture: file_uploads_disabled"


def test_the_words_go_out_when_slack_never_shows_the_picture(slack, sender, monkeypatch):
    monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 3600)
    monkeypatch.setattr("bot.slack.sender.BETWEEN_LOOKS", 0)
    sent = sends(sender)
    assert [block for block in seen(slack, sent) if block["type"] == "image"] == []
    assert sent.without == "without its picture: Slack does not show it"


def test_the_words_go_out_when_the_picture_cannot_be_drawn(sender, monkeypatch, caplog):
    def fail(*_: object) -> Picture:
        raise ZeroDivisionError

    monkeypatch.setattr(uploads, "picture_of", fail)
    assert sends(sender).without == "without its picture: it could not be drawn: ZeroDivisionError"
    assert "ZeroDivisionError" in caplog.text


def test_a_message_whose_picture_took_too_long_is_not_posted_late_and_goes_without_it_next_time(
    slack, sender, monkeypatch
):
    def slowly(*_: object) -> Picture:
        time.sleep(0.05)
        return drawn()

    monkeypatch.setattr(uploads, "picture_of", slowly)
    ada = Person(uuid4(), uuid4(), "U0ADA", "Ada", is_librarian=False, is_administrator=False, conversation=None,
                 next_nudge_at=None, left_at=None)  # fmt: skip
    letter = Letter(uuid4(), ada, Noted("The week in figures"), PLACE, None, picture_seconds=0.02)
    posted = len(slack.workspace.messages)
    assert sender.send(letter) == Busy("the picture took too long")
    assert len(slack.workspace.messages) == posted, "it may be looked for by now"
    sent = sender.send(letter)
    assert isinstance(sent, Sent)
    assert sent.without == "without its picture: it took too long"
