"""The people of the scenario tests, with a small Bolt app on the other side of a real Socket Mode connection."""

from datetime import date

import pytest
from slack_bolt import App

from bot.sandbox.server import Sandbox
from tests.people import Clock, Person, Refused
from tests.sandbox.building import SECTION, actions, button, field, modal, plain, text_field


def options(*words: str):
    return [{"text": plain(each), "value": each.lower()} for each in words]


def a_small_app(app: App) -> None:
    listen_to_forms(app)
    listen_to_words(app)
    listen_to_home(app)


def listen_to_forms(app: App) -> None:
    @app.command("/library-help")
    def help_(ack, body, client, respond):
        if body["text"]:
            ack()
            respond(f"Noted: {body['text']}")
            return
        client.views_open(trigger_id=body["trigger_id"], view=form())
        ack()

    @app.view("ask")
    def asked(ack, body, client):
        values = body["view"]["state"]["values"]
        if values["need"]["value"]["value"] == "nothing":
            ack(response_action="errors", errors={"need": "Say what you need."})
            return
        chosen = [values["kind"]["value"]["selected_option"]["value"], values["when"]["value"]["selected_date"]]
        client.chat_postMessage(channel=body["user"]["id"], text=f"{values['need']['value']['value']}: {chosen}")
        ack()

    @app.shortcut("ask_the_library")
    def shortcut(ack, body, client):
        client.views_open(trigger_id=body["trigger_id"], view=form(body["message"]["text"]))
        ack()


def listen_to_words(app: App) -> None:
    @app.event("message")
    def heard(event, client):
        if "bot_id" not in event and event.get("subtype") is None:
            card = {"type": "section", "text": {"type": "mrkdwn", "text": f"*Heard* {event['text']}"}}
            more = {"type": "overflow", "action_id": "more", "options": options("Snooze", "Forget")}
            row = actions(button("Done", "done", value="1"), more)
            client.chat_postMessage(
                channel=event["channel"], text="fallback", blocks=[card, row], thread_ts=event.get("thread_ts")
            )

    @app.action("done")
    def done(ack, respond):
        ack()
        respond(text="All done", replace_original=True)

    @app.action("more")
    def more(ack, action, respond):
        ack()
        respond(f"You chose {action['selected_option']['value']}")


def listen_to_home(app: App) -> None:
    @app.event("app_home_opened")
    def home(event, client):
        if "view" in event:
            return  # it is drawn already, and may have been pressed since
        blocks = [SECTION, actions(button("Done", "home_done"))]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("home_done")
    def home_done(ack, body, client):
        ack()
        blocks = [{"type": "header", "text": plain("Nothing left")}]
        client.views_publish(user_id=body["user"]["id"], view={"type": "home", "blocks": blocks})


def form(need=None):
    kind = {"type": "static_select", "action_id": "value", "options": options("Resources", "Something else")}
    when = {"type": "datepicker", "action_id": "value"}
    begins = {"initial_value": need} if need else {}
    return modal(text_field(**begins), field("Kind", kind, "kind"), field("Needed by", when, "when"))


@pytest.fixture(autouse=True)
def app(bolt):
    return bolt(a_small_app)


def test_ada_types_a_command_and_sees_the_ephemeral_answer_alone(ada: Person, lee: Person):
    ada.types("/library-help dust bowl & more")
    noted = ada.sees("Noted: dust bowl & more")
    assert noted.is_ephemeral
    assert noted.author == "Library Partner"
    lee.never_sees("Noted", settle=0.1)


def test_ada_fills_a_form_by_its_labels_and_is_told_what_is_wrong_with_it(ada: Person):
    ada.types("/library-help")
    form = ada.modal(title="Ask")
    assert form.labels == ["What do you need?", "Kind", "Needed by"]
    assert not form.submits()
    assert set(form.errors) == set(form.labels)
    form.fill({"What do you need?": "nothing", "Kind": "Resources", "Needed by": date(2026, 12, 1)})
    assert not form.submits()
    assert form.errors == {"What do you need?": "Say what you need."}
    assert form.fill({"What do you need?": "bees"}).submits()
    assert not form.is_open
    ada.sees("bees: ['resources', '2026-12-01']")


