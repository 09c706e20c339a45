"""Each limit of Block Kit, kept by a block that just fits and broken by one that does not."""

from typing import Any

import pytest

from bot.sandbox.block_kit import SlackRefusal, accept_blocks, accept_view
from tests.sandbox.building import SECTION, actions, button, field, modal, plain, text_field


def mrkdwn(text):
    return {"type": "mrkdwn", "text": text}


def section(text="words", **fields: Any):
    return {"type": "section", "text": mrkdwn(text), **fields}


def option(text="One", value="1", **fields: Any):
    return {"text": plain(text), "value": value, **fields}


def select(count=1, **fields: Any):
    return {
        "type": "static_select",
        "action_id": "a",
        "options": [option(value=str(n)) for n in range(count)],
        **fields,
    }


def chooser(kind, count=1, **fields: Any):
    return select(count) | {"type": kind} | fields


def rich(*elements: Any):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [*elements]}]}


CONFIRM = {"title": plain("Sure?"), "text": plain("Really"), "confirm": plain("Yes"), "deny": plain("No")}
PICTURE = {"type": "image", "image_url": "https://x.invalid/a.png", "alt_text": "a"}

FITS_MESSAGES = {
    "50 blocks": [{"type": "divider"}] * 50,
    "a section of 3000": [section("x" * 3000)],
    "10 fields of 2000": [{"type": "section", "fields": [mrkdwn("x")] * 9 + [mrkdwn("x" * 2000)]}],
    "a header of 150": [{"type": "header", "text": plain("x" * 150)}],
    "25 buttons": [actions(*(button(action_id=str(n)) for n in range(25)))],
    "10 in a context": [{"type": "context", "elements": [mrkdwn("x")] * 9 + [PICTURE]}],
    "a button of 75, 2000 and 3000": [
        actions(button("x" * 75, "a" * 255, value="v" * 2000, url="https://" + "u" * 2992))
    ],
    "a confirmation": [actions(button(confirm=CONFIRM))],
    "100 options": [section(accessory=select(100))],
    "grouped options": [
        section(
            accessory={
                "type": "static_select",
                "action_id": "a",
                "option_groups": [{"label": plain("g"), "options": [option()]}],
            }
        )
    ],
    "an overflow of 5": [section(accessory=chooser("overflow", 5))],
    "checkboxes of 10 in mrkdwn": [
        section(
            accessory={"type": "checkboxes", "action_id": "a", "options": [{"text": mrkdwn("*x*"), "value": "v"}] * 10}
        )
    ],
    "radio buttons": [section(accessory=chooser("radio_buttons", 10))],
    "pickers": [
        actions(
            {"type": "datepicker", "action_id": "a", "initial_date": "2026-12-01"},
            {"type": "timepicker", "action_id": "b", "initial_time": "23:59"},
            {"type": "datetimepicker", "action_id": "c", "initial_date_time": 1_700_000_000},
            {"type": "users_select", "action_id": "d", "initial_user": "U0ADA"},
            {"type": "conversations_select", "action_id": "e", "filter": {"include": ["im"]}},
        )
    ],
    "an input": [text_field(multiline=True, max_length=3000, placeholder=plain("x" * 150))],
    "an image": [{**PICTURE, "title": plain("t")}],
    "rich text": [
        rich(
            {"type": "text", "text": "x", "style": {"bold": True}},
            {"type": "link", "url": "https://x.invalid"},
            {"type": "user", "user_id": "U0ADA"},
            {"type": "emoji", "name": "tada"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1, "format": "{date}"},
        )
    ],
    "the same action in two blocks": [actions(button(), block_id="a"), actions(button(), block_id="b")],
    "markdown": [{"type": "markdown", "text": "**x**"}],
}

