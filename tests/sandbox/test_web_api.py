"""Each rule of the Web API, broken by a raw call, answered with Slack's code."""

import json
from urllib.parse import urlencode

import pytest

from bot.sandbox.records import Channel
from bot.sandbox.server import Sandbox
from tests.sandbox.building import SECTION, Raw, actions, button

FORM = "application/x-www-form-urlencoded"


# --- who calls, and how


def test_a_call_without_a_token(raw: Raw):
    assert raw.error("auth.test", by=None) == "not_authed"


def test_a_call_with_an_unknown_token(raw: Raw):
    assert raw.error("auth.test", by="xoxb-nobody") == "invalid_auth"


def test_a_call_with_the_wrong_kind_of_token(raw: Raw):
    assert raw.error("apps.connections.open", by="bot") == "not_allowed_token_type"
    assert raw.error("chat.postMessage", by="app", channel="U0ADA", text="x") == "not_allowed_token_type"


def test_an_unknown_method(raw: Raw):
    assert raw.error("chat.shout") == "unknown_method"


def test_the_token_may_come_in_a_form_and_so_may_json(raw: Raw, sandbox: Sandbox):
    words = {"token": sandbox.bot_token, "channel": "U0ADA", "blocks": json.dumps([SECTION]), "unfurl_links": "0"}
    _, answer = raw.send("/api/chat.postMessage", urlencode(words).encode(), kind=FORM)
    assert answer["message"]["blocks"][0]["text"] == SECTION["text"]


def test_reading_methods_may_be_called_by_get(raw: Raw, sandbox: Sandbox):
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    _, answer = raw.send("/api/users.info?user=U0ADA", headers=headers, verb="GET")
    assert answer["user"]["name"] == "ada"


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[]", "application/json", "json_not_object"),
        (b"x", "text/xml", "invalid_post_type"),
    ],
)
def test_a_body_that_cannot_be_read(raw: Raw, body, kind, code):
    assert raw.send("/api/auth.test", body, kind=kind)[1]["error"] == code


def test_an_argument_that_the_method_does_not_know(raw: Raw):
    answer = raw.call("chat.postMessage", channel="U0ADA", text="x", as_user=True)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] invalid additional property: as_user [json-pointer:]"]


def test_a_missing_argument_and_one_of_the_wrong_type(raw: Raw):
    assert raw.error("chat.postMessage", text="x") == "invalid_arguments"
    assert raw.error("chat.postMessage", channel="U0ADA", text=7) == "invalid_arguments"
    assert raw.error("chat.postMessage", channel="U0ADA", blocks="[") == "invalid_arguments"


@pytest.mark.parametrize(
    ("scope", "method", "arguments"),
    [
        ("chat:write", "chat.postMessage", {"channel": "U0ADA", "text": "x"}),
        ("chat:write", "chat.update", {"channel": "D0ADA", "ts": "1.0", "text": "x"}),
        ("users:read", "users.info", {"user": "U0ADA"}),
        ("im:write", "conversations.open", {"users": "U0ADA"}),
        ("im:history", "conversations.history", {"channel": "D0ADA"}),
        ("channels:history", "conversations.history", {"channel": "C0STAFF"}),
        ("im:read", "conversations.info", {"channel": "D0ADA"}),
        ("im:read", "conversations.list", {"types": "im"}),
    ],
)
def test_a_scope_that_the_manifest_does_not_name(tmp_path, manifest, scope, method, arguments):
    manifest["oauth_config"]["scopes"]["bot"].remove(scope)
    manifest["settings"]["event_subscriptions"]["bot_events"] = []
    with Sandbox(tmp_path / "narrow", manifest=manifest) as sandbox:
        answer = Raw(sandbox).call(method, **arguments)
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert scope not in answer["provided"].split(",")


def test_reactions_need_a_scope_this_app_does_not_have(raw: Raw):
    assert raw.error("reactions.add", channel="D0ADA", name="tada", timestamp="1.0") == "missing_scope"


# --- posting


def test_a_message_to_a_person_lands_in_their_direct_message(raw: Raw):
    answer = raw.call("chat.postMessage", channel="U0ADA", text="x")
    assert answer["channel"] == "D0ADA"
    assert answer["message"]["bot_id"] == "B0LIBRARY"


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("C0NOWHERE", "channel_not_found"),
        ("U0NOBODY", "channel_not_found"),
        ("C0OFFICE", "not_in_channel"),
        ("U0OTHERBOT", "cannot_dm_bot"),
    ],
)
def test_a_message_to_where_the_app_cannot_post(raw: Raw, channel, code):
    assert raw.error("chat.postMessage", channel=channel, text="x") == code


