"""response_url: five answers to an interaction within thirty minutes, ephemeral unless they say otherwise."""

import json
from collections.abc import Callable
from typing import Final, Literal

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import payloads
from bot.sandbox.api_chat import LONGEST_TEXT, remove
from bot.sandbox.api_method import Api
from bot.sandbox.block_kit import SlackRefusal, accept_blocks, slack_words
from bot.sandbox.block_objects import Strict
from bot.sandbox.calls import Calls
from bot.sandbox.events import message_changed, message_posted
from bot.sandbox.records import APP_BOT, APP_USER, Json, Message, ResponseUrl
from bot.sandbox.workspace import new_id

MOST_USES: Final = 5
LIFETIME: Final = 30 * 60
NOT_FOUND: Final = {"used_url", "expired_url", "invalid_url"}


class Answer(Strict):
    """What an app may say to a response_url, or in the ack of a command."""

    text: str | None = None
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    response_type: Literal["ephemeral", "in_channel"] | None = None
    replace_original: bool = False
    delete_original: bool = False
    thread_ts: str | None = None
    metadata: Json | None = None
    mrkdwn: bool | None = None
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None


def issue(api: Api, user: str, channel: str, original: Message | None = None) -> str:
    """The address an interaction carries; `original` is the message it began in."""
    made = ResponseUrl(
        id=new_id("R"),
        channel=channel,
        user=user,
        issued_at=api.workspace.now().timestamp(),
        original_ts=original.ts if original else None,
    )
    api.workspace.save_response_url(made)
    return f"{api.url}/response/{made.id}"


def route(api: Callable[[], Api], calls: Callable[[], Calls]) -> Route:
    async def answer(request: Request) -> Response:
        try:
            body = json.loads(await request.body())
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
        values = body if isinstance(body, dict) else {}
        key = request.path_params["id"]
        refused: list[str] = []

        def work() -> Json:
            try:
                return _use(api(), key, values)
            except SlackRefusal as refusal:
                refused.append(refusal.code)
                raise

        response = await calls().run(request, "response_url", values, work)
        if NOT_FOUND.intersection(refused):
            response.status_code = 404
        return response

    return Route("/response/{id}", answer, methods=["POST"])


def _use(api: Api, key: str, body: Json) -> Json:
    response_url = api.workspace.response_urls.get(key)
    if response_url is None:
        raise SlackRefusal("invalid_url")
    if api.workspace.now().timestamp() - response_url.issued_at > LIFETIME:
        raise SlackRefusal("expired_url")
    if response_url.uses >= MOST_USES:
        raise SlackRefusal("used_url")
    say(api, response_url, body)
    response_url.uses += 1
    api.workspace.save_response_url(response_url)
    return {"ok": True}


def say(api: Api, place: ResponseUrl, body: Json) -> None:
    """Show an answer where the interaction began; SlackRefusal says what is wrong with it."""
    try:
        answer = Answer.model_validate(body)
    except ValidationError as error:
        messages = [slack_words(detail, body) for detail in error.errors()]
        raise SlackRefusal("invalid_arguments", messages) from None
    original = api.workspace.message(place.channel, place.original_ts) if place.original_ts else None
    if answer.delete_original:
        if original:
            _delete(api, original)
        return
    blocks = _accepted(answer)
    if answer.replace_original and original:
        _replace(api, original, answer, blocks)
    else:
        _post(api, place, answer, blocks)


def _accepted(answer: Answer) -> list[Json]:
    if not (answer.text or "").strip() and not answer.blocks and not answer.attachments:
        raise SlackRefusal("no_text")
    if len(answer.text or "") > LONGEST_TEXT:
        raise SlackRefusal("msg_too_long")
    return accept_blocks(answer.blocks or [])


def _delete(api: Api, original: Message) -> None:
    if original.viewer:
        api.workspace.delete_message(original)
    elif original.user == APP_USER:
        remove(api, api.workspace.channels[original.channel], original)
    else:
        raise SlackRefusal("cant_delete_message")


def _replace(api: Api, original: Message, answer: Answer, blocks: list[Json]) -> None:
    if original.user != APP_USER:
        raise SlackRefusal("cant_update_message")
    before = payloads.message(original)
    api.workspace.rewrite_blocks(original, blocks)
    original.text = answer.text or ""
    api.workspace.save_message(original)
    if original.viewer is None:
        message_changed(api, api.workspace.channels[original.channel], original, before)


def _post(api: Api, place: ResponseUrl, answer: Answer, blocks: list[Json]) -> None:
    for_all = answer.response_type == "in_channel"
    posted = api.workspace.save_message(
        Message(
            channel=place.channel,
            ts=api.workspace.next_ts(),
            user=APP_USER,
            bot_id=APP_BOT,
            text=answer.text or "",
            blocks=blocks,
            attachments=answer.attachments or [],
            thread_ts=answer.thread_ts,  # not the original's: Slack leaves the thread unless told
            viewer=None if for_all else place.user,
        )
    )
    if for_all:
        message_posted(api, api.workspace.channels[place.channel], posted)