BREAKS_MESSAGES = {
    "51 blocks": ([{"type": "divider"}] * 51, "no more than 50 items"),
    "an unknown block": ([{"type": "sektion"}], "unsupported type: sektion"),
    "no type": ([{}], "missing required field: type"),
    "no object": (["words"], "must be an object"),
    "an unknown field": ([section(colour="red")], "invalid additional property: colour"),
    "an unknown field deep inside": (
        [section(accessory=button(size="big"))],
        "invalid additional property: size [json-pointer:/blocks/0/accessory]",
    ),
    "an empty section": ([section("")], "must be more than 0 characters"),
    "no text or fields": ([{"type": "section"}], "text or fields"),
    "a section of 3001": ([section("x" * 3001)], "less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    "a number for text": ([section(7)], "must be a valid string"),
    "11 fields": ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "no more than 10 items"),
    "a field of 2001": ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "less than 2001"),
    "a header of 151": ([{"type": "header", "text": plain("x" * 151)}], "less than 151"),
    "a header in mrkdwn": ([{"type": "header", "text": mrkdwn("x")}], "plain_text"),
    "26 elements": ([actions(*(button(action_id=str(n)) for n in range(26)))], "no more than 25"),
    "no elements": ([actions()], "no fewer than 1"),
    "11 in a context": ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "no more than 10"),
    "a button in a context": ([{"type": "context", "elements": [button()]}], "unsupported type: button"),
    "a long block_id": ([section(block_id="x" * 256)], "less than 256"),
    "a long action_id": ([actions(button(action_id="x" * 256))], "less than 256"),
    "one block_id twice": ([section(block_id="a"), section(block_id="a")], "block_id `a` already exists"),
    "one action_id twice": ([actions(button(), button())], "action_id `promise` already exists"),
    "a button of 76": ([actions(button("x" * 76))], "less than 76"),
    "a button in mrkdwn": ([actions(button() | {"text": mrkdwn("x")})], "plain_text"),
    "a value of 2001": ([actions(button(value="v" * 2001))], "less than 2001"),
    "a url of 3001": ([actions(button(url="u" * 3001))], "less than 3001"),
    "a strange style": ([actions(button(style="loud"))], "'primary' or 'danger'"),
    "a confirmation's long title": ([actions(button(confirm=CONFIRM | {"title": plain("x" * 101)}))], "less than 101"),
    "a confirmation's long text": ([actions(button(confirm=CONFIRM | {"text": plain("x" * 301)}))], "less than 301"),
    "a confirmation's long button": ([actions(button(confirm=CONFIRM | {"deny": plain("x" * 31)}))], "less than 31"),
    "half a confirmation": ([actions(button(confirm={"title": plain("x")}))], "missing required field: text"),
    "101 options": ([section(accessory=select(101))], "no more than 100"),
    "no options": ([section(accessory={"type": "static_select", "action_id": "a"})], "either options or option_groups"),
    "101 groups": (
        [
            section(
                accessory={
                    "type": "static_select",
                    "action_id": "a",
                    "option_groups": [{"label": plain("g"), "options": [option()]}] * 101,
                }
            )
        ],
        "no more than 100",
    ),
    "an option of 76": ([section(accessory=select() | {"options": [option("x" * 76)]})], "less than 76"),
    "an option's value of 151": (
        [section(accessory=select() | {"options": [option(value="x" * 151)]})],
        "less than 151",
    ),
    "an option's description of 76": (
        [section(accessory=select() | {"options": [option(description=plain("x" * 76))]})],
        "less than 76",
    ),
    "a url in a select": (
        [section(accessory=select() | {"options": [option(url="https://x.invalid")]})],
        "property: url",
    ),
    "mrkdwn in a select": (
        [section(accessory=select() | {"options": [{"text": mrkdwn("x"), "value": "v"}]})],
        "plain_text",
    ),
    "an initial option not offered": (
        [section(accessory=select(initial_option=option("Two", "2")))],
        "one of the options",
    ),
    "a placeholder of 151": ([section(accessory=select(placeholder=plain("x" * 151)))], "less than 151"),
    "an overflow of 6": ([section(accessory=chooser("overflow", 6))], "no more than 5"),
    "11 checkboxes": ([section(accessory=chooser("checkboxes", 11))], "no more than 10"),
    "11 radio buttons": ([section(accessory=chooser("radio_buttons", 11))], "no more than 10"),
    "empty initial options": ([section(accessory=chooser("checkboxes", initial_options=[]))], "no fewer than 1"),
    "no real date": ([actions({"type": "datepicker", "action_id": "a", "initial_date": "2026-02-30"})], "YYYY-MM-DD"),
    "no real time": ([actions({"type": "timepicker", "action_id": "a", "initial_time": "25:00"})], "pattern"),
    "a short moment": ([actions({"type": "datetimepicker", "action_id": "a", "initial_date_time": 12})], "greater"),
    "a datetimepicker as accessory": (
        [section(accessory={"type": "datetimepicker", "action_id": "a"})],
        "unsupported type",
    ),
    "a text input in actions": ([actions({"type": "plain_text_input", "action_id": "a"})], "unsupported type"),
    "a button in an input": ([field("x", button(), "b")], "unsupported type: button"),
    "a label of 2001": ([text_field("x" * 2001)], "less than 2001"),
    "a hint of 2001": (
        [field("x", {"type": "plain_text_input", "action_id": "a"}, "b", hint=plain("x" * 2001))],
        "less than 2001",
    ),
    "a max_length of 3001": ([text_field(max_length=3001)], "less than or equal to 3000"),
    "min over max": ([text_field(min_length=5, max_length=4)], "min_length"),
    "an email input": ([field("x", {"type": "email_text_input", "action_id": "a"}, "b")], "unsupported type: email"),
    "a url input": ([field("x", {"type": "url_text_input", "action_id": "a"}, "b")], "unsupported type: url"),
    "a number input": (
        [field("x", {"type": "number_input", "is_decimal_allowed": False, "action_id": "a"}, "b")],
        "unsupported type: number",
    ),
    "two in focus": (
        [text_field(focus_on_load=True), text_field(block_id="other", focus_on_load=True)],
        "only one element may have focus_on_load",
    ),
    "an image without alt_text": ([{"type": "image", "image_url": "https://x.invalid"}], "field: alt_text"),
    "an image of nothing": ([{"type": "image", "alt_text": "a"}], "image_url or slack_file"),
    "a long image url": ([PICTURE | {"image_url": "x" * 3001}], "less than 3001"),
    "a long alt_text": ([PICTURE | {"alt_text": "x" * 2001}], "less than 2001"),
    "empty rich text": ([rich({"type": "text", "text": ""})], "more than 0 characters"),
    "a strange rich style": ([rich({"type": "text", "text": "x", "style": {"loud": True}})], "property: loud"),
    "a strange rich element": ([rich({"type": "shout", "text": "x"})], "unsupported type: shout"),
    "a strange list": (
        [{"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "none", "elements": []}]}],
        "bullet",
    ),
}


@pytest.mark.parametrize("blocks", FITS_MESSAGES.values(), ids=FITS_MESSAGES)
def test_slack_takes_a_message_with(blocks):
    accept_blocks(blocks)


@pytest.mark.parametrize(("blocks", "words"), BREAKS_MESSAGES.values(), ids=BREAKS_MESSAGES)
def test_slack_refuses_a_message_with(blocks, words):
    with pytest.raises(SlackRefusal) as refusal:
        accept_blocks(blocks)
    assert refusal.value.code == "invalid_blocks"
    messages = refusal.value.more["response_metadata"]["messages"]
    assert any(words in message for message in messages), messages
    assert all(message.startswith("[ERROR] ") and "[json-pointer:" in message for message in messages)


def test_all_blocks_of_a_message_together_have_a_limit():
    accept_blocks([section("x" * 2600)] * 5)
    with pytest.raises(SlackRefusal) as refusal:
        accept_blocks([section("x" * 2601)] * 5)
    assert refusal.value.code == "msg_blocks_too_long"


def test_blocks_and_elements_without_ids_are_given_some():
    (row,) = accept_blocks([{"type": "actions", "elements": [{"type": "button", "text": plain("x")}]}])
    assert row["block_id"]
    assert row["elements"][0]["action_id"]


FITS_MODALS = {
    "100 blocks": modal(*[{"type": "divider"}] * 100),
    "24 characters each": modal(SECTION, title=plain("x" * 24), submit=plain("x" * 24), close=plain("x" * 24)),
    "all inputs": modal(
        field("e", {"type": "email_text_input", "action_id": "a"}, "e"),
        field("u", {"type": "url_text_input", "action_id": "a"}, "u"),
        field("n", {"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "min_value": "0.5"}, "n"),
        field("d", {"type": "datetimepicker", "action_id": "a"}, "d"),
        field("m", chooser("multi_static_select", 3, max_selected_items=2), "m"),
    ),
    "no inputs and no submit": {"type": "modal", "title": plain("x"), "blocks": [SECTION]},
    "private_metadata of 3000": modal(
        SECTION, private_metadata="x" * 3000, callback_id="c" * 255, external_id="e" * 255
    ),
}

BREAKS_MODALS = {
    "101 blocks": (modal(*[{"type": "divider"}] * 101), "no more than 100 items"),
    "a title of 25": (modal(SECTION, title=plain("x" * 25)), "less than 25 characters [json-pointer:/view/title]"),
    "a submit of 25": (modal(SECTION, submit=plain("x" * 25)), "less than 25"),
    "a close of 25": (modal(SECTION, close=plain("x" * 25)), "less than 25"),
    "no title": ({"type": "modal", "blocks": [SECTION]}, "missing required field: title"),
    "no submit with an input": ({"type": "modal", "title": plain("x"), "blocks": [text_field()]}, "field: submit"),
    "private_metadata of 3001": (modal(SECTION, private_metadata="x" * 3001), "less than 3001"),
    "callback_id of 256": (modal(SECTION, callback_id="x" * 256), "less than 256"),
    "external_id of 256": (modal(SECTION, external_id="x" * 256), "less than 256"),
    "an unknown field": (modal(SECTION, colour="red"), "invalid additional property: colour"),
    "the type of Home": (modal(SECTION, type="home"), "'modal'"),
    "markdown": (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    "number limits crossed": (
        modal(
            field("n", {"type": "number_input", "is_decimal_allowed": False, "min_value": "5", "max_value": "4"}, "n"),
        ),
        "min_value cannot be greater",
    ),
    "one block_id twice": (
        modal(text_field(), text_field()),
        "block_id `need` already exists [json-pointer:/view/blocks]",
    ),
}


@pytest.mark.parametrize("view", FITS_MODALS.values(), ids=FITS_MODALS)
def test_slack_takes_a_modal_with(view):
    accept_view(view, "modal")


@pytest.mark.parametrize(("view", "words"), BREAKS_MODALS.values(), ids=BREAKS_MODALS)
def test_slack_refuses_a_modal_with(view, words):
    with pytest.raises(SlackRefusal) as refusal:
        accept_view(view, "modal")
    assert refusal.value.code == "invalid_arguments"
    messages = refusal.value.more["response_metadata"]["messages"]
    assert any(words in message for message in messages), messages


def test_home_takes_inputs_but_no_datetimepicker():
    accept_view({"type": "home", "blocks": [text_field()]}, "home")
    with pytest.raises(SlackRefusal) as refusal:
        accept_view({"type": "home", "blocks": [actions({"type": "datetimepicker", "action_id": "a"})]}, "home")
    assert "unsupported type: datetimepicker" in str(refusal.value.more)


def test_home_has_neither_title_nor_submit():
    with pytest.raises(SlackRefusal):
        accept_view({"type": "home", "title": plain("x"), "blocks": [SECTION]}, "home")


def test_a_view_has_a_weight_limit():
    with pytest.raises(SlackRefusal) as refusal:
        accept_view(modal(*[section("x" * 3000)] * 90), "modal")
    assert refusal.value.code == "view_too_large"
