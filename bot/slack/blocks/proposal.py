"""The week's proposal: one teacher, one thing to share, one idea; or a conversation, or a PD rotation."""

from uuid import UUID

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import aside, bold, button, buttons, exactly
from bot.slack.text import clip
from domain.commitment import Commitment, CommitmentState
from domain.starter_ideas import OPENERS_FOR_ADMINISTRATORS
from domain.take_action import ProposalKind, ProposalState
from handlers.messages import Place, Proposed, Suggestion


def proposal_blocks(proposed: Proposed, viewer_id: UUID, place: Place) -> list[Block]:
    """Once it is answered it says so and has no buttons."""
    if proposed.state is ProposalState.NOT_THIS_WEEK:
        return [aside("This week’s proposal: not this week. The next one comes with the new week.")]
    blocks: list[Block] = [bold("A proposal for this week"), *_words(proposed)]
    if proposed.state is ProposalState.ACCEPTED:
        return [*blocks, aside(_doing(proposed.promise, viewer_id, place))]
    return [*blocks, _answers(str(proposed.proposal_id))]


def _doing(promise: Commitment | None, viewer_id: UUID, place: Place) -> str:
    """What became of it; no promise once that has been forgotten."""
    if promise is None:
        return "✓ You took this on."
    if promise.owner_id != viewer_id:
        return f"{clip(promise.owner, 40)} has taken this over."
    if promise.state is CommitmentState.KEPT:
        return "✓ You did this."
    if promise.state is CommitmentState.RELEASED:
        return "You released this."
    return f"✓ You are doing this, by {place.near(promise.due_on)}."


def _words(proposed: Proposed) -> list[Block]:
    if proposed.kind is ProposalKind.ROTATION:
        return [exactly(f"Plan a PD rotation on {proposed.problem}{_because(proposed.who)}.")]
    if proposed.kind is ProposalKind.ADMINISTRATOR and proposed.who:
        openers = "\n".join(f"• {each}" for each in OPENERS_FOR_ADMINISTRATORS)
        words = f"Talk with {proposed.who.what}{_because(proposed.who)}. To begin with:\n{openers}"
        return [exactly(words)]
    lines = (
        _line("Reach out to", proposed.who),
        _line("Share", proposed.tool),
        _line("Offer a lesson idea:", proposed.idea),
    )
    return [exactly("\n".join(line for line in lines if line))]


def _line(opening: str, suggestion: Suggestion | None) -> str:
    if suggestion is None:
        return ""
    return f"{opening} {clip(suggestion.what, 400).rstrip('.')}{_because(suggestion)}."


def _because(suggestion: Suggestion | None) -> str:
    return f" ({suggestion.why})" if suggestion and suggestion.why else ""


def _answers(proposal_id: str) -> Block:
    """Labels are pressed by what they read, so this one has the apostrophe of a keyboard."""
    return buttons(
        button("I'll do it", "accept-proposal", proposal_id, style="primary"),
        button("Another", "another-proposal", proposal_id),
        button("Not this week", "not-this-week", proposal_id),
    )
