"""Modals and Home: triggers, stacks, hashes, and what the app may answer to a submission."""

from typing import Any

import pytest
from slack_bolt import App

from bot.sandbox import triggers
from bot.sandbox.server import Sandbox
from tests.people import Person, Refused
from tests.sandbox.building import SECTION, Raw, actions, button, field, modal, plain, text_field

HOME = {"type": "home", "blocks": [SECTION]}


@pytest.fixture
def trigger(sandbox: Sandbox):
    """Fresh leave for Ada's screen; `trigger(view_id)` as after a click in that modal."""

    def issue(view_id: str | None = None) -> str:
        return sandbox.people.api.triggers.issue("U0ADA", view_id)

    return issue


def opened(raw: Raw, trigger, view: dict[str, Any] | None = None) -> dict[str, Any]:
    return raw.call("views.open", trigger_id=trigger(), view=view or modal(text_field()))["view"]


def test_a_trigger_opens_one_modal_only(raw: Raw, trigger):
    trigger_id = trigger()
    assert raw.call("views.open", trigger_id=trigger_id, view=modal(SECTION))["view"]["id"].startswith("V")
    assert raw.error("views.open", trigger_id=trigger_id, view=modal(SECTION)) == "exchanged_trigger_id"


def test_an_unknown_trigger_and_one_older_than_three_seconds(raw: Raw, trigger, monkeypatch):
    assert raw.error("views.open", trigger_id="1.2.3", view=modal(SECTION)) == "invalid_trigger_id"
    trigger_id = trigger()
    assert triggers.LIFETIME == 3
    monkeypatch.setattr(triggers, "LIFETIME", 0)
    assert raw.error("views.open", trigger_id=trigger_id, view=modal(SECTION)) == "expired_trigger_id"


def test_a_bad_view_does_not_use_the_trigger_up(raw: Raw, trigger):
    trigger_id = trigger()
    assert raw.error("views.open", trigger_id=trigger_id, view=modal({"type": "nothing"})) == "invalid_arguments"
    assert raw.call("views.open", trigger_id=trigger_id, view=modal(SECTION))["ok"]


def test_at_most_three_modals_lie_on_each_other(raw: Raw, trigger):
    view = opened(raw, trigger)
    second = raw.call("views.push", trigger_id=trigger(view["id"]), view=modal(SECTION))["view"]
    third = raw.call("views.push", trigger_id=trigger(second["id"]), view=modal(SECTION))["view"]
    assert (third["root_view_id"], third["previous_view_id"]) == (view["id"], second["id"])
    assert raw.error("views.push", trigger_id=trigger(third["id"]), view=modal(SECTION)) == "push_limit_reached"
    assert len(raw.state()["views"]) == 3


def test_a_push_needs_a_click_in_an_open_modal(raw: Raw, trigger):
    assert raw.error("views.push", trigger_id=trigger(), view=modal(SECTION)) == "not_found"


def test_an_update_needs_the_right_view_and_hash(raw: Raw, trigger):
    view = opened(raw, trigger)
    assert raw.error("views.update", view_id="V0", view=modal(SECTION)) == "not_found"
    assert raw.error("views.update", view=modal(SECTION)) == "invalid_arguments"
    assert raw.error("views.update", view_id=view["id"], hash="1.old", view=modal(SECTION)) == "hash_conflict"
    updated = raw.call("views.update", view_id=view["id"], hash=view["hash"], view=modal(SECTION))["view"]
    assert updated["hash"] != view["hash"]


def test_external_ids_are_unique_and_name_a_view(raw: Raw, trigger):
    view = opened(raw, trigger, modal(SECTION, external_id="one"))
    assert (
        raw.call("views.update", external_id="one", view=modal(SECTION, external_id="one"))["view"]["id"] == view["id"]
    )
    answer = raw.call("views.push", trigger_id=trigger(view["id"]), view=modal(SECTION, external_id="one"))
    assert answer["error"] == "duplicate_external_id"


def test_what_was_typed_survives_an_update_with_the_same_ids(raw: Raw, trigger):
    view = opened(raw, trigger, modal(text_field(), actions(button())))
    where = {"container": {"view": view["id"]}, "block_id": "choices", "action_id": "promise"}
    raw.do("press", **where, state={"need": {"value": "bees"}})
    again = modal(text_field(initial_value="new"), text_field(block_id="other", initial_value="new"))
    updated = raw.call("views.update", view_id=view["id"], view=again)["view"]
    assert updated["state"]["values"]["need"]["value"]["value"] == "bees"
    assert updated["state"]["values"]["other"]["value"]["value"] == "new"