def test_a_private_channel_without_the_app_is_not_even_there(raw: Raw, sandbox: Sandbox):
    sandbox.workspace.add_channel(Channel("G0HEADS", "heads", ["U0SAM"], is_private=True))
    assert raw.error("chat.postMessage", channel="G0HEADS", text="x") == "channel_not_found"


def test_an_archived_channel(raw: Raw, sandbox: Sandbox):
    sandbox.workspace.add_channel(Channel("C0OLD", "old", ["U0LIBRARY"], is_archived=True))
    assert raw.error("chat.postMessage", channel="C0OLD", text="x") == "is_archived"


def test_a_deactivated_persons_direct_message_still_takes_messages(raw: Raw):
    assert raw.call("chat.postMessage", channel="D0DEL", text="x")["ok"]


def test_without_a_messages_tab_there_are_no_direct_messages(tmp_path, manifest):
    manifest["features"]["app_home"]["messages_tab_enabled"] = False
    with Sandbox(tmp_path / "tabless", manifest=manifest) as sandbox:
        assert Raw(sandbox).error("chat.postMessage", channel="U0ADA", text="x") == "messages_tab_disabled"


def test_saying_nothing_or_too_much(raw: Raw):
    assert raw.error("chat.postMessage", channel="U0ADA") == "no_text"
    assert raw.error("chat.postMessage", channel="U0ADA", text=" \n", blocks=[]) == "no_text"
    assert raw.error("chat.postMessage", channel="U0ADA", text="x" * 40_001) == "msg_too_long"
    assert raw.error("chat.postMessage", channel="U0ADA", blocks=[{"type": "nothing"}]) == "invalid_blocks"
    assert raw.call("chat.postMessage", channel="U0ADA", text="x" * 40_000)["ok"]


def test_threads(raw: Raw):
    parent = raw.call("chat.postMessage", channel="D0ADA", text="x")["ts"]
    reply = raw.call("chat.postMessage", channel="D0ADA", text="y", thread_ts=parent)["ts"]
    assert raw.error("chat.postMessage", channel="D0ADA", text="z", thread_ts="1.000000") == "thread_not_found"
    assert raw.error("chat.postMessage", channel="D0ADA", text="z", thread_ts=reply) == "cannot_reply_to_message"
    assert raw.error("chat.postMessage", channel="D0ADA", text="z", reply_broadcast=True) == "invalid_arguments"
    assert raw.error("conversations.replies", channel="D0ADA", ts="1.000000") == "thread_not_found"
    assert [each["text"] for each in raw.call("conversations.replies", channel="D0ADA", ts=parent)["messages"]] == [
        "x",
        "y",
    ]


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({"event_type": "notice"}, "invalid_metadata_format"),
        ({"event_type": 7, "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "notice", "event_payload": [], "more": 1}, "invalid_metadata_format"),
        ({"event_type": "notice", "event_payload": {"id": "x" * 8001}}, "metadata_too_large"),
    ],
)
def test_metadata_that_slack_refuses(raw: Raw, metadata, code):
    assert raw.error("chat.postMessage", channel="D0ADA", text="x", metadata=metadata) == code


def test_nothing_is_ever_deduplicated(raw: Raw):
    metadata = {"event_type": "notice", "event_payload": {"id": "1"}}
    for _ in range(2):
        raw.call("chat.postMessage", channel="D0ADA", text="x", metadata=metadata)
    assert len(raw.call("conversations.history", channel="D0ADA")["messages"]) == 2


def test_ephemeral_messages_are_for_one_member_and_in_no_history(raw: Raw):
    answer = raw.call("chat.postEphemeral", channel="C0STAFF", user="U0ADA", text="psst")
    assert [each["text"] for each in raw.state("U0ADA")["messages"]["C0STAFF"]] == ["psst"]
    assert raw.state("U0LEE")["messages"]["C0STAFF"] == []
    assert raw.call("conversations.history", channel="C0STAFF")["messages"] == []
    assert raw.error("chat.update", channel="C0STAFF", ts=answer["message_ts"], text="y") == "message_not_found"
    assert raw.error("chat.postEphemeral", channel="D0ADA", user="U0LEE", text="x") == "user_not_in_channel"
    assert raw.error("chat.postEphemeral", channel="C0STAFF", user="U0NOBODY", text="x") == "user_not_found"


