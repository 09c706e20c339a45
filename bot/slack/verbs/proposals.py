"""Lee answers the week's proposal, and looks after the lesson ideas that it is made from."""

from bot.slack.blocks import ideas as idea_blocks
from bot.slack.blocks.forms import Errand
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission
from bot.slack.responses import show_beneath
from bot.slack.verbs.reactions import Button, Command, FormVerb, NextForm, Reaction, Typed
from domain.history import WANTED
from domain.request import HelpKind
from handlers.act import Act
from handlers.act_on_proposal import accept, another, not_this_week
from handlers.keep_idea import keep_idea, retire_idea
from handlers.look_at_ideas import look_at_idea, look_at_ideas
from handlers.set_proposals import set_proposals
from store.ideas import IdeaWords


def _accept(desk: Desk, act: Act, click: Click) -> Reaction:
    accept(desk.store, act, click.subject_id)
    return None


def _another(desk: Desk, act: Act, click: Click) -> Reaction:
    another(desk.store, act, click.subject_id)
    return None


def _not_this_week(desk: Desk, act: Act, click: Click) -> Reaction:
    not_this_week(desk.store, act, click.subject_id)
    return None


def _ideas(desk: Desk, act: Act, _: Typed) -> Reaction:
    return idea_blocks.idea_list(look_at_ideas(desk.store, act), 0)


def _turn(desk: Desk, act: Act, click: Click) -> Reaction:
    page = int(click.value) if click.value.isdecimal() else 0
    return NextForm(idea_blocks.idea_list(look_at_ideas(desk.store, act), page))


def _open_idea(desk: Desk, act: Act, click: Click) -> Reaction:
    idea = look_at_idea(desk.store, act, click.value)
    return idea_blocks.idea_form(idea, Errand(click.value, beneath=click.view_id))


def _retire(desk: Desk, act: Act, click: Click) -> Reaction:
    retire_idea(desk.store, act, click.value)
    return NextForm(idea_blocks.idea_list(look_at_ideas(desk.store, act), 0))


def _switch(desk: Desk, act: Act, click: Click) -> Reaction:
    set_proposals(desk.store, act, wanted=click.value == WANTED)
    return NextForm(idea_blocks.idea_list(look_at_ideas(desk.store, act), 0))


def _keep(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    kind = sent.filled.choice("kind")
    words = IdeaWords(
        sent.filled.words("title") or "",
        sent.filled.words("words") or "",
        HelpKind(kind) if kind else HelpKind.SOMETHING_ELSE,
    )
    keep_idea(desk.store, act, words, key=sent.errand.subject or None)
    if sent.errand.beneath:
        show_beneath(desk, sent.errand.beneath, idea_blocks.idea_list(look_at_ideas(desk.store, act), 0))
    return None


SUBCOMMANDS: dict[str, Command] = {"ideas": _ideas}

BUTTONS: dict[str, Button] = {
    "accept-proposal": _accept,
    "another-proposal": _another,
    "not-this-week": _not_this_week,
    "wanted-proposals": _switch,
    "stopped-proposals": _switch,
    "earlier-ideas": _turn,
    "later-ideas": _turn,
    "add-idea": lambda _desk, _act, click: idea_blocks.idea_form(None, Errand(beneath=click.view_id)),
    "edit-idea": _open_idea,
    "retire-idea": _retire,
}

FORMS: dict[str, FormVerb] = {"idea": _keep}
