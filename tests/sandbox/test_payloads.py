"""What the app hears, and in which shape: the fields apps rely on, and those that are missing in some places."""

import json
from typing import Any

import pytest

from bot.sandbox.records import Channel
from bot.sandbox.server import Sandbox
from tests.people import Person, Refused
from tests.sandbox.building import Raw, actions, button, field, modal, plain, text_field
from tests.sandbox.connection import open_socket

COMMAND = {
    "token",
    "team_id",
    "team_domain",
    "channel_id",
    "channel_name",
    "user_id",
    "user_name",
    "command",
    "text",
    "api_app_id",
    "is_enterprise_install",
    "response_url",
    "trigger_id",
}
HEAD = {"type", "team", "user", "api_app_id", "token", "enterprise", "is_enterprise_install", "trigger_id"}


@pytest.fixture
def settings() -> dict[str, Any]:
    return {"ack_within": 0.5}


@pytest.fixture
def hear(sandbox: Sandbox):
    """Payloads one by one, each acked as it is heard; `hear(None)` when nothing more is to come."""
    with open_socket(sandbox) as socket:

        def listen(kind: str | None = "events_api") -> dict[str, Any]:
            if kind is None:  # the app hears its own messages, so one of them marks the end
                Raw(sandbox).call("chat.postMessage", channel="D0SAM", text="the end")
            frame = json.loads(socket.recv(timeout=5))
            socket.send(json.dumps({"envelope_id": frame["envelope_id"]}))
            if kind is None:
                assert frame["payload"]["event"]["text"] == "the end", frame
            else:
                assert frame["type"] == kind
            return frame["payload"]

        yield listen