def test_a_choice_that_is_not_offered_fails_the_test_with_those_that_are(ada: Person):
    ada.types("/library-help")
    with pytest.raises(AssertionError, match="Resources, Something else"):
        ada.modal().fill({"Kind": "Money"})


def test_ada_presses_a_button_beside_the_words_it_belongs_to(ada: Person):
    ada.writes("bees")
    card = ada.sees("Heard bees")
    assert card.buttons == ["Done"]
    assert card.menu == ["Snooze", "Forget"]
    card.presses("Snooze", beside="bees")
    ada.sees("You chose snooze")
    card.presses("Done")
    assert card.becomes("All done").buttons == []
    with pytest.raises(AssertionError, match="no 'Done'"):
        ada.sees("All done").presses("Done")


def test_a_confirmation_can_be_read_and_is_given(ada: Person, client):
    confirm = {"title": plain("Sure?"), "text": plain("It tells Ada."), "confirm": plain("Yes"), "deny": plain("No")}
    row = actions(button("Done", "done", confirm=confirm), button("Done", "other"))
    client.chat_postMessage(channel="U0ADA", text="card", blocks=[SECTION, row])
    card = ada.sees("words", by="Library Partner")
    assert card.confirmation("Done", beside="words") == "Sure?\nIt tells Ada.\nYes\nNo"
    with pytest.raises(AssertionError, match="Several read 'Done'"):
        card.presses("Done")
    card.presses("Done", beside="words")
    card.becomes("All done")


def test_a_button_lost_to_a_newer_version_can_still_be_pressed_from_an_old_screen(ada: Person):
    ada.writes("bees")
    card = ada.sees("Heard bees")
    card.presses("Done")
    card.becomes("All done")
    card.presses("Done")


def test_replies_are_found_in_their_thread(ada: Person):
    first = ada.writes("bees")
    ada.writes("and wasps", thread=first)
    ada.sees("Heard and wasps")
    assert [message.text for message in first.thread] == ["and wasps", "Heard and wasps"]


def test_what_people_write_is_read_back_exactly(ada: Person):
    words = "<!channel> &amp; *starred* https://loc.gov/a?b=1&c=2 \u202bשלום\u202c 🐝"
    message = ada.writes(words, channel="#staffroom")
    assert message.text == words


def test_names_and_broadcasts_are_mentions_and_escaped_ones_are_not(ada: Person):
    assert ada.writes("@Lee Park and @channel and <!here>", channel="#staffroom").mentions == [
        "U0LEE",
        "channel",
        "U0LEE",
        "channel",
    ]


def test_home_is_opened_read_and_pressed(ada: Person):
    home = ada.home("words")
    home.presses("Done")
    assert ada.home("Nothing left").buttons == []


def test_the_shortcut_opens_a_form_with_the_message_in_it(ada: Person, lee: Person):
    message = lee.writes("Does anybody know about bees?", channel="#staffroom")
    ada.uses_shortcut("Ask the library", message)
    assert ada.modal().values["What do you need?"] == "Does anybody know about bees?"
    ada.modal().closes()
    assert not ada.has_a_modal()


def test_edits_and_deletions_are_seen_by_others(ada: Person, lee: Person):
    message = ada.writes("bees", channel="#staffroom")
    ada.edits(message, "wasps")
    assert lee.sees("wasps").shown["edited"]
    ada.deletes(message)
    lee.never_sees("wasps", settle=0.1)


def test_what_the_workspace_refuses_is_a_sentence(ada: Person):
    with pytest.raises(Refused, match="/unknown is not a valid command"):
        ada.types("/unknown words")


def test_waiting_in_vain_fails_with_what_is_on_the_screen(ada: Person):
    ada.writes("bees", channel="#staffroom")
    with pytest.raises(AssertionError, match=r"does not see 'wasps'[\s\S]*Ada Byron: bees"):
        ada.sees("wasps", timeout=0.1)


def test_the_clock_moves_for_everybody(sandbox: Sandbox):
    clock = Clock(sandbox)
    before = clock.now()
    clock.forward("hour")
    assert 3600 <= (clock.now() - before).total_seconds() < 3660
