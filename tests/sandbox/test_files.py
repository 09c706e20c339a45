"""The external upload: a place, the bytes, the word that they are there; and a block that shows them."""

import time
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.server import Sandbox
from tests.scenarios.school import MANIFEST

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("files"), manifest=MANIFEST) as running:
        yield running


@pytest.fixture
def client(workspace: Sandbox) -> WebClient:
    return WebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


def put(address: str, content: bytes = PICTURE) -> bytes:
    with urlopen(Request(address, data=content, method="POST"), timeout=5) as answer:  # noqa: S310 - our own server
        return answer.read()


def uploaded(client: WebClient, name: str = "week.png") -> str:
    place = client.files_getUploadURLExternal(filename=name, length=len(PICTURE))
    put(place["upload_url"])
    client.files_completeUploadExternal(files=[{"id": place["file_id"], "title": "The week"}])
    return place["file_id"]


def shows(client: WebClient, file_id: str) -> None:
    block = {"type": "image", "alt_text": "The week", "slack_file": {"id": file_id}}
    client.chat_postMessage(channel="D0ADA", text="The week", blocks=[block])


def refused(deed, *args: object) -> str:
    with pytest.raises(SlackApiError) as refusal:
        deed(*args)
    return refusal.value.response["error"]


def test_what_was_uploaded_is_shown_once_it_has_been_looked_at(workspace, client):
    file_id = uploaded(client)
    assert refused(shows, client, file_id) == "invalid_blocks"
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            shows(client, file_id)
            break
        except SlackApiError:
            time.sleep(0.05)
    with urlopen(f"{workspace.url}/files/{file_id}", timeout=5) as answer:  # noqa: S310 - our own server
        assert (answer.headers["content-type"], answer.read()) == ("image/png", PICTURE)


def test_a_file_whose_bytes_never_came_cannot_be_completed(client):
    place = client.files_getUploadURLExternal(filename="week.png", length=10)
    assert refused(lambda: client.files_completeUploadExternal(files=[{"id": place["file_id"]}])) == "file_not_found"


def test_bytes_of_another_length_than_announced_are_refused(client):
    place = client.files_getUploadURLExternal(filename="week.png", length=10)
    with pytest.raises(HTTPError) as refusal:
        put(place["upload_url"])
    assert refusal.value.code == 400
    refusal.value.close()


def test_what_is_no_picture_is_never_shown(client, monkeypatch):
    monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 0)
    assert refused(shows, client, uploaded(client, "week.pdf")) == "invalid_blocks"
    assert refused(shows, client, "F0NOWHERE0") == "invalid_blocks"


def test_a_description_that_is_too_long_is_refused(client):
    wanted = {"filename": "week.png", "length": 10, "alt_txt": "x" * 1001}
    assert refused(lambda: client.files_getUploadURLExternal(**wanted)) == "alt_txt_too_large"


def test_a_file_may_be_shared_as_a_message_of_its_own(workspace, client):
    place = client.files_getUploadURLExternal(filename="week.png", length=len(PICTURE))
    put(place["upload_url"])
    named = {"id": place["file_id"], "title": "The week"}
    answer = client.files_completeUploadExternal(files=[named], channel_id="D0ADA", initial_comment="Look")
    assert answer["files"] == [named], "where it is shared is not known yet"
    assert until(lambda: workspace.workspace.in_channel("D0ADA")[-1].text == "Look")
    assert workspace.workspace.in_channel("D0ADA")[-1].files[0]["id"] == place["file_id"]


def until(is_so, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(is_so())
