"""The one message of a morning: what is due, late and unanswered, most pressing first, each with its buttons."""

from datetime import date, datetime

from slack_sdk.models.blocks import Block

from bot.slack.blocks.follow_up import partner_counts, partner_lines
from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly, promised
from bot.slack.blocks.proposal import proposal_blocks
from bot.slack.blocks.request import commitment_buttons, for_want_of_a_librarian, listed_card, settled_words
from bot.slack.text import clip
from domain.commitment import Commitment, CommitmentState
from domain.request import Request, RequestState
from domain.take_action import ProposalState
from handlers.messages import Card, Nudge, Place, PromiseLine, Seat

MOST_LINES = 12
KEPT_FOR_REQUESTS = 4
FEWER_LINES = 4
"""Three blocks a line stay under Slack's fifty blocks and 13,000 characters a message; some of the lines are kept for
requests, and there are fewer of them where partners and a proposal follow."""
MOST_SHORT_LINES = 20


def nudge(message: Nudge, place: Place) -> Rendered:
    morning = "Good morning. On your list today" if message.is_early else "On your list today"
    opening = "Still open for today" if message.is_afternoon else morning
    summary = _summary(message, place)
    promises, unanswered = _in_order(message)
    most = MOST_LINES - (FEWER_LINES if message.partners or message.proposed else 0)
    room = max(most - len(unanswered), most - KEPT_FOR_REQUESTS)
    left = most - len(promises[:room])
    lines = [_line(each, message, place) for each in promises[:room]]
    lines += [unanswered_line(each, place) for each in unanswered[:left]]
    blocks = [block for line in lines for block in line]
    rest = [
        *_shortly(promises[room:], unanswered[left:], place),
        *for_want_of_a_librarian(message.seat),
        *partner_lines(message.partners, place),
        *(proposal_blocks(message.proposed, message.viewer_id, place) if message.proposed else []),
    ]
    return Rendered(f"{opening}: {summary}", (bold(f"{opening}: {summary}"), *blocks, *rest))


def _line(line: PromiseLine, message: Nudge, place: Place) -> list[Block]:
    is_theirs = line.commitment.owner_id == message.viewer_id
    may_have_it_back = line.commitment.is_left_behind and message.seat is Seat.MAY_TAKE_CHARGE
    return promise_line(line, place) if is_theirs and not may_have_it_back else left_line(line, place)


def _in_order(message: Nudge) -> tuple[list[PromiseLine], list[Card]]:
    """The most pressing first: by the day that was promised, by the day something is needed, by how long it waits."""
    promises = sorted(message.promises, key=lambda line: (not line.commitment.is_open, line.commitment.due_on))
    unanswered = sorted(message.unanswered, key=lambda card: _pressing(card.story.request))
    return promises, unanswered


def _pressing(request: Request) -> tuple[bool, date, datetime]:
    return request.state is not RequestState.OPEN, request.needed_by or date.max, request.asked_at


def _shortly(promises: list[PromiseLine], unanswered: list[Card], place: Place) -> list[Block]:
    """What there is no room for with its buttons: a line each, so that nothing is missing from the list."""
    lines = [f"{_when(line.commitment, place)}: {promised(line.commitment, place, 60)}" for line in promises]
    lines += [f"{card.story.asker}: {clip(card.story.request.need, 60)}" for card in unanswered]
    if not lines:
        return []
    left = len(lines) - MOST_SHORT_LINES
    more = [f"… and {place.number(left)} more."] if left > 0 else []
    opening = aside("And, with their buttons as the others are settled:")
    return [opening, exactly("\n".join(lines[:MOST_SHORT_LINES] + more))]


def promise_line(line: PromiseLine, place: Place) -> list[Block]:
    """A promise in a list; a settled one says so and has no buttons."""
    commitment = line.commitment
    words = f"{_when(commitment, place)}: {promised(commitment, place, 250)}"
    if line.story:
        words += f" — for {line.story.asker}: “{clip(line.story.request.need, 200)}”"
    elif line.agreed_with:
        words += f" — agreed with {clip(line.agreed_with, 100)}"
    if not commitment.is_open:
        done = "✓ Kept" if commitment.state is CommitmentState.KEPT else "Released"
        return [aside(f"{done}: {promised(commitment, place, 250)}")]
    if commitment.is_left_behind:
        return [aside(f"Offered to your colleagues: {promised(commitment, place, 250)}")]
    return [exactly(words), commitment_buttons(commitment, button("Snooze", "snooze", str(commitment.id)))]


def left_line(line: PromiseLine, place: Place) -> list[Block]:
    """A promise of somebody who has left, for the taking; once somebody has it or it is settled the line says that."""
    commitment = line.commitment
    doing = promised(commitment, place, 200)
    if not commitment.is_open:
        return [aside(f"Settled: {doing}")]
    if not commitment.owner_has_left:
        return [aside(f"{clip(commitment.owner, 40)} has taken over: {doing}")]
    words = f"{_when(commitment, place)}, promised by {clip(commitment.owner, 40)}, who has left the library: {doing}"
    if line.story:
        words += f" — for {clip(line.story.asker, 40)}: “{clip(line.story.request.need, 150)}”"
    return [exactly(words), buttons(button("Take over", "take-over", str(commitment.id), style="primary"))]


def unanswered_line(card: Card, place: Place) -> list[Block]:
    """A request that waited for somebody; once it is promised or settled the line says that."""
    if card.story.request.is_live:
        return listed_card(card, place)
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
    left = sum(line.commitment.is_left_behind for line in message.promises)
    theirs = [line.commitment for line in message.promises if line.commitment.owner_id == message.viewer_id]
    every_open = [commitment for commitment in theirs if commitment.is_open and not commitment.is_left_behind]
    still_open = [each for each in every_open if not each.snoozed_until or each.snoozed_until <= place.today]
    overdue = sum(each.is_overdue(place.today) for each in still_open)
    today = sum(each.due_on == place.today for each in still_open)
    soon, snoozed = len(still_open) - overdue - today, len(every_open) - len(still_open)
    waiting = sum(card.story.request.state is RequestState.OPEN for card in message.unanswered)
    parts = [
        f"{place.number(overdue)} overdue" if overdue else "",
        f"{place.number(today)} due today" if today else "",
        f"{place.number(soon)} due soon" if soon else "",
        f"{place.number(left)} to take over" if left else "",
        f"{place.number(waiting)} waiting for an answer" if waiting else "",
        f"{place.number(snoozed)} snoozed" if snoozed else "",
        *partner_counts(message.partners),
    ]
    is_offered = message.proposed is not None and message.proposed.state is ProposalState.OFFERED
    nothing = "a proposal for the week" if is_offered else "all done"
    return ", ".join(part for part in parts if part) or nothing