@pytest.fixture
def soon():
    """Does something whose ack must be given meanwhile, in a thread."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - for this alone

    with ThreadPoolExecutor(1) as worker:
        yield worker.submit


# --- messages


def test_a_direct_message(hear, ada: Person):
    said = ada.writes("bees & <wasps> @Lee Park https://loc.gov/bees.")
    body = hear()
    event = body["event"]
    assert {key: event[key] for key in ("type", "user", "ts", "channel", "channel_type", "team")} == {
        "type": "message",
        "user": "U0ADA",
        "ts": said.ts,
        "channel": "D0ADA",
        "channel_type": "im",
        "team": "T0SCHOOL",
    }
    assert event["text"] == "bees &amp; &lt;wasps&gt; <@U0LEE> <https://loc.gov/bees>."
    assert [piece["type"] for piece in event["blocks"][0]["elements"][0]["elements"]] == [
        "text",
        "user",
        "text",
        "link",
        "text",
    ]
    assert event["client_msg_id"]
    assert "subtype" not in event
    assert body["authorizations"][0]["user_id"] == "U0LIBRARY"
    assert body["type"] == "event_callback"
    assert body["event_id"].startswith("Ev")


def test_a_reply_names_its_thread_and_its_parents_author(hear, ada: Person):
    first = ada.writes("bees")
    hear()
    ada.writes("more bees", thread=first)
    event = hear()["event"]
    assert (event["thread_ts"], event["parent_user_id"]) == (first.ts, "U0ADA")


def test_an_edit_a_deletion_and_a_file_have_subtypes(hear, ada: Person):
    said = ada.writes("bees")
    hear()
    ada.edits(said, "wasps")
    changed = hear()["event"]
    assert changed["subtype"] == "message_changed"
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("wasps", "bees")
    assert changed["message"]["edited"]["user"] == "U0ADA"
    assert "user" not in changed
    ada.deletes(said)
    deleted = hear()["event"]
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said.ts)
    ada.writes("", files=["list.pdf"])
    shared = hear()["event"]
    assert (shared["subtype"], shared["text"], shared["files"][0]["name"]) == ("file_share", "", "list.pdf")
    assert "blocks" not in shared


def test_the_apps_own_messages_come_back_with_its_bot_id(hear, raw: Raw):
    raw.call("chat.postMessage", channel="U0ADA", text="x")
    event = hear()["event"]
    assert (event["user"], event["bot_id"], event["app_id"]) == ("U0LIBRARY", "B0LIBRARY", "A0LIBRARY")


def test_in_channels_the_app_hears_only_what_mentions_it(hear, ada: Person):
    ada.writes("nothing for the bot", channel="#staffroom")
    ada.writes("@Library Partner bees", channel="#staffroom")
    event = hear()["event"]
    assert (event["type"], event["text"]) == ("app_mention", "<@U0LIBRARY> bees")
    assert "channel_type" not in event
    ada.writes("@Library Partner bees", channel="#front-office")
    hear(None)


def test_a_mention_can_also_come_as_a_message_where_both_are_subscribed(tmp_path, manifest):
    manifest["settings"]["event_subscriptions"]["bot_events"].append("message.channels")
    with Sandbox(tmp_path / "both", manifest=manifest) as sandbox, open_socket(sandbox) as socket:
        Person(sandbox, "Ada").writes("@Library Partner bees", channel="#staffroom")
        events = [json.loads(socket.recv(timeout=5))["payload"]["event"] for _ in range(2)]
    assert {event["type"] for event in events} == {"message", "app_mention"}
    assert len({event["ts"] for event in events}) == 1


def test_an_edited_mention_is_told_again_as_edited(hear, ada: Person):
    said = ada.writes("@Library Partner bees", channel="#staffroom")
    hear()
    ada.edits(said, "@Library Partner wasps")
    event = hear()["event"]
    assert (event["type"], event["ts"], event["edited"]["user"]) == ("app_mention", said.ts, "U0ADA")


def test_an_outsider_brings_a_team_and_a_profile_of_their_own(hear, sandbox: Sandbox):
    Person(sandbox, "Olive").writes("@Library Partner bees", channel="#staffroom")
    body = hear()
    assert body["is_ext_shared_channel"]
    assert body["event"]["user_team"] == "T0OTHER"
    assert body["event"]["user_profile"]["real_name"] == "Olive Stone"


def test_another_bots_mention_carries_its_bot_id(hear, raw: Raw):
    raw.do("post", "U0OTHERBOT", channel="C0STAFF", text="@Library Partner bees")
    event = hear()["event"]
    assert event["bot_id"] == "B0OTHERBOT"


class TestSomebodyChanges:
    @pytest.fixture
    def manifest(self, manifest: dict[str, Any]) -> dict[str, Any]:
        manifest["settings"]["event_subscriptions"]["bot_events"].append("user_change")
        return manifest

    def test_the_app_hears_of_it(self, hear, sandbox: Sandbox):
        sandbox.workspace.change_user("U0ADA", real_name="Ada King")
        body = hear()
        assert body["event"]["type"] == "user_change"
        assert body["event"]["user"]["profile"]["real_name"] == "Ada King"
        assert body["event"]["user"]["deleted"] is False
        assert {"cache_ts", "event_ts"} < {*body["event"]}

    def test_an_account_that_is_closed_has_no_profile_any_more(self, hear, sandbox: Sandbox):
        sandbox.workspace.change_user("U0ADA", deleted=True)
        user = hear()["event"]["user"]
        assert (user["id"], user["deleted"]) == ("U0ADA", True)
        assert "profile" not in user


def test_a_change_of_somebody_is_not_told_to_an_app_that_did_not_ask(hear, sandbox: Sandbox):
    sandbox.workspace.change_user("U0ADA", real_name="Ada King")
    hear(None)


def test_without_a_subscription_nothing_is_heard(tmp_path, manifest):
    manifest["settings"]["event_subscriptions"]["bot_events"] = ["app_mention"]
    with Sandbox(tmp_path / "deaf", manifest=manifest) as sandbox, open_socket(sandbox) as socket:
        ada = Person(sandbox, "Ada")
        ada.writes("bees")
        ada.does("home")
        ada.writes("@Library Partner bees", channel="#staffroom")
        assert json.loads(socket.recv(timeout=5))["payload"]["event"]["type"] == "app_mention"


def test_home_is_told_of_with_the_view_it_shows(hear, raw: Raw, ada: Person):
    ada.does("home")
    first = hear()["event"]
    assert (first["type"], first["tab"], first["channel"]) == ("app_home_opened", "home", "D0ADA")
    assert "view" not in first
    raw.call("views.publish", user_id="U0ADA", view={"type": "home", "blocks": [text_field()]})
    ada.does("home")
    assert hear()["event"]["view"]["type"] == "home"


# --- commands and clicks


def test_a_command(hear, soon, ada: Person):
    typed = soon(ada.types, "/library-help  bees for @lee & #staffroom https://loc.gov/?a=1&b=2 <x>  ")
    body = hear("slash_commands")
    typed.result()
    assert set(body) == COMMAND
    assert (body["channel_name"], body["user_name"], body["command"]) == ("directmessage", "ada", "/library-help")
    assert body["text"] == ("bees for <@U0LEE|lee> &amp; <#C0STAFF|staffroom> <https://loc.gov/?a=1&amp;b=2> &lt;x&gt;")


def test_a_command_without_escaping_keeps_names_as_typed(hear, soon, ada: Person):
    typed = soon(ada.types, "/plain for @lee & more", "#staffroom")
    body = hear("slash_commands")
    typed.result()
    assert (body["text"], body["channel_name"]) == ("for @lee &amp; more", "staffroom")


def test_a_button_in_a_message(hear, soon, raw: Raw, ada: Person):
    select = {"type": "static_select", "action_id": "kind", "options": [{"text": plain("One"), "value": "1"}]}
    blocks = [actions(button(value="7"), select), text_field()]
    ts = raw.call("chat.postMessage", channel="D0ADA", text="card", blocks=blocks)["ts"]
    hear()
    pressed = soon(ada.sees("What do you need?").presses, "Promise")
    body = hear("interactive")
    pressed.result()
    assert set(body) == HEAD | {"container", "channel", "message", "state", "response_url", "actions"}
    assert body["container"] == {"type": "message", "message_ts": ts, "channel_id": "D0ADA", "is_ephemeral": False}
    (action,) = body["actions"]
    assert (action["value"], action["block_id"], action["type"]) == ("7", "choices", "button")
    assert body["state"]["values"] == {
        "choices": {"kind": {"type": "static_select", "selected_option": None}},
        "need": {"value": {"type": "plain_text_input", "value": None}},
    }


def test_a_choice_in_a_message_is_in_its_action_and_in_its_state(hear, soon, raw: Raw, ada: Person):
    select = {"type": "static_select", "action_id": "kind", "options": [{"text": plain("One"), "value": "1"}]}
    date = {"type": "datepicker", "action_id": "when", "initial_date": "2026-12-01"}
    raw.call("chat.postMessage", channel="D0ADA", text="card", blocks=[actions(select, date)])
    hear()
    chosen = soon(ada.dm()[0].selects, "One")
    body = hear("interactive")
    chosen.result()
    assert body["actions"][0]["selected_option"]["value"] == "1"
    assert body["state"]["values"]["choices"]["kind"]["selected_option"]["value"] == "1"
    assert body["state"]["values"]["choices"]["when"]["selected_date"] == "2026-12-01"


def test_a_button_in_an_ephemeral_message_comes_without_the_message(hear, soon, raw: Raw, ada: Person):
    raw.call("chat.postEphemeral", channel="D0ADA", user="U0ADA", text="psst", blocks=[actions(button())])
    pressed = soon(ada.dm()[0].presses, "Promise")
    body = hear("interactive")
    pressed.result()
    assert body["container"]["is_ephemeral"]
    assert "message" not in body


def test_a_button_in_a_modal_has_a_view_and_neither_channel_nor_response_url(
    hear, soon, raw: Raw, sandbox: Sandbox, ada: Person
):
    trigger_id = sandbox.people.api.triggers.issue("U0ADA")
    raw.call("views.open", trigger_id=trigger_id, view=modal(text_field(), actions(button()), private_metadata="7"))
    form = ada.modal().fill({"What do you need?": "bees"})
    pressed = soon(form.presses, "Promise")
    body = hear("interactive")
    pressed.result()
    assert set(body) == HEAD | {"container", "view", "actions"}
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert body["view"]["state"]["values"]["need"]["value"]["value"] == "bees"
    assert body["view"]["private_metadata"] == "7"


def test_a_submission(hear, soon, raw: Raw, sandbox: Sandbox, ada: Person):
    people = {"type": "multi_users_select", "action_id": "who"}
    boxes = {"type": "checkboxes", "action_id": "kinds", "options": [{"text": plain("One"), "value": "1"}]}
    view = modal(text_field(), field("Who", people, "who", optional=True), field("Kinds", boxes, "kinds"))
    raw.call("views.open", trigger_id=sandbox.people.api.triggers.issue("U0ADA"), view=view)
    form = ada.modal().fill({"What do you need?": "<b> & *c*", "Who": ["Lee", "Sam"], "Kinds": ["One"]})
    submitted = soon(form.submits)
    body = hear("interactive")
    assert submitted.result()
    assert set(body) == HEAD | {"view", "response_urls"}
    values = body["view"]["state"]["values"]
    assert values["need"]["value"] == {"type": "plain_text_input", "value": "<b> & *c*"}
    assert values["who"]["who"]["selected_users"] == ["U0LEE", "U0SAM"]
    assert [option["value"] for option in values["kinds"]["kinds"]["selected_options"]] == ["1"]


def test_the_message_shortcut_works_also_where_the_app_is_no_member(hear, soon, ada: Person, lee: Person):
    message = lee.writes("bees?", channel="#front-office")
    used = soon(ada.uses_shortcut, "Ask the library", message)
    body = hear("interactive")
    used.result()
    assert set(body) == HEAD | {"callback_id", "action_ts", "message_ts", "message", "channel", "response_url"}
    assert (body["type"], body["message"]["text"], body["channel"]["id"]) == ("message_action", "bees?", "C0OFFICE")


def test_the_global_shortcut_has_no_channel(hear, soon, ada: Person):
    used = soon(ada.uses_shortcut, "Start a request")
    body = hear("interactive")
    used.result()
    assert set(body) == HEAD | {"callback_id", "action_ts"}


# --- what the client refuses before the app hears of it


def test_nobody_acts_in_a_conversation_they_are_not_in(raw: Raw):
    assert "not in that conversation" in raw.do("post", "U0BEN", channel="C0OFFICE", text="x")["error"]
    assert "not in that conversation" in raw.do("post", "U0ADA", channel="D0LEE", text="x")["error"]


def test_a_deactivated_person_does_nothing(raw: Raw):
    assert "deactivated" in raw.do("post", "U0DEL", channel="D0DEL", text="x")["error"]


def test_only_their_own_messages_are_edited_or_deleted(ada: Person, lee: Person):
    said = lee.writes("mine", channel="#staffroom")
    with pytest.raises(Refused, match="Only its author can edit"):
        ada.edits(said, "yours")
    with pytest.raises(Refused, match="Only its author can delete"):
        ada.deletes(said)


def test_an_empty_message_is_not_sent(ada: Person):
    with pytest.raises(Refused, match="nothing to send"):
        ada.writes("  ")


def test_a_read_only_messages_tab_takes_no_messages(tmp_path, manifest):
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    with Sandbox(tmp_path / "quiet", manifest=manifest) as sandbox, pytest.raises(Refused, match="turned off"):
        Person(sandbox, "Ada").writes("bees")


def test_a_choice_that_is_not_offered_is_refused(raw: Raw):
    select = {"type": "static_select", "action_id": "kind", "options": [{"text": plain("One"), "value": "1"}]}
    ts = raw.call("chat.postMessage", channel="D0ADA", text="x", blocks=[actions(select)])["ts"]
    where = {"container": {"message": {"channel": "D0ADA", "ts": ts}}, "block_id": "choices"}
    assert "not among" in raw.do("press", **where, action_id="kind", value="2")["error"]
    assert "no longer there" in raw.do("press", **where, action_id="other")["error"]


def test_unread_messages_are_counted_until_they_are_read(raw: Raw, ada: Person):
    raw.call("chat.postMessage", channel="D0ADA", text="x")
    assert [each["unread"] for each in ada.state()["conversations"] if each["id"] == "D0ADA"] == [1]
    ada.reads()
    assert [each["unread"] for each in ada.state()["conversations"] if each["id"] == "D0ADA"] == [0]


def test_a_new_person_can_be_added_and_gets_a_direct_message(sandbox: Sandbox, raw: Raw):
    from bot.sandbox.records import User  # noqa: PLC0415 - beside its only use

    sandbox.workspace.add_user(User("U0NEW", "nia", "Nia Ross", title="Teacher"))
    sandbox.workspace.add_channel(Channel("C0NEW", "new", ["U0NEW"]))
    assert raw.call("chat.postMessage", channel="U0NEW", text="welcome")["ok"]
    assert Person(sandbox, "Nia").sees("welcome")


def test_a_deed_that_cannot_be_understood_is_told_so(raw: Raw):
    assert raw.send("/people/post", {"as": "U0ADA", "chanel": "D0ADA"})[0] == 400
    assert raw.send("/people/post", b"[]")[0] == 400
    assert raw.send("/people/fly", {"as": "U0ADA"})[0] == 404
    assert raw.do("read", "U0NOBODY", channel="D0ADA")["error"] == "There is nobody called U0NOBODY here."
