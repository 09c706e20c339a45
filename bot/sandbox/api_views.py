"""views.*: the app opens, stacks and rewrites modals, and publishes Home."""

from contextlib import suppress
from typing import Final

from bot.sandbox import payloads
from bot.sandbox.api_method import Api, Arguments, JsonObject, Method
from bot.sandbox.block_kit import SlackRefusal, accept_view
from bot.sandbox.records import Json, View
from bot.sandbox.values import NotOffered, chosen, current, stateful
from bot.sandbox.workspace import new_id

DEEPEST_STACK: Final = 3


class Triggered(Arguments):
    trigger_id: str
    view: JsonObject


class Update(Arguments):
    view: JsonObject
    view_id: str | None = None
    external_id: str | None = None
    hash: str | None = None


class Publish(Arguments):
    user_id: str
    view: JsonObject
    hash: str | None = None


def open_view(api: Api, args: Triggered) -> Json:
    """A bad view does not use the trigger up."""
    trigger = api.triggers.check(args.trigger_id)
    body = accept_view(args.view, "modal")
    _external_id_is_free(api, body, None)
    api.triggers.exchange(args.trigger_id)
    view = new_view(api, trigger.user, body, [])
    api.workspace.set_stack(trigger.user, [view])
    return {"view": payloads.view(view)}


def push_view(api: Api, args: Triggered) -> Json:
    trigger = api.triggers.check(args.trigger_id)
    stack = api.workspace.stack_of(trigger.user)
    if trigger.view is None or trigger.view not in {view.id for view in stack}:
        raise SlackRefusal("not_found")
    body = accept_view(args.view, "modal")
    _external_id_is_free(api, body, None)
    view = pushed(api, trigger.user, body, stack)
    api.triggers.exchange(args.trigger_id)
    return {"view": payloads.view(view)}


def update_view(api: Api, args: Update) -> Json:
    if args.view_id is None and args.external_id is None:
        raise SlackRefusal("invalid_arguments", ["[ERROR] missing required field: view_id or external_id"])
    view = _found(api, args)
    if args.hash is not None and args.hash != view.hash:
        raise SlackRefusal("hash_conflict")
    body = accept_view(args.view, "modal")
    _external_id_is_free(api, body, view.id)
    return {"view": payloads.view(rewritten(api, view, body))}


def publish_view(api: Api, args: Publish) -> Json:
    if not api.manifest.home_tab:
        raise SlackRefusal("not_enabled")
    user = api.user(args.user_id)
    view = api.workspace.home_of(user.id)
    if args.hash is not None and (view is None or args.hash != view.hash):
        raise SlackRefusal("hash_conflict")
    body = accept_view(args.view, "home")
    if view:
        return {"view": payloads.view(rewritten(api, view, body))}
    return {"view": payloads.view(api.workspace.save_view(new_view(api, user.id, body, [])))}


def new_view(api: Api, user_id: str, body: Json, below: list[View]) -> View:
    view_id = new_id("V")
    root, previous = (below[0].id, below[-1].id) if below else (view_id, None)
    return View(id=view_id, user=user_id, body=body, hash=api.workspace.new_hash(), root=root, previous=previous)


def pushed(api: Api, user_id: str, body: Json, stack: list[View]) -> View:
    if len(stack) >= DEEPEST_STACK:
        raise SlackRefusal("push_limit_reached")
    view = new_view(api, user_id, body, stack)
    api.workspace.set_stack(user_id, [*stack, view])
    return view


def rewritten(api: Api, view: View, body: Json) -> View:
    """What was typed stays where block_id and action_id are the same, as in Slack's client."""
    before, kinds = current(view.body["blocks"], view.typed), _kinds(view.body["blocks"])
    view.typed = {}
    for block, element in stateful(body["blocks"]):
        block_id, action_id = block["block_id"], element["action_id"]
        if kinds.get((block_id, action_id)) == element["type"]:
            raw = before[block_id][action_id]
            with suppress(NotOffered):
                chosen(element, raw)
                view.typed.setdefault(block_id, {})[action_id] = raw
    view.body, view.hash, view.errors = body, api.workspace.new_hash(), {}
    return api.workspace.save_view(view)


def _kinds(blocks: list[Json]) -> dict[tuple[str, str], str]:
    return {(block["block_id"], element["action_id"]): element["type"] for block, element in stateful(blocks)}


def _found(api: Api, args: Update) -> View:
    for view in [*api.workspace.views.values()]:
        named = view.id == args.view_id or (args.external_id and view.body.get("external_id") == args.external_id)
        if named and not view.is_home:
            return view
    raise SlackRefusal("not_found")


def _external_id_is_free(api: Api, body: Json, view_id: str | None) -> None:
    external_id = body.get("external_id")
    others = (view for view in api.workspace.views.values() if view.id != view_id)
    if external_id and any(view.body.get("external_id") == external_id for view in others):
        raise SlackRefusal("duplicate_external_id")


METHODS: Final = [
    Method("views.open", Triggered, open_view),
    Method("views.push", Triggered, push_view),
    Method("views.update", Update, update_view),
    Method("views.publish", Publish, publish_view),
]
