"""A small app that shows every block and element once, and says what it heard: "heard snooze: week".

"show blocks", "show controls", "show words"   in a direct message: such a message comes back
"wait"                                         no answer, ever
/library-help                                  an ephemeral receipt, with a button that replaces it
/library-help form                             a modal with every input; "wrong" in its first field is refused
"""

import re
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Library Partner"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "Library Partner"},
        "slash_commands": [
            {
                "command": "/library-help",
                "description": "Ask the library",
                "usage_hint": "what you need, and by when",
                "should_escape": True,
            },
            {"command": "/library-log", "description": "Log a conversation", "should_escape": True},
        ],
        "shortcuts": [
            {"name": "Ask the library", "type": "message", "callback_id": "ask", "description": "Ask about a message"}
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "chat:write",
                "commands",
                "im:history",
                "im:read",
                "im:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def option(value: str, words: str) -> Json:
    return {"value": value, "text": plain(words)}


def button(action: str, words: str, **more: object) -> Json:
    return {"type": "button", "action_id": action, "text": plain(words), "value": action} | more


SURE = {
    "title": plain("Decline this?"),
    "text": plain("Ada is told."),
    "confirm": plain("Yes, decline"),
    "deny": plain("Not now"),
}
DAYS = [option("tomorrow", "Tomorrow"), option("three", "In three school days"), option("week", "Next week")]
HELP = [option("concept", "Complex concept"), option("topic", "Less confident topic"), option("resources", "Resources")]


def blocks() -> list[Json]:
    """What is only looked at."""
    picture = {"type": "image", "image_url": "http://127.0.0.1:9/none.png", "alt_text": "A map of the plains"}
    styled = {"type": "text", "text": "kept", "style": {"bold": True}}
    return [
        {"type": "header", "text": plain("A request from Ada")},
        {"type": "section", "text": plain("*exactly* <b>as typed</b> &amp;")},
        {"type": "section", "fields": [mrkdwn("*Class*\nGrade 8"), mrkdwn("*Needed by*\nFriday")]},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("asked by <@U0ADA> :books:"), plain("twice this term")]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [styled]}]},
        {"type": "section", "text": mrkdwn("with a picture"), "accessory": picture},
        picture | {"title": plain("The plains")},
    ]


def controls() -> list[Json]:
    """What is pressed and chosen."""
    snooze = {"type": "static_select", "action_id": "snooze", "placeholder": plain("Snooze"), "options": DAYS}
    more = {
        "type": "overflow",
        "action_id": "more",
        "options": [option("refer", "Refer"), option("past", "Past requests")],
    }
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-09-14"}
    ticks = {"type": "checkboxes", "action_id": "ticks", "options": HELP[:2]}
    radio = {"type": "radio_buttons", "action_id": "radio", "options": HELP[1:]}
    return [
        {
            "type": "section",
            "text": mrkdwn("*Dust bowl sources*"),
            "accessory": button("done", "Done", style="primary"),
        },
        {"type": "section", "text": mrkdwn("*New Deal posters*"), "accessory": more},
        {
            "type": "actions",
            "elements": [
                button("promise", "Promise"),
                button("decline", "Decline", style="danger", confirm=SURE),
                snooze,
            ],
        },
        {"type": "actions", "elements": [day, {"type": "timepicker", "action_id": "time"}]},
        {"type": "actions", "elements": [ticks, radio]},
    ]


def field(block: str, label: str, element: Json, **more: object) -> Json:
    return {"type": "input", "block_id": block, "label": plain(label), "element": element | {"action_id": "it"}} | more


def form() -> Json:
    select = {"type": "static_select", "options": DAYS, "initial_option": DAYS[0]}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Ask the library"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": [
            field(
                "need",
                "What do you need?",
                {"type": "plain_text_input", "multiline": True},
                hint=plain("A sentence will do"),
            ),
            field("kind", "What kind of help?", {"type": "radio_buttons", "options": HELP}, optional=True),
            field("class", "Class or year group", {"type": "plain_text_input"}, optional=True),
            field("day", "Needed by", {"type": "datepicker"}, optional=True),
            field("when", "Remind me", select, optional=True),
            field("ticks", "Formats", {"type": "checkboxes", "options": HELP[:2]}, optional=True),
            field("who", "With whom", {"type": "users_select"}, optional=True),
            field("copies", "Copies", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
            {"type": "actions", "block_id": "steps", "elements": [button("push", "More about it")]},
        ],
    }


