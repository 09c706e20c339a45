"""What `/library-help` answers where nothing is stored: a near miss, a refusal with one’s words back."""

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.sandbox.block_kit import accept_blocks
from bot.slack import commands
from bot.slack.verbs import asking
from domain.errors import UserError
from tests.bot import from_slack as slack
from tests.bot.showing import buttons_of, exact_texts, posted, read


def refused(error: Exception, text: str) -> dict[str, Any]:
    """What the command is answered with when the desk turns it away."""
    listeners, answers = [], []

    def turn_away(*_: object) -> None:
        raise error

    app = SimpleNamespace(command=lambda _: listeners.append)
    commands.register(app, SimpleNamespace(act=turn_away))
    listeners[0](ack=lambda **answer: answers.append(answer), body=slack.command(text))
    (answer,) = answers
    accept_blocks(answer["blocks"])
    return answer


def test_a_refusal_is_seen_by_the_one_who_typed_alone():
    assert refused(UserError("Not today."), "maps")["response_type"] == "ephemeral"


def test_a_refusal_gives_the_words_back_to_copy_as_they_were_typed():
    answer = refused(UserError("Not today."), "R&amp;D books on a&lt;b, see <https://example.org/?a=1&amp;b=2>")
    assert [*exact_texts(answer["blocks"])] == [
        "Not today.",
        "Your words, to copy:",
        "R&D books on a<b, see https://example.org/?a=1&b=2",
    ]


def test_a_refusal_of_no_words_gives_none_back():
    assert [*exact_texts(refused(UserError("Not today."), "")["blocks"])] == ["Not today."]


def test_when_the_store_is_gone_the_words_are_given_back_with_a_plain_sentence():
    answer = refused(OperationalError("INSERT", {}, Exception("disk")), "maps of old London")
    assert "nothing was stored" in answer["text"]
    assert "maps of old London" in read(answer)


def test_a_mistake_of_ours_is_told_without_its_details():
    answer = refused(LookupError("row 17"), "maps")
    assert "row 17" not in read(answer)
    assert "has been noted" in answer["text"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("mien", "mine"), ("minee", "mine"), ("hlep", "help"), ("helpp", "help")],
)
def test_a_near_miss_is_asked_about(word, meant):
    assert asking.near_miss(word) == meant
    shown = posted(asking._did_you_mean(meant, word))
    assert "Nothing was stored yet" in read(shown)
    assert buttons_of(shown) == [f"Yes, {meant}", "File it as a request"]


@pytest.mark.parametrize("word", ["mine", "help", "hello", "thanks", "maps", "bees", "help2", "mining", "help me"])
def test_what_is_no_near_miss_is_taken_as_it_is(word):
    assert asking.near_miss(word) is None


def test_what_would_be_filed_is_what_was_typed():
    shown = posted(asking._did_you_mean("mine", "Mien?"))
    (row,) = [block for block in shown["blocks"] if block["type"] == "actions"]
    assert [each["value"] for each in row["elements"]] == ["mine", "Mien?"]
