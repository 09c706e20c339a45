"""A teacher's thanks: the form, and what the librarian gets."""

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.parts import Rendered, aside, bold, exactly
from bot.slack.blocks.reply import about_request
from bot.slack.text import clip
from domain.request import HelpKind
from domain.thanks import THANKS_LIMIT
from handlers.messages import Place, Thanked
from handlers.say_thanks import ThanksForm

YES = "yes"


def thanks_form(form: ThanksForm, errand: Errand) -> Form:
    tick = fields.ticks(
        "quotes",
        "Quoting",
        [(YES, "The library may quote this to the school’s administrators")],
        ticked=[YES] if form.quotes_thanks else [],
        hint="With your name. You can take it back under My settings on Home.",
    )
    alone = aside("These words stay between you and the library.")
    return a_form(
        "say-thanks",
        "Say thanks",
        "Send",
        errand,
        fields.words(
            "words",
            "Your words",
            hint="The library reads them. Please name no student.",
            lines=True,
            most=THANKS_LIMIT,
        ),
        tick if form.may_be_asked else alone,
    )


def thanked(message: Thanked, _: Place) -> Rendered:
    """What somebody feels less confident about is not said again, not even to those who know."""
    opening = f"{message.story.asker} says thanks"
    is_delicate = message.story.request.kind is HelpKind.LESS_CONFIDENT
    may = "You may quote this to the school’s administrators." if message.may_be_quoted else "This is for the library."
    about = [] if is_delicate else [about_request(message.story)]
    return Rendered(
        f"{opening}: {clip(message.words, 150)}", (bold(opening), exactly(message.words), *about, aside(may))
    )