def test_home_is_published_for_a_person_and_guarded_by_its_hash(raw: Raw):
    first = raw.call("views.publish", user_id="U0ADA", view=HOME)["view"]
    assert raw.error("views.publish", user_id="U0ADA", view=HOME, hash="1.old") == "hash_conflict"
    second = raw.call("views.publish", user_id="U0ADA", view=HOME, hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    assert raw.state("U0LEE")["home"] is None
    assert raw.error("views.publish", user_id="U0NOBODY", view=HOME) == "user_not_found"
    assert raw.error("views.publish", user_id="U0ADA", view=modal(SECTION)) == "invalid_arguments"


def test_an_app_without_a_home_tab_publishes_none(tmp_path, manifest):
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    with Sandbox(tmp_path / "homeless", manifest=manifest) as sandbox:
        assert Raw(sandbox).error("views.publish", user_id="U0ADA", view=HOME) == "not_enabled"
        with pytest.raises(Refused, match="no Home tab"):
            Person(sandbox, "Ada").does("home")


# --- submissions


@pytest.fixture
def submitted(bolt, raw: Raw, trigger, ada: Person):
    """`submitted(ack_words, view)`: Ada's modal after a submission that the app acked so."""

    def submit(ack_words: dict[str, Any], view: dict[str, Any] | None = None):
        def register(app: App) -> None:
            app.view("ask")(lambda ack: ack(**ack_words))

        bolt(register)
        opened(raw, trigger, view)
        form = ada.modal()
        form.fill({"What do you need?": "bees"}).submits()
        return form

    return submit


def test_an_ack_without_words_closes_the_modal(submitted):
    assert not submitted({}).is_open


def test_an_ack_with_errors_shows_them_under_their_fields(submitted):
    form = submitted({"response_action": "errors", "errors": {"need": "Which bees?"}})
    assert form.is_open
    assert form.errors == {"What do you need?": "Which bees?"}


def test_an_ack_with_an_update_rewrites_the_modal(submitted, ada: Person):
    form = submitted({"response_action": "update", "view": modal(SECTION, title=plain("Done"))})
    assert ada.modal().title == "Done"
    assert form.is_open


def test_an_ack_with_a_push_lays_another_on_top_and_clear_takes_all_away(submitted, ada: Person, raw: Raw):
    submitted({"response_action": "push", "view": modal(SECTION, title=plain("More"))})
    assert [view["title"]["text"] for view in raw.state()["views"]] == ["Ask", "More"]
    ada.modal().closes()
    assert ada.modal().title == "Ask"


def test_clear_closes_the_whole_stack(submitted, ada: Person):
    submitted({"response_action": "clear"})
    assert not ada.has_a_modal()


@pytest.mark.parametrize(
    "ack_words",
    [
        {"response_action": "errors", "errors": {"elsewhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
def test_an_ack_that_slack_cannot_follow_is_told_to_the_person(submitted, ada: Person, ack_words):
    with pytest.raises(Refused, match="trouble connecting"):
        submitted(ack_words)
    assert ada.has_a_modal()
    assert "trouble connecting" in ada.notices()[0]


def test_a_modal_that_asked_for_it_tells_of_its_closing(bolt, raw: Raw, trigger, ada: Person):
    heard: list[dict[str, Any]] = []

    def register(app: App) -> None:
        @app.view_closed("ask")
        def closed(ack, body):
            heard.append(body)
            ack()
            app.client.chat_postMessage(channel="U0ADA", text="closed")

    bolt(register)
    opened(raw, trigger, modal(SECTION, notify_on_close=True))
    ada.modal().closes()
    ada.sees("closed")
    assert heard[0]["is_cleared"] is False
    assert not ada.has_a_modal()


def test_only_the_modal_on_top_can_be_used(raw: Raw, trigger):
    view = opened(raw, trigger)
    raw.call("views.push", trigger_id=trigger(view["id"]), view=modal(SECTION))
    assert raw.do("submit", view_id=view["id"], values={})["error"] == "That window is no longer open."


INPUTS = {
    "too short": (text_field(min_length=5), "bee", "at least 5"),
    "too long": (text_field(max_length=5), "beetles", "5 characters or fewer"),
    "blank": (text_field(), "  ", "required"),
    "no email": (field("x", {"type": "email_text_input", "action_id": "value"}, "need"), "ada", "valid email"),
    "no link": (field("x", {"type": "url_text_input", "action_id": "value"}, "need"), "loc.gov", "valid URL"),
    "no number": (
        field("x", {"type": "number_input", "action_id": "value", "is_decimal_allowed": False}, "need"),
        "2.5",
        "whole number",
    ),
    "too great": (
        field(
            "x", {"type": "number_input", "action_id": "value", "is_decimal_allowed": True, "max_value": "5"}, "need"
        ),
        "5.5",
        "5 or less",
    ),
    "no date": (field("x", {"type": "datepicker", "action_id": "value"}, "need"), "soon", "choose a date"),
}


@pytest.mark.parametrize(("block", "value", "words"), INPUTS.values(), ids=INPUTS)
def test_the_client_checks_a_field_before_the_app_hears_of_it(raw: Raw, trigger, block, value, words):
    view = opened(raw, trigger, modal(block))
    answer = raw.do("submit", view_id=view["id"], values={"need": {"value": value}})
    assert words in answer["errors"]["need"]
    assert raw.state()["views"][0]["errors"] == answer["errors"]


def test_an_optional_field_may_stay_empty(submitted):
    optional = field("What do you need?", {"type": "plain_text_input", "action_id": "value"}, "need", optional=True)
    extra = field("More", {"type": "datepicker", "action_id": "value"}, "more", optional=True)
    assert not submitted({}, modal(optional, extra)).is_open
