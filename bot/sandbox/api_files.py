"""files.*: the external upload, which is a place to upload to, the bytes themselves, and the word that they are there.

As in Slack, a file that was just completed is looked at for a moment before a block may show it, and before it is
shared; the answer names the files and does not say where they will be.
"""

import asyncio
import base64
import time
from collections.abc import Callable, Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox import payloads
from bot.sandbox.api_method import Api, Arguments, JsonList, Method, Number
from bot.sandbox.block_kit import SlackRefusal
from bot.sandbox.events import message_posted
from bot.sandbox.records import APP_BOT, APP_USER, Channel, Json, Message

LONGEST_ALT: Final = 1000
LOOKED_AT_FOR: Final = 0.2
"""Seconds of real time."""

PICTURES: Final = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


class UploadUrl(Arguments):
    filename: str
    length: Number
    alt_txt: str | None = None
    snippet_type: str | None = None


class Complete(Arguments):
    files: JsonList
    channel_id: str | None = None
    channels: str | None = None
    initial_comment: str | None = None
    thread_ts: str | None = None


def get_upload_url(api: Api, args: UploadUrl) -> Json:
    if args.length <= 0:
        raise SlackRefusal("missing_argument")
    if len(args.alt_txt or "") > LONGEST_ALT:
        raise SlackRefusal("alt_txt_too_large")
    moment = api.workspace.now().timestamp()
    described = payloads.file(args.filename, APP_USER, moment) | {"size": args.length, "alt_txt": args.alt_txt or ""}
    kept = {"file": described, "content": None, "complete_at": None}
    api.workspace.keep_file(described["id"], kept)
    return {"upload_url": f"{api.url}/upload/{described['id']}", "file_id": described["id"]}


def complete(api: Api, args: Complete) -> Json:
    """Without a channel the file belongs to the app alone until a message shows it."""
    channel = api.joined_channel(args.channel_id) if args.channel_id else None
    done = [_completed(api, each) for each in args.files]
    if channel:
        asyncio.get_running_loop().call_later(LOOKED_AT_FOR, _share, api, args, channel, done)
    return {"files": [{"id": each["id"], "title": each["title"]} for each in done]}


def _completed(api: Api, named: Json) -> Json:
    kept = api.workspace.files.get(str(named.get("id")))
    if kept is None or kept["content"] is None:
        raise SlackRefusal("file_not_found")
    kind = PICTURES.get(kept["file"]["filetype"], "application/octet-stream")
    described = kept["file"] | {"title": named.get("title") or kept["file"]["name"], "mimetype": kind}
    api.workspace.keep_file(described["id"], kept | {"file": described, "complete_at": time.time()})
    return dict(described)


def _share(api: Api, args: Complete, channel: Channel, files: list[Json]) -> None:
    posted = api.workspace.save_message(
        Message(
            channel=channel.id,
            ts=api.workspace.next_ts(),
            user=APP_USER,
            bot_id=APP_BOT,
            text=args.initial_comment or "",
            files=files,
            thread_ts=args.thread_ts,
            subtype="file_share",
        )
    )
    message_posted(api, channel, posted)


def refuse_unknown_pictures(api: Api, blocks: list[Json]) -> None:
    """A block shows only a picture that has been uploaded whole and looked at."""
    for pointer, image in _images(blocks):
        file_id = (image.get("slack_file") or {}).get("id")
        if file_id and not _is_ready(api, file_id):
            raise SlackRefusal("invalid_blocks", [f"[ERROR] invalid slack file [json-pointer:{pointer}/slack_file]"])


def _images(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    for place, block in enumerate(blocks):
        if block.get("type") == "image":
            yield f"/blocks/{place}", block
        if (block.get("accessory") or {}).get("type") == "image":
            yield f"/blocks/{place}/accessory", block["accessory"]


def _is_ready(api: Api, file_id: str) -> bool:
    kept = api.workspace.files.get(file_id)
    if kept is None or kept["complete_at"] is None or not kept["file"]["mimetype"].startswith("image/"):
        return False
    return time.time() - float(kept["complete_at"]) >= LOOKED_AT_FOR


def routes(api: Callable[[], Api]) -> list[Route]:
    async def take(request: Request) -> Response:
        """The bytes, raw or as a form's only file."""
        kept = api().workspace.files.get(request.path_params["file"])
        if kept is None:
            return PlainTextResponse("no such upload", status_code=404)
        content = await _content(request)
        if len(content) != kept["file"]["size"]:
            return PlainTextResponse("not the length that was announced", status_code=400)
        words = base64.b64encode(content).decode("ascii")
        api().workspace.keep_file(kept["file"]["id"], kept | {"content": words})
        return PlainTextResponse(f"OK - {len(content)}")

    def show(request: Request) -> Response:
        kept = api().workspace.files.get(request.path_params["file"])
        if kept is None or kept["content"] is None:
            return PlainTextResponse("no such file", status_code=404)
        return Response(base64.b64decode(kept["content"]), media_type=kept["file"]["mimetype"])

    return [Route("/upload/{file}", take, methods=["POST"]), Route("/files/{file}", show)]


async def _content(request: Request) -> bytes:
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form = await request.form()
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
        return b""
    return await request.body()


METHODS: Final = [
    Method("files.getUploadURLExternal", UploadUrl, get_upload_url, scopes=("files:write",)),
    Method("files.completeUploadExternal", Complete, complete, scopes=("files:write",)),
]
