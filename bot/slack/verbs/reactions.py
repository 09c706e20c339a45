"""What a verb is given and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.slack.blocks.forms import Form
from bot.slack.blocks.parts import Rendered
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission
from bot.slack.text import Mentioned
from handlers.act import Act


@dataclass(frozen=True)
class Typed:
    """A command: its words, with names for ids, and the trigger that opens a form once."""

    text: str
    trigger_id: str
    mentioned: tuple[Mentioned, ...] = ()
    """Whose names they are, where somebody was mentioned with an @."""


@dataclass(frozen=True)
class NextForm:
    """What takes the place of a form that was sent, or in which a button was pressed: another step, or a sentence."""

    view: Form


Reaction = Form | NextForm | Rendered | None
"""A form to open, one to put in the place of the one pressed in, something to put in the place of an ephemeral
message, or nothing to show."""

Button = Callable[[Desk, Act, Click], Reaction]
FormVerb = Callable[[Desk, Act, Submission], NextForm | None]
Command = Callable[[Desk, Act, Typed], Reaction]
"""A form is opened; what is rendered answers the command, for the one who typed it only."""
