"""Filtering a librarian's Home: the buttons at its top, what it is filtered by, and the form."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.parts import bold, button, buttons, exactly
from bot.slack.text import clip
from handlers.filter_home import FilterForm
from handlers.messages import ShownOnly

_LONGEST_NAME = 100
_LONGEST_OPTION = 75


def filter_row(only: ShownOnly | None) -> list[Block]:
    if only is None:
        return [buttons(button("Filter", "filter-home", "home"))]
    back = button("Show everything", "show-everything", "home", style="primary")
    return [bold(f"Shown: {_in_words(only)}"), buttons(back, button("Filter", "filter-home", "home"))]


def nothing_asked(only: ShownOnly | None, *, is_all: bool) -> list[Block]:
    """`is_all` says that there is nothing else on the list either."""
    if only:
        return [exactly(f"Nothing on your list is about {_in_words(only)} just now. Show everything leads back.")]
    return [exactly("Nothing is waiting for you. Enjoy the quiet.")] if is_all else []


def filter_form(form: FilterForm) -> Form:
    """It begins empty, whatever is shown now: Slack has no way to empty a menu, so nothing could be taken out again."""
    now = f"Shown now: {_in_words(form.only)}. What you choose here takes its place. " if form.only else ""
    return a_form(
        "filter-home",
        "Filter",
        "Show",
        Errand(),
        fields.person("person", "Person", hint="Who asked, or the partner."),
        *_menu("class", "Class", [(each, each) for each in form.classes]),
        *_menu("objective", "Objective", _objectives(form)),
        exactly(f"{now}What you leave empty is not looked at."),
    )


def _objectives(form: FilterForm) -> list[tuple[str, str]]:
    return [(str(each.id), clip(each.title, _LONGEST_OPTION)) for each in form.objectives[: fields.MOST_OPTIONS]]


def _menu(name: str, label: str, options: list[tuple[str, str]]) -> list[Block]:
    """Slack takes no menu without options."""
    return [fields.menu(name, label, options)] if options else []


def _in_words(only: ShownOnly) -> str:
    parts = (
        clip(only.person, _LONGEST_NAME) if only.person else "",
        _a_class(only.class_name) if only.class_name else "",
        f"objective “{clip(only.objective, _LONGEST_NAME)}”" if only.objective else "",
    )
    return ", ".join(part for part in parts if part)


def _a_class(name: str) -> str:
    """Grade 8 says itself what it is, 8b does not."""
    return f"class {name}" if name[0].isdigit() else name