# --- rewriting


def test_an_update_rewrites_in_place_and_keeps_the_metadata(raw: Raw):
    metadata = {"event_type": "notice", "event_payload": {"id": "1"}}
    ts = raw.call("chat.postMessage", channel="D0ADA", text="x", blocks=[SECTION], metadata=metadata)["ts"]
    answer = raw.call("chat.update", channel="D0ADA", ts=ts, text="y")
    assert answer["message"]["metadata"] == metadata
    assert "blocks" not in answer["message"]
    assert answer["message"]["edited"]
    assert "metadata" not in raw.call("chat.update", channel="D0ADA", ts=ts, text="y", metadata={})["message"]


def test_only_its_own_messages_can_be_rewritten_or_deleted(raw: Raw):
    ts = raw.do("post", channel="D0ADA", text="mine")["ts"]
    assert raw.error("chat.update", channel="D0ADA", ts=ts, text="y") == "cant_update_message"
    assert raw.error("chat.delete", channel="D0ADA", ts=ts) == "cant_delete_message"
    assert raw.error("chat.update", channel="D0ADA", ts="1.000000", text="y") == "message_not_found"
    assert raw.error("chat.delete", channel="D0ADA", ts="1.000000") == "message_not_found"
    assert raw.error("chat.update", channel="U0ADA", ts=ts, text="y") == "channel_not_found"


def test_an_update_has_a_shorter_limit(raw: Raw):
    ts = raw.call("chat.postMessage", channel="D0ADA", text="x")["ts"]
    assert raw.error("chat.update", channel="D0ADA", ts=ts, text="x" * 4001) == "msg_too_long"
    assert raw.error("chat.update", channel="D0ADA", ts=ts) == "no_text"


def test_a_deleted_message_is_gone_unless_its_thread_needs_it(raw: Raw):
    alone = raw.call("chat.postMessage", channel="D0ADA", text="x")["ts"]
    parent = raw.call("chat.postMessage", channel="D0ADA", text="y")["ts"]
    raw.call("chat.postMessage", channel="D0ADA", text="z", thread_ts=parent)
    assert raw.call("chat.delete", channel="D0ADA", ts=alone)["ok"]
    assert raw.call("chat.delete", channel="D0ADA", ts=parent)["ok"]
    (left,) = raw.call("conversations.history", channel="D0ADA")["messages"]
    assert (left["ts"], left["subtype"]) == (parent, "tombstone")


def test_a_permalink_leads_to_a_message(raw: Raw):
    ts = raw.call("chat.postMessage", channel="D0ADA", text="x")["ts"]
    link = raw.call("chat.getPermalink", channel="D0ADA", message_ts=ts)["permalink"]
    assert link.endswith(f"/archives/D0ADA/p{ts.replace('.', '')}")
    assert raw.error("chat.getPermalink", channel="D0ADA", message_ts="1.0") == "message_not_found"


# --- reading


def test_history_pages_backwards_within_its_bounds(raw: Raw):
    sent = [raw.call("chat.postMessage", channel="D0ADA", text=str(n))["ts"] for n in range(5)]
    raw.call("chat.postMessage", channel="D0ADA", text="reply", thread_ts=sent[0])
    first = raw.call("conversations.history", channel="D0ADA", limit=2)
    assert [each["text"] for each in first["messages"]] == ["4", "3"]
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = raw.call("conversations.history", channel="D0ADA", limit=3, cursor=cursor)
    assert [each["text"] for each in rest["messages"]] == ["2", "1", "0"]
    assert not rest["has_more"]
    between = {"oldest": sent[1], "latest": sent[3]}
    assert len(raw.call("conversations.history", channel="D0ADA", **between)["messages"]) == 1
    assert len(raw.call("conversations.history", channel="D0ADA", inclusive=True, **between)["messages"]) == 3


