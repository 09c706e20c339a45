"""Files as a message: taken is not delivered. Slack as a rule does not say where they are, so they are looked for."""

import time
from uuid import uuid4

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.documents import Document
from bot.slack import shared_files
from bot.slack.shared_files import SharedFiles
from domain.person import Person
from handlers.messages import Noted
from handlers.sending import Busy, Letter, Outcome, Paused, Refused, Sent, Unsure
from tests.bot.stories import PLACE

DIRECT = "D0LEE"
LEE = Person(uuid4(), uuid4(), "U0LEE", "Lee", is_librarian=True, is_administrator=False, conversation=DIRECT,
             next_nudge_at=None, left_at=None)  # fmt: skip


@pytest.fixture(autouse=True)
def one_file(monkeypatch):
    monkeypatch.setattr(shared_files, "documents_of", lambda *_: [Document("log.csv", "Log", b"a,b")])
    monkeypatch.setattr("bot.slack.uploads._put", lambda *_: None)


def answer(**data: object) -> SlackResponse:
    return SlackResponse(client=WebClient(), http_verb="POST", api_url="", req_args={}, data={"ok": True, **data},
                         headers={}, status_code=200)  # fmt: skip


def shared(*, complete: SlackResponse | Outcome) -> Outcome:
    def call(method: str, **_: object) -> SlackResponse | Outcome:
        is_first = method == "files.getUploadURLExternal"
        return answer(upload_url="https://x.invalid", file_id="F1") if is_first else complete

    letter = Letter(uuid4(), LEE, Noted("Here it is"), PLACE, None)
    return SharedFiles(call).share(letter, DIRECT, "Here it is", time.monotonic() + 10)


@pytest.mark.parametrize(
    "files",
    [
        [{"id": "F1", "title": "Log"}],
        [{"id": "F1", "shares": {}}],
        [{"id": "F1", "shares": {"private": {"D0ELSE": [{"ts": "1.2"}]}}}],
        [],
    ],
)
def test_files_whose_place_slack_does_not_say_may_be_there_in_a_second(files):
    assert shared(complete=answer(files=files)) == Unsure("Slack took the files, and has not said where they are", 1)


def test_files_whose_place_slack_says_are_there():
    files = [{"id": "F1", "shares": {"private": {DIRECT: [{"ts": "1795326311.7"}]}}}]
    assert shared(complete=answer(files=files)) == Sent(f"{DIRECT}:1795326311.7", DIRECT)


@pytest.mark.parametrize(
    ("came_to", "outcome"),
    [
        (Unsure("internal_error"), Unsure("internal_error")),
        (Busy("Slack is busy", 5), Busy("Slack is busy", 5)),
        (Paused("missing_scope"), Refused("missing_scope")),
        (Paused("token_revoked"), Paused("token_revoked")),
        (Refused("channel_not_found"), Refused("channel_not_found")),
    ],
)
def test_what_sharing_them_came_to(came_to, outcome):
    assert shared(complete=came_to) == outcome
