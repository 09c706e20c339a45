"""Payloads in the shapes in which Slack sends them, as its documentation and its SDKs' own fixtures show them."""

from typing import Any

Json = dict[str, Any]

TEAM, ORGANISATION, APP, BOT_USER, BOT = "T0SCHOOL", "E0DISTRICT", "A0LIBRARY", "U0LIBRARY", "B0LIBRARY"
DIRECT, CHANNEL = "D0ADA", "C0STAFF"
TS, LATER = "1772466300.481239", "1772466372.000000"
TRIGGER = "9241873650.8812094573.5b1f0c6de2a94b7f8d3e6a1c0f9b2d47"
RESPONSE_URL = "https://hooks.slack.com/actions/T0SCHOOL/1185822901604/7hHKe6obk8Hrm4UjaCA9XrsR"

HEAD: Json = {
    "user": {"id": "U0ADA", "username": "ada.byron", "name": "ada.byron", "team_id": TEAM},
    "api_app_id": APP,
    "token": "Shh_its_a_seekrit",
    "trigger_id": TRIGGER,
    "team": {"id": TEAM, "domain": "maple-school"},
    "enterprise": None,
    "is_enterprise_install": False,
}


def rich(words: str, block_id: str = "xwvU3") -> list[Json]:
    """What the composer makes of plain words."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def command(text: str = "dust bowl sources for grade 8") -> Json:
    return {
        "token": "Shh_its_a_seekrit",
        "team_id": TEAM,
        "team_domain": "maple-school",
        "channel_id": CHANNEL,
        "channel_name": "staffroom",
        "user_id": "U0ADA",
        "user_name": "ada.byron",
        "command": "/library-help",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0SCHOOL/1185822901604/7hHKe6obk8Hrm4UjaCA9XrsR",
        "trigger_id": TRIGGER,
    }


# clicks


def pressed(verb: str = "promise", value: str = "0195a3c7-8f1e-7d40-9f6b-2d4a1c3e5b70") -> Json:
    return {
        "action_id": verb,
        "block_id": "VlQco",
        "text": {"type": "plain_text", "text": "Promise", "emoji": True},
        "value": value,
        "style": "primary",
        "type": "button",
        "action_ts": "1772466399.685647",
    }


def click_in_message() -> Json:
    return HEAD | {
        "type": "block_actions",
        "container": {"type": "message", "message_ts": TS, "channel_id": DIRECT, "is_ephemeral": False},
        "channel": {"id": DIRECT, "name": "directmessage"},
        "message": {
            "user": BOT_USER,
            "type": "message",
            "ts": TS,
            "bot_id": BOT,
            "app_id": APP,
            "text": "Ada Byron asks the library",
            "team": TEAM,
            "blocks": [{"type": "actions", "block_id": "VlQco", "elements": []}],
        },
        "state": {"values": {}},
        "response_url": RESPONSE_URL,
        "actions": [pressed()],
    }


def click_in_ephemeral() -> Json:
    """Slack sends no `message` with it: it keeps none."""
    return HEAD | {
        "type": "block_actions",
        "container": {"type": "message", "message_ts": TS, "channel_id": CHANNEL, "is_ephemeral": True},
        "channel": {"id": CHANNEL, "name": "staffroom"},
        "state": {"values": {}},
        "response_url": RESPONSE_URL,
        "actions": [pressed("withdraw", "0195a3c7-8f1e-7d40-9f6b-2d4a1c3e5b70 mine")],
    }


def click_in_thread() -> Json:
    body = click_in_message()
    body["container"] |= {"thread_ts": "1772466000.000100", "channel_id": CHANNEL}
    return body


def click_in_view(kind: str) -> Json:
    """In a modal or on Home: no channel, no message, no response_url."""
    return HEAD | {
        "type": "block_actions",
        "container": {"type": "view", "view_id": "V0HOME"},
        "view": view(kind),
        "actions": [pressed("ask", "home")],
    }


# forms


def view(kind: str = "modal", **changed: Any) -> Json:
    return {
        "id": "V0FORM",
        "team_id": TEAM,
        "type": kind,
        "blocks": [],
        "private_metadata": "",
        "callback_id": "home" if kind == "home" else "ask",
        "state": {"values": {}},
        "hash": "1772466300.OgoJH2sY",
        "title": {"type": "plain_text", "text": "Ask the library", "emoji": True},
        "clear_on_close": False,
        "notify_on_close": False,
        "close": {"type": "plain_text", "text": "Cancel", "emoji": True},
        "submit": {"type": "plain_text", "text": "Ask", "emoji": True},
        "previous_view_id": None,
        "root_view_id": "V0FORM",
        "app_id": APP,
        "external_id": "",
        "app_installed_team_id": TEAM,
        "bot_id": BOT,
    } | changed


def field(name: str, kind: str = "plain_text_input") -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": {"type": "plain_text", "text": name, "emoji": True},
        "optional": True,
        "dispatch_action": False,
        "element": {"type": kind, "action_id": "answer"},
    }


def submission() -> Json:
    """Every field is in `state`, also those that were left empty."""
    option = {"text": {"type": "plain_text", "text": "Complex concept", "emoji": True}, "value": "complex concept"}
    values = {
        "need": {"answer": {"type": "plain_text_input", "value": "atlases & maps <old>"}},
        "kind": {"answer": {"type": "static_select", "selected_option": option}},
        "class": {"answer": {"type": "plain_text_input", "value": None}},
        "needed-by": {"answer": {"type": "datepicker", "selected_date": "2026-03-13"}},
    }
    blocks = [
        {"type": "context", "block_id": "ctx", "elements": []},
        field("need"),
        field("kind", "static_select"),
        field("class"),
        field("needed-by", "datepicker"),
    ]
    shown = view(
        callback_id="edit",
        blocks=blocks,
        state={"values": values},
        private_metadata='{"subject": "0195a3c7", "answer_to": "https://hooks.slack.com/x", "is_list": true}',
    )
    return HEAD | {"type": "view_submission", "view": shown, "response_urls": []}


def empty_submission() -> Json:
    """Nothing chosen, nothing typed."""
    values = {
        "need": {"answer": {"type": "plain_text_input", "value": None}},
        "kind": {"answer": {"type": "static_select", "selected_option": None}},
        "needed-by": {"answer": {"type": "datepicker", "selected_date": None}},
    }
    blocks = [field("need"), field("kind", "static_select"), field("needed-by", "datepicker")]
    return HEAD | {"type": "view_submission", "view": view(blocks=blocks, state={"values": values})}


def shortcut(message: Json | None = None) -> Json:
    said = {
        "client_msg_id": "968c94da-c271-4f2a-8ec9-12a9985e5df4",
        "type": "message",
        "user": "U0BEN",
        "text": "does anybody have something on volcanoes &amp; plates?",
        "ts": TS,
        "team": TEAM,
        "blocks": rich("does anybody have something on volcanoes & plates?"),
    }
    return HEAD | {
        "type": "message_action",
        "action_ts": "1772466399.685647",
        "callback_id": "ask_the_library",
        "message_ts": TS,
        "channel": {"id": CHANNEL, "name": "staffroom"},
        "message": said if message is None else message,
        "response_url": "https://hooks.slack.com/app/T0SCHOOL/1185822901604/7hHKe6obk8Hrm4UjaCA9XrsR",
    }


# events: what stands under `event`


def direct_message(**changed: Any) -> Json:
    """As the composer sends it; older clients and some integrations send no blocks."""
    return {
        "client_msg_id": "968c94da-c271-4f2a-8ec9-12a9985e5df4",
        "type": "message",
        "text": "books on bees for Year 9, please",
        "user": "U0ADA",
        "ts": TS,
        "team": TEAM,
        "blocks": rich("books on bees for Year 9, please"),
        "channel": DIRECT,
        "event_ts": TS,
        "channel_type": "im",
    } | changed


def without_blocks() -> Json:
    event = direct_message()
    del event["blocks"], event["client_msg_id"], event["team"]
    return event


def changed_message(now: Json, before: Json, *, channel: str = DIRECT) -> Json:
    common = {"type": "message", "user": "U0ADA", "ts": TS, "team": TEAM, "client_msg_id": "968c94da"}
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": common | {"source_team": TEAM, "user_team": TEAM} | now,
        "previous_message": common | before,
        "channel": channel,
        "hidden": True,
        "ts": "1772466372.013600",
        "event_ts": "1772466372.013600",
        "channel_type": "im",
    }


def edited_message(words: str = "books on bees for Year 10, please") -> Json:
    return changed_message(
        {"text": words, "edited": {"user": "U0ADA", "ts": LATER}, "blocks": rich(words, "URf")},
        {"text": "books on bees for Year 9, please", "blocks": rich("books on bees for Year 9, please")},
    )


UNFOLDED: Json = {
    "attachments": [
        {
            "from_url": "https://example.org/bees",
            "ts": 1600000000,
            "image_url": "https://example.org/bee.png",
            "service_icon": "https://example.org/favicon.ico",
            "id": 1,
            "original_url": "https://example.org/bees",
            "fallback": "All about bees",
            "title": "All about bees",
            "title_link": "https://example.org/bees",
        }
    ]
}


def unfolded_link() -> Json:
    """Slack changed it to show what a link leads to; nobody edited it."""
    words = {"text": "like <https://example.org/bees>", "blocks": rich("like https://example.org/bees")}
    return changed_message(words | UNFOLDED, words)


def unfolded_link_in_an_edited_one() -> Json:
    words = {"text": "like <https://example.org/bees>", "edited": {"user": "U0ADA", "ts": LATER}}
    return changed_message(words | UNFOLDED, words)


def edited_again() -> Json:
    return changed_message(
        {"text": "three", "edited": {"user": "U0ADA", "ts": "1772466399.000000"}},
        {"text": "two", "edited": {"user": "U0ADA", "ts": LATER}},
    )


def deleted_message() -> Json:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": {"type": "message", "text": "never mind", "user": "U0ADA", "team": TEAM, "ts": TS},
        "channel": DIRECT,
        "hidden": True,
        "deleted_ts": TS,
        "event_ts": LATER,
        "ts": LATER,
        "channel_type": "im",
    }


def deleted_with_replies() -> Json:
    """A message whose thread lives on becomes a tombstone, and Slack tells of that as a change."""
    tombstone = {
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
        "edited": {"user": "U0ADA", "ts": LATER},
    }
    return changed_message(tombstone, {"text": "never mind"})


def file_without_words() -> Json:
    return direct_message(
        subtype="file_share",
        text="",
        files=[
            {
                "id": "F0PLAN",
                "created": 1772466300,
                "timestamp": 1772466300,
                "name": "unit-plan.pdf",
                "title": "unit-plan.pdf",
                "mimetype": "application/pdf",
                "filetype": "pdf",
                "pretty_type": "PDF",
                "user": "U0ADA",
                "user_team": TEAM,
                "editable": False,
                "size": 92582,
                "mode": "hosted",
                "is_external": False,
                "external_type": "",
                "is_public": False,
                "url_private": "https://files.slack.com/files-pri/T0SCHOOL-F0PLAN/unit-plan.pdf",
                "permalink": "https://maple-school.slack.com/files/U0ADA/F0PLAN/unit-plan.pdf",
                "file_access": "visible",
            }
        ],
        upload=False,
        display_as_bot=False,
    )


def classic_bot() -> Json:
    """An old integration or a workflow: a name of its own, no user."""
    return {
        "type": "message",
        "subtype": "bot_message",
        "text": "Reminder: register is due",
        "ts": TS,
        "username": "classic-bot",
        "bot_id": "B0CLASSIC",
        "channel": DIRECT,
        "event_ts": TS,
        "channel_type": "im",
    }


def modern_bot() -> Json:
    return {
        "bot_id": "B0TIMES",
        "type": "message",
        "text": "Cover needed in 4B",
        "user": "U0TIMES",
        "ts": TS,
        "team": TEAM,
        "bot_profile": {
            "id": "B0TIMES",
            "deleted": False,
            "name": "timetable",
            "updated": 1607307935,
            "app_id": "A0TIMES",
            "icons": {"image_36": "https://a.slack-edge.com/80588/img/plugins/app/bot_36.png"},
            "team_id": TEAM,
        },
        "channel": DIRECT,
        "event_ts": TS,
        "channel_type": "im",
    }


def thread_reply() -> Json:
    return direct_message(thread_ts="1772466000.000100", ts=TS, parent_user_id=BOT_USER, text="for two periods")


def thread_parent() -> Json:
    """The message that opened a thread carries its own ts as thread_ts."""
    return direct_message(thread_ts=TS, reply_count=1, reply_users_count=1, latest_reply=LATER)


def thread_broadcast() -> Json:
    root = {"type": "message", "text": "who has maps?", "user": "U0BEN", "ts": "1772466000.000100", "reply_count": 17}
    return direct_message(
        subtype="thread_broadcast",
        thread_ts="1772466000.000100",
        root=root | {"thread_ts": "1772466000.000100", "latest_reply": TS, "is_locked": False},
        channel=CHANNEL,
        channel_type="channel",
    )


def mention() -> Json:
    return {
        "user": "U0ADA",
        "type": "app_mention",
        "ts": TS,
        "client_msg_id": "7a1c3f52-6b0e-4d0c-9a67-9f2b1d6f4a55",
        "text": "<@U0LIBRARY> maps of old London, please",
        "team": TEAM,
        "blocks": rich("maps of old London, please"),
        "channel": CHANNEL,
        "event_ts": TS,
    }


def mention_by_an_outsider() -> Json:
    """In a channel shared with another organisation; the profile comes along, for it cannot be looked up."""
    profile = {"real_name": "Olive Stone", "display_name": "", "name": "olive", "team": "T0OTHER", "avatar_hash": "g1"}
    return mention() | {
        "user": "U0OLIVE",
        "user_team": "T0OTHER",
        "source_team": "T0OTHER",
        "user_profile": profile | {"is_restricted": False, "is_ultra_restricted": False},
    }


NOT_SAID: list[Json] = [
    direct_message(subtype=subtype)
    for subtype in (
        "channel_join",
        "channel_leave",
        "channel_topic",
        "channel_archive",
        "pinned_item",
        "reminder_add",
        "bot_add",
        "slackbot_response",
        "message_replied",
        "ekm_access_denied",
        "assistant_app_thread",
        "huddle_thread",
    )
]
"""Messages that tell of something and are said by nobody."""


def home_opened(tab: str = "home") -> Json:
    event = {"type": "app_home_opened", "user": "U0ADA", "channel": DIRECT, "tab": tab, "event_ts": TS}
    return event | ({"view": view("home")} if tab == "home" else {})


def wrapped(event: Json) -> Json:
    """As it arrives, around an event."""
    return {
        "token": "Shh_its_a_seekrit",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev03EGJQAVMM",
        "event_time": 1772466300,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
    }


# people: what users.info gives under `user`


def person(**changed: Any) -> Json:
    return {
        "id": "U0ADA",
        "team_id": TEAM,
        "name": "ada.byron",
        "deleted": False,
        "color": "9f69e7",
        "real_name": "Ada Byron",
        "tz": "America/New_York",
        "tz_label": "Eastern Standard Time",
        "tz_offset": -18000,
        "profile": {
            "title": "Teacher",
            "phone": "",
            "skype": "",
            "real_name": "Ada Byron",
            "real_name_normalized": "Ada Byron",
            "display_name": "ada",
            "display_name_normalized": "ada",
            "fields": None,
            "status_text": "",
            "status_emoji": "",
            "avatar_hash": "ge3b51ca72de",
            "team": TEAM,
        },
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": 1700000000,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    } | changed


def deactivated(**changed: Any) -> Json:
    """What is left of somebody: no profile, no zone, none of the flags."""
    return {
        "id": "U0DEL",
        "team_id": TEAM,
        "name": "del.reyes",
        "deleted": True,
        "is_bot": False,
        "is_app_user": False,
        "updated": 1700000000,
    } | changed


def without_zone() -> Json:
    user = person()
    for name in ("tz", "tz_label", "tz_offset"):
        del user[name]
    return user


def of_the_organisation(*teams: str) -> Json:
    """In Enterprise Grid somebody belongs to the organisation and works in some of its workspaces."""
    return person(
        id="W0ADA",
        team_id=ORGANISATION,
        enterprise_user={
            "id": "W0ADA",
            "enterprise_id": ORGANISATION,
            "enterprise_name": "Maple District",
            "is_admin": False,
            "is_owner": False,
            "teams": [*teams],
        },
    )


def outsider() -> Json:
    user = person(id="U0OLIVE", team_id="T0OTHER", name="olive", real_name="Olive Stone", is_stranger=True)
    return {name: value for name, value in user.items() if name not in {"is_admin", "is_owner", "is_primary_owner"}}


def slackbot() -> Json:
    """Slack does not call it a bot."""
    return person(id="USLACKBOT", name="slackbot", real_name="Slackbot", is_bot=False)