def test_history_shows_metadata_whole_only_when_asked(raw: Raw):
    metadata = {"event_type": "notice", "event_payload": {"id": "1"}}
    raw.call("chat.postMessage", channel="D0ADA", text="x", metadata=metadata)
    (short,) = raw.call("conversations.history", channel="D0ADA")["messages"]
    (whole,) = raw.call("conversations.history", channel="D0ADA", include_all_metadata=True)["messages"]
    assert short["metadata"] == {"event_type": "notice"}
    assert whole["metadata"] == metadata


def test_a_parent_counts_its_replies_in_history(raw: Raw):
    parent = raw.call("chat.postMessage", channel="D0ADA", text="x")["ts"]
    reply = raw.call("chat.postMessage", channel="D0ADA", text="y", thread_ts=parent)["ts"]
    (shown,) = raw.call("conversations.history", channel="D0ADA")["messages"]
    assert (shown["reply_count"], shown["latest_reply"], shown["thread_ts"]) == (1, reply, parent)


def test_a_reply_sent_to_the_channel_too_is_in_history(raw: Raw):
    parent = raw.call("chat.postMessage", channel="D0ADA", text="x")["ts"]
    raw.call("chat.postMessage", channel="D0ADA", text="y", thread_ts=parent, reply_broadcast=True)
    assert [each["text"] for each in raw.call("conversations.history", channel="D0ADA")["messages"]] == ["y", "x"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"channel": "D0ADA", "cursor": "nonsense"}, "invalid_cursor"),
        ({"channel": "D0ADA", "limit": 1000}, "invalid_limit"),
        ({"channel": "D0ADA", "limit": 0}, "invalid_limit"),
        ({"channel": "D0ADA", "oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"channel": "D0ADA", "latest": "today"}, "invalid_ts_latest"),
        ({"channel": "C0OFFICE"}, "not_in_channel"),
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
    ],
)
def test_a_history_that_slack_refuses(raw: Raw, arguments, code):
    assert raw.error("conversations.history", **arguments) == code


@pytest.mark.parametrize(
    ("users", "code"),
    [
        ("U0NOBODY", "user_not_found"),
        ("U0OTHERBOT", "cannot_dm_bot"),
        ("U0LIBRARY", "cannot_dm_bot"),
        ("U0DEL", "user_disabled"),
        ("", "users_list_not_supplied"),
        ("U0ADA,U0LEE", "missing_scope"),
    ],
)
def test_a_conversation_that_cannot_be_opened(raw: Raw, users, code):
    assert raw.error("conversations.open", users=users) == code


def test_opening_a_conversation_twice_gives_the_same_one(raw: Raw):
    assert raw.call("conversations.open", users="U0ADA")["channel"] == {"id": "D0ADA"}
    assert raw.call("conversations.open", users="U0ADA", return_im=True)["channel"]["user"] == "U0ADA"


def test_lists_go_by_pages_and_types(raw: Raw):
    assert {each["id"] for each in raw.call("conversations.list")["channels"]} == {"C0STAFF", "C0OFFICE"}
    assert raw.error("conversations.list", types="clubs") == "invalid_types"
    assert "U0LIBRARY" in raw.call("conversations.members", channel="C0STAFF")["members"]
    first = raw.call("users.list", limit=4)
    rest = raw.call("users.list", cursor=first["response_metadata"]["next_cursor"])
    assert len(first["members"]) + len(rest["members"]) == 10
    assert rest["response_metadata"]["next_cursor"] == ""


def test_people_come_in_all_kinds(raw: Raw):
    def user(user_id):
        return raw.call("users.info", user=user_id, include_locale=True)["user"]

    assert user("U0ADA")["tz"] == "America/New_York"
    assert user("U0ADA")["locale"] == "en-US"
    assert user("U0GUS")["is_restricted"]
    assert user("U0OLIVE")["is_stranger"]
    assert user("U0OLIVE")["team_id"] != "T0SCHOOL"
    assert user("U0DEL")["deleted"]
    assert not {"profile", "tz"} & set(user("U0DEL"))
    assert user("U0OTHERBOT")["is_bot"]
    assert raw.error("users.info", user="U0NOBODY") == "user_not_found"


def test_a_button_keeps_its_ids_through_history(raw: Raw):
    raw.call("chat.postMessage", channel="D0ADA", text="x", blocks=[actions(button(value="1"))])
    (shown,) = raw.call("conversations.history", channel="D0ADA")["messages"]
    assert shown["blocks"] == [actions(button(value="1"))]
