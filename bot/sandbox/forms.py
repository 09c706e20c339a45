"""What people do with blocks: press, choose, submit a modal, close it."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox import payloads, responses, values
from bot.sandbox.actions import CannotDo, People
from bot.sandbox.api_views import pushed, rewritten
from bot.sandbox.block_kit import SlackRefusal, accept_view, elements_of
from bot.sandbox.records import APP_NAME, Channel, Json, Message, User, View
from bot.sandbox.values import NotOffered, Values

TROUBLE: Final = f"We had some trouble connecting to {APP_NAME}. Try again?"


@dataclass(frozen=True)
class Pressed:
    """An element, the block it stands in and the value it has now."""

    block: Json
    element: Json
    value: Any


async def press(
    people: People,
    actor: User,
    *,
    container: Json,
    block_id: str,
    action_id: str,
    value: Any = None,  # noqa: ANN401 - whatever the element holds
    state: Values | None = None,
) -> Json:
    """`container` is {"message": {"channel", "ts"}}, {"view": id} or {"home": true}."""
    if "message" in container:
        payload = _in_message(people, actor, container["message"], (block_id, action_id, value), state or {})
    else:
        payload = _in_view(people, actor, container, (block_id, action_id, value), state or {})
    await people.interact(actor, "That", payload)
    return {}


def _in_message(people: People, actor: User, where: Json, what: tuple[str, str, Any], state: Values) -> Json:
    place = people.channel(actor, where["channel"])
    message = people.message(actor, place, where["ts"])
    pressed = _find([message.blocks, *message.earlier_blocks[::-1]], *what)
    typed = _with(state, pressed)
    trigger_id = people.api.triggers.issue(actor.id)
    payload = payloads.interaction("block_actions", actor, trigger_id) | {
        "container": _container(message, place),
        "channel": payloads.place(place),
        "state": _state(message.blocks, typed),
        "response_url": responses.issue(people.api, actor.id, place.id, message),
        "actions": [_action(people, pressed)],
    }
    if message.viewer is None:
        payload["message"] = payloads.message(message, people.api.workspace.replies_to(place.id, message.ts))
    return payload


def _container(message: Message, place: Channel) -> Json:
    shown: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": place.id,
        "is_ephemeral": message.viewer is not None,
    }
    return shown | ({"thread_ts": message.thread_ts} if message.thread_ts else {})


def _in_view(people: People, actor: User, where: Json, what: tuple[str, str, Any], state: Values) -> Json:
    api = people.api
    view = api.workspace.home_of(actor.id) if where.get("home") else _open_view(people, actor, where.get("view"))
    if view is None:
        raise CannotDo("There is nothing on the Home tab yet.")
    pressed = _find([view.body["blocks"]], *what)
    view.typed = _merged(view.typed, _with(state, pressed))
    _check(view.body["blocks"], view.typed)
    api.workspace.save_view(view)
    trigger_id = api.triggers.issue(actor.id, None if view.is_home else view.id)
    return payloads.interaction("block_actions", actor, trigger_id) | {
        "container": {"type": "view", "view_id": view.id},
        "view": payloads.view(view),
        "actions": [_action(people, pressed)],
    }


def _find(versions: list[list[Json]], block_id: str, action_id: str, value: object) -> Pressed:
    """In the newest version that has it: a slow screen may still show an earlier one."""
    for blocks in versions:
        for block in blocks:
            for element in elements_of(block):
                if (block["block_id"], element["action_id"]) == (block_id, action_id):
                    return Pressed(block, element, value)
    raise CannotDo("That is no longer there.")


def _action(people: People, pressed: Pressed) -> Json:
    element = pressed.element
    shown: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": pressed.block["block_id"],
        "action_ts": people.api.workspace.next_ts(),
    }
    shown |= {key: element[key] for key in ("text", "placeholder", "confirm") if key in element}
    try:
        return shown | values.chosen(element, pressed.value)
    except NotOffered as mistake:
        raise CannotDo(str(mistake)) from None


def _with(state: Values, pressed: Pressed) -> Values:
    if pressed.element["type"] not in values.STATEFUL:
        return state
    mine = {pressed.block["block_id"]: {pressed.element["action_id"]: pressed.value}}
    return _merged(state, mine)


def _merged(typed: Values, more: Values) -> Values:
    merged = deepcopy(typed)
    for block_id, actions in more.items():
        merged.setdefault(block_id, {}).update(actions)
    return merged


def _state(blocks: list[Json], typed: Values) -> Json:
    _check(blocks, typed)
    return values.state(blocks, typed)


def _check(blocks: list[Json], typed: Values) -> None:
    try:
        values.state(blocks, typed)
    except NotOffered as mistake:
        raise CannotDo(str(mistake)) from None


def _open_view(people: People, actor: User, view_id: object) -> View:
    stack = people.api.workspace.stack_of(actor.id)
    if not stack or stack[-1].id != view_id:
        raise CannotDo("That window is no longer open.")
    return stack[-1]


async def submit(people: People, actor: User, *, view_id: str, typed: Values) -> Json:
    """Checks what the Slack client checks, then asks the app; {"errors": …} where either says no."""
    api, view = people.api, _open_view(people, actor, view_id)
    if view.body.get("submit") is None:
        raise CannotDo("There is nothing to submit here.")
    view.typed = _merged(view.typed, typed)
    _check(view.body["blocks"], view.typed)
    view.errors = values.problems(view.body["blocks"], view.typed)
    api.workspace.save_view(view)
    if view.errors:
        return {"ok": False, "errors": view.errors}
    payload = payloads.interaction("view_submission", actor, api.triggers.issue(actor.id, view.id)) | {
        "view": payloads.view(view),
        "response_urls": [],
    }
    answer = await people.interact(actor, "Submitting", payload, accepts_response=True)
    try:
        return _obey(people, actor, view, answer)
    except (SlackRefusal, LookupError, TypeError, AttributeError) as fault:
        code = fault.code if isinstance(fault, SlackRefusal) else "bad response_action"
        people.tell(actor, f"{TROUBLE} ({code})")
        raise CannotDo(f"{TROUBLE} ({code})") from None


def _obey(people: People, actor: User, view: View, answer: Json) -> Json:
    """What the app's ack does with the modal; no word closes it and shows the one below."""
    api, stack = people.api, people.api.workspace.stack_of(actor.id)
    match answer.get("response_action"):
        case None if not answer:
            api.workspace.set_stack(actor.id, [each for each in stack if each.id != view.id])
        case "clear":
            api.workspace.set_stack(actor.id, [])
        case "errors":
            return _refused(people, view, answer["errors"])
        case "update":
            rewritten(api, view, accept_view(answer["view"], "modal"))
        case "push":
            pushed(api, actor.id, accept_view(answer["view"], "modal"), stack)
        case unknown:
            raise LookupError(unknown)
    return {}


def _refused(people: People, view: View, errors: dict[str, str]) -> Json:
    """Slack shows errors only under input blocks of the modal, and takes none for anything else."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not errors or not inputs.issuperset(errors):
        raise LookupError("errors")
    view.errors = dict(errors)
    people.api.workspace.save_view(view)
    return {"ok": False, "errors": view.errors}


def close(people: People, actor: User, *, view_id: str) -> Json:
    """One modal, or with clear_on_close all of them; the app hears of it if it asked to."""
    workspace = people.api.workspace
    view, stack = _open_view(people, actor, view_id), workspace.stack_of(actor.id)
    cleared = bool(view.body.get("clear_on_close"))
    gone = stack if cleared else [view]
    workspace.set_stack(actor.id, [each for each in stack if each not in gone])
    for each in reversed(gone):
        if each.body.get("notify_on_close"):
            head = payloads.interaction("view_closed", actor)
            people.api.socket.mention("interactive", head | {"view": payloads.view(each), "is_cleared": cleared})
    return {}