def pushed() -> Json:
    return {
        "type": "modal",
        "callback_id": "pushed",
        "title": plain("More about it"),
        "submit": plain("Keep"),
        "blocks": [field("more", "In other words", {"type": "plain_text_input"})],
    }


def home(note: str) -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Today")},
            {"type": "section", "text": mrkdwn(note), "accessory": button("refresh", "Refresh")},
        ],
    }


def trial_app(**settings: Any) -> App:
    app = App(process_before_response=True, **settings)
    app.command("/library-help")(_command)
    app.event("message")(_message)
    app.event("app_mention")(lambda event, say: say(text="I heard you.", thread_ts=event["ts"]))
    app.event("app_home_opened")(_home_opened)
    app.action("again")(_again)
    app.action("push")(_push)
    app.action("refresh")(_refresh)
    app.action(re.compile(".*"))(_pressed)
    app.view("form")(_form_sent)
    app.view("pushed")(lambda ack: ack())
    app.shortcut("ask")(_shortcut)
    return app


def _message(event: Json, client: WebClient) -> None:
    if event.get("subtype") or event.get("bot_id"):
        return
    shown = {"show blocks": blocks(), "show controls": controls()}.get(event["text"])
    where = {"thread_ts": event["thread_ts"]} if "thread_ts" in event else {}
    words = event["text"].removeprefix("say ")
    client.chat_postMessage(channel=event["channel"], text=words if not shown else "shown", blocks=shown, **where)


def _command(ack: Ack, command: Json, client: WebClient) -> None:
    if command["text"] == "wait":
        return
    if command["text"] == "form":
        client.views_open(trigger_id=command["trigger_id"], view=form())
        ack()
        return
    receipt = {"type": "section", "text": plain(f"Got it: {command['text']}"), "accessory": button("again", "Edit")}
    ack(text="Got it", blocks=[receipt])


def _again(ack: Ack, respond: Respond) -> None:
    ack()
    respond(text="Changed.", replace_original=True)


def _push(ack: Ack, body: Json, client: WebClient) -> None:
    ack()
    client.views_push(trigger_id=body["trigger_id"], view=pushed())


def _pressed(ack: Ack, body: Json, client: WebClient) -> None:
    ack()
    action = body["actions"][0]
    chosen = [action.get("value"), (action.get("selected_option") or {}).get("value")]
    chosen += [action.get("selected_date"), action.get("selected_time")]
    chosen += [",".join(each["value"] for each in action.get("selected_options", []))]
    words = next((word for word in chosen if word), "nothing")
    client.chat_postMessage(channel=body["user"]["id"], text=f"heard {action['action_id']}: {words}")


def _form_sent(ack: Ack, body: Json, view: Json, client: WebClient) -> None:
    values = {block: fields["it"] for block, fields in view["state"]["values"].items()}
    if "wrong" in values["need"]["value"]:
        ack(response_action="errors", errors={"need": "Please say it another way.", "day": "That day is a holiday."})
        return
    ack()
    said = [values["need"]["value"], values["class"]["value"], values["day"]["selected_date"]]
    said += [(values["kind"]["selected_option"] or {}).get("value"), values["when"]["selected_option"]["value"]]
    said += [*(each["value"] for each in values["ticks"]["selected_options"]), values["who"]["selected_user"]]
    client.chat_postMessage(
        channel=body["user"]["id"], text="sent " + " | ".join(map(str, [*said, values["copies"]["value"]]))
    )


def _shortcut(ack: Ack, shortcut: Json, client: WebClient) -> None:
    ack()
    view = form()
    view["blocks"][0]["element"]["initial_value"] = shortcut["message"]["text"]
    client.views_open(trigger_id=shortcut["trigger_id"], view=view)


def _home_opened(event: Json, client: WebClient) -> None:
    if event["tab"] == "home":
        client.views_publish(user_id=event["user"], view=home("Nothing is due."))


def _refresh(ack: Ack, body: Json, client: WebClient) -> None:
    ack()
    client.views_publish(user_id=body["user"]["id"], view=home("Everything is *done*."))
