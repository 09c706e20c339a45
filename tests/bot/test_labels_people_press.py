"""Labels that others rely on, letter by letter: people, guides and checks press them by what they read."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from showing import buttons_of, published
from stories import PLACE, every_home

from bot.slack.blocks.contact import log_form
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.proposal import proposal_blocks
from domain.collaboration import ActivityKind
from domain.take_action import ProposalKind, ProposalState
from handlers.log_contact import ContactForm
from handlers.messages import Home, Proposed, ShownOnly, Suggestion
from handlers.whose_contact import ContactDraft


def options(field: str) -> list[str]:
    form = log_form("log-contact", ContactForm(PLACE, (), ContactDraft()), Errand())
    (block,) = (each for each in form["blocks"] if each["block_id"] == field)
    return [option["text"]["text"] for option in block["element"]["options"]]


def test_a_proposal_is_answered_by_the_three_labels_of_the_guide():
    who = Suggestion("Ada", "no word yet")
    proposed = Proposed(UUID(int=1), ProposalKind.REACH_OUT, ProposalState.OFFERED, who, None, None, None, None)
    buttons: dict[str, Any] = proposal_blocks(proposed, UUID(int=2), PLACE)[-1].to_dict()
    assert [each["text"]["text"] for each in buttons["elements"]] == ["I'll do it", "Another", "Not this week"]


def test_what_is_ticked_to_tell_the_other_person_reads_so():
    assert options("tells") == ["Tell them"]


def test_the_kinds_of_activity_keep_the_capitals_of_the_field():
    assert options("activity")[:2] == ["Class on a regular schedule", "PD rotation"]
    assert len(options("activity")) == len(ActivityKind)


def test_homes_are_pressed_by_these():
    homes = every_home()
    filtered = replace(homes["librarian, open"], only=ShownOnly("Ada Byron"))
    pressed = {
        *labels(filtered),
        *labels(homes["librarian, referred"]),
        *labels(homes["administrator"]),
        *labels(homes["somebody new"]),
    }
    assert pressed >= {
        "Ask the library",
        "Filter",
        "Show everything",
        "Add a need",
        "No longer needed",
        "Weekly digest",
        "They helped",
        "Take back",
        "I can help",
        "Settings",
    }


def labels(home: Home) -> list[str]:
    """Of every button, those beside a text among them."""
    shown = published(home)
    beside = [block["accessory"]["text"]["text"] for block in shown["blocks"] if "accessory" in block]
    return [*buttons_of(shown), *beside]
