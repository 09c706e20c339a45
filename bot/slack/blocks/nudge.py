"""The one message of a morning: what is due, late and unanswered, most pressing first, each with its buttons."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import Rendered, aside, bold, button, exactly
from bot.slack.blocks.request import commitment_buttons, settled_words, short_card
from bot.slack.text import clip
from domain.commitment import Commitment, CommitmentState
from domain.request import RequestState
from handlers.messages import Card, Nudge, Place, PromiseLine

MOST_LINES = 14
"""Three blocks a line stay under Slack's fifty blocks and 13,000 characters a message."""


def nudge(message: Nudge, place: Place) -> Rendered:
    morning = "Good morning. On your list today" if message.is_early else "On your list today"
    opening = "Still open for today" if message.is_afternoon else morning
    summary = _summary(message, place)
    promises = sorted(message.promises, key=lambda line: line.commitment.due_on)
    lines = [promise_line(line, place) for line in promises] + [
        unanswered_line(each, place) for each in message.unanswered
    ]
    blocks = [block for line in lines[:MOST_LINES] for block in line]
    if len(lines) > MOST_LINES:
        blocks.append(aside(f"And {len(lines) - MOST_LINES} more: they come up as these are settled."))
    return Rendered(f"{opening}: {summary}", (bold(f"{opening}: {summary}"), *blocks))


def promise_line(line: PromiseLine, place: Place) -> list[Block]:
    """A promise in a list; a settled one says so and has no buttons."""
    commitment = line.commitment
    words = f"{_when(commitment, place)}: {clip(commitment.doing, 250)}"
    if line.story:
        words += f" — for {line.story.asker}: “{clip(line.story.request.need, 200)}”"
    if not commitment.is_open:
        done = "✓ Kept" if commitment.state is CommitmentState.KEPT else "Released"
        return [aside(f"{done}: {clip(commitment.doing, 250)}")]
    return [exactly(words), commitment_buttons(commitment, button("Snooze", "snooze", str(commitment.id)))]


def unanswered_line(card: Card, place: Place) -> list[Block]:
    """A request that waited for somebody; once it is promised or settled the line says that."""
    if card.story.request.is_live:
        return short_card(card, place)
    return [aside(f"“{clip(card.story.request.need, 200)}” {settled_words(card.story, place)}")]


def _when(commitment: Commitment, place: Place) -> str:
    day = place.near(commitment.due_on)
    if commitment.snoozed_until and commitment.snoozed_until > place.today:
        until = place.near(commitment.snoozed_until)
        return f"Snoozed until {until}, due {day}"
    if commitment.is_overdue(place.today):
        return f"Overdue since {day}"
    return f"Due {day}"


def _summary(message: Nudge, place: Place) -> str:
    still_open = [line.commitment for line in message.promises if line.commitment.is_open]
    overdue = sum(each.is_overdue(place.today) for each in still_open)
    today = sum(each.due_on == place.today for each in still_open)
    soon = len(still_open) - overdue - today
    waiting = sum(card.story.request.state is RequestState.OPEN for card in message.unanswered)
    parts = [
        f"{overdue} overdue" if overdue else "",
        f"{today} due today" if today else "",
        f"{soon} due soon" if soon else "",
        f"{waiting} waiting for an answer" if waiting else "",
    ]
    return ", ".join(part for part in parts if part) or "all done"
