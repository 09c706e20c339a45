"""The lesson ideas: a list to look through, and a form for one of them."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form, window
from bot.slack.blocks.parts import aside, button, buttons, confirm, exactly
from domain.request import HelpKind
from domain.take_action import Idea, Origin
from handlers.look_at_ideas import Shelf

_PER_PAGE = 20
"""Ideas: two blocks each, and a few for turning, stay under a form's hundred."""


def idea_list(shelf: Shelf, page: int) -> Form:
    ideas = shelf.ideas
    first = max(0, min(page, (len(ideas) - 1) // _PER_PAGE)) * _PER_PAGE
    shown = ideas[first : first + _PER_PAGE]
    blocks: list[Block] = [
        aside(f"{len(ideas)} lesson ideas. The weekly proposal offers one of the kind of help that is asked for most."),
        buttons(button("Add an idea", "add-idea", "new", style="primary"), _switch(shelf)),
    ]
    for idea in shown:
        blocks += _idea(idea)
    return window("Lesson ideas", *blocks, *_turns(page, first, len(ideas)), name="ideas")


def _switch(shelf: Shelf) -> ButtonElement:
    """Stopping is asked about once: the guide means it to be a habit."""
    if not shelf.proposes:
        return button("Propose something every week", "wanted-proposals", "wanted")
    sure = confirm("Stop the weekly proposal?", "You can have it back here at any time.", "Stop")
    return button("Stop the weekly proposal", "stopped-proposals", "stopped", confirm=sure)


def idea_form(idea: Idea | None, errand: Errand) -> Form:
    return a_form(
        "idea",
        "Change the idea" if idea else "Add an idea",
        "Save",
        errand,
        fields.words("title", "Title", value=idea.title if idea else None, most=100),
        fields.words(
            "words",
            "In two sentences",
            hint="What students do, and what the library does for it.",
            value=idea.words if idea else None,
            lines=True,
            most=500,
        ),
        fields.choice(
            "kind",
            "What kind of help is it?",
            [each.value for each in HelpKind],
            value=idea.kind.value if idea else HelpKind.ACTIVITY.value,
        ),
    )


def _idea(idea: Idea) -> list[Block]:
    whose = " · the school’s own" if idea.origin is Origin.SCHOOL else ""
    sure = confirm("Retire this idea?", "It will not be proposed any more.", "Retire")
    return [
        exactly(f"{idea.title}\n{idea.words}\n({idea.kind}{whose})"),
        buttons(
            button("Edit", "edit-idea", idea.key),
            button("Retire", "retire-idea", idea.key, confirm=sure),
        ),
    ]


def _turns(page: int, first: int, count: int) -> list[Block]:
    turns = []
    if first > 0:
        turns.append(button("Earlier ones", "earlier-ideas", str(page - 1)))
    if first + _PER_PAGE < count:
        turns.append(button("More ideas", "later-ideas", str(page + 1)))
    return [buttons(*turns)] if turns else []
