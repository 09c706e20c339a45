"""A request as a librarian sees it: the card, and its place in a list."""

from dataclasses import replace

from slack_sdk.models.blocks import Block, ButtonElement

from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly
from bot.slack.blocks.receipt import understood
from bot.slack.text import clip
from domain.commitment import Commitment
from domain.referral import Referral
from domain.request import RemarkKind, Request, RequestState
from handlers.messages import Card, Cards, Place, Seat, Story

_SHOWN_REMARKS = 4
_REMARK_LENGTH = 1000


def card(message: Card, place: Place) -> Rendered:
    story = message.story
    opening = f"{story.asker} asks the library"
    return Rendered(
        f"{opening}: {clip(story.request.need, 150)}",
        (
            bold(opening),
            exactly(story.request.need),
            understood(story.request, place, all_of_it=True),
            *_remarks(story),
            *_asked_before(story, place),
            *standing_for_librarian(message, place),
        ),
    )


def cards(message: Cards, place: Place) -> Rendered:
    """What has waited: three blocks a request, shortened; each card's form shows the whole of it."""
    opening = f"{len(message.cards)} requests came in"
    blocks: list[Block] = [bold(opening)]
    for each in message.cards:
        blocks += listed_card(each, place)
    return Rendered(opening, (*blocks, *for_want_of_a_librarian(message.cards[0].seat)))


def listed_card(message: Card, place: Place) -> list[Block]:
    """One of several. Who does not run the library reads what waits; the list says once what they can do about it."""
    if message.seat is Seat.RUNS_LIBRARY or message.story.request.state is not RequestState.OPEN:
        return short_card(message, place)
    return short_card(message, place)[:1]


def for_want_of_a_librarian(seat: Seat) -> list[Block]:
    if seat is Seat.RUNS_LIBRARY:
        return []
    if seat is Seat.LOOKS_ON:
        return [aside("The school has a librarian again, who sees to this.")]
    why = "The school has no librarian just now, so this comes to you. Whoever takes charge gets the library’s list."
    return [aside(why), buttons(button("I run the library now", "take-charge", "library", style="primary"))]


def short_card(message: Card, place: Place) -> list[Block]:
    message = _in_short(message)
    request = message.story.request
    facts = [
        request.class_name or "",
        f"needed by {place.short(request.needed_by)}" if request.needed_by else "",
        request.kind.value if request.kind else "",
    ]
    about = " · ".join(fact for fact in facts if fact)
    words = f"{message.story.asker}: {request.need}" + (f" ({about})" if about else "")
    return [exactly(words), *standing_for_librarian(message, place)]


def _in_short(message: Card) -> Card:
    """Fifteen of these, each with all that it can come to say, stay under the 13,000 characters of a message."""
    story = message.story
    request, commitment, answer, referral = story.request, story.commitment, story.answer, story.referral
    short = replace(
        story,
        asker=clip(story.asker, 40),
        request=replace(request, need=clip(request.need, 250), reason=clip(request.reason or "", 150)),
        commitment=replace(commitment, owner=clip(commitment.owner, 40), doing=clip(commitment.doing, 150))
        if commitment
        else None,
        answer=replace(answer, author=clip(answer.author, 40)) if answer else None,
        referral=replace(referral, partner=clip(referral.partner, 60), librarian=clip(referral.librarian, 40))
        if referral
        else None,
    )
    return replace(message, story=short)


def standing_for_librarian(message: Card, place: Place) -> list[Block]:
    """How things stand with the request, and what this librarian can do about it."""
    story, request = message.story, message.story.request
    if request.state is RequestState.OPEN and message.seat is not Seat.RUNS_LIBRARY:
        return for_want_of_a_librarian(message.seat)
    if request.state is RequestState.OPEN:
        return [*_open_notes(story, place), open_buttons(request)]
    if request.state is RequestState.PROMISED and story.commitment:
        return _promised(message, story.commitment, place)
    return [aside(settled_words(story, place))]


def open_buttons(request: Request) -> Block:
    about = str(request.id)
    return buttons(
        button("Promise", "promise", about, style="primary"),
        button("Ask back", "ask-back", about),
        button("Answer", "answer", about),
        button("Refer", "refer", about),
        button("Decline", "decline", about),
    )


def commitment_buttons(commitment: Commitment, *more: ButtonElement) -> Block:
    about = str(commitment.id)
    return buttons(
        button("Done", "done", about, style="primary"),
        *more,
        button("Renegotiate", "renegotiate", about),
    )


def settled_words(story: Story, place: Place) -> str:
    """One line on how a request ended."""
    request, answer = story.request, story.answer
    if request.state is RequestState.WITHDRAWN:
        return f"{story.asker} withdrew it; nothing more to do."
    if request.state is RequestState.DECLINED:
        return f"Declined: {clip(request.reason or '', 300)}"
    if request.state is RequestState.REFERRED and story.referral:
        return _referred_words(story, story.referral, place)
    if answer is None:
        return "Answered."
    when = place.short(place.day_of(answer.given_at))
    helped = f" Did it help? {story.asker} says: {answer.helped.value}." if answer.helped else ""
    kept = "✓ Done" if story.commitment and not answer.resources and not answer.note else "✓ Answered"
    return f"{kept} by {answer.author}, {when}.{helped}"


def _referred_words(story: Story, referral: Referral, place: Place) -> str:
    when = place.short(place.day_of(referral.referred_at))
    helped = f" Did they help? {story.asker} says: {referral.helped.value}." if referral.helped else ""
    if referral.settled_at and not referral.helped:
        helped = " They helped, as the library heard."
    return f"✓ Referred to {referral.partner} by {referral.librarian}, {when}.{helped}"


def _why_open_again(story: Story) -> str | None:
    """What it was that did not settle it last."""
    answer, referral, commitment = story.answer, story.referral, story.commitment
    if referral and referral.helped and (answer is None or answer.given_at < referral.referred_at):
        return f"Open again: {story.asker} says that {clip(referral.partner, 60)} did not help yet."
    if answer and answer.helped:
        return f"Open again: {story.asker} says the last answer did not help yet."
    if commitment and not commitment.is_open and not answer:
        return f"Open again: {commitment.owner} had to release the promise."
    return None


def _open_notes(story: Story, place: Place) -> list[Block]:
    again = _why_open_again(story)
    notes = [again] if again else []
    if story.request.asked_back_at:
        notes.append(f"Waiting for {story.asker}’s reply to your question.")
    if story.request.needed_by and story.request.needed_by < place.today:
        notes.append("The day it was needed by has passed.")
    return [aside(*notes)] if notes else []


def _later(message: Card, commitment: Commitment) -> str:
    needed_by = message.story.request.needed_by
    return ", later than it is needed" if needed_by and commitment.due_on > needed_by else ""


def _promised(message: Card, commitment: Commitment, place: Place) -> list[Block]:
    if commitment.owner_id != message.viewer_id:
        return [aside(f"{commitment.owner} has promised this by {_day(commitment, place)}.")]
    about = str(commitment.id)
    more = (
        button("Answer", "answer", str(message.story.request.id)),
        button("Ask back", "ask-back", str(message.story.request.id)),
        button("Refer", "refer", str(message.story.request.id)),
    )
    day = _day(commitment, place) + _later(message, commitment)
    share = f" ({commitment.share.value})" if commitment.share else ""
    waits = f" Waiting for {message.story.asker}’s reply." if message.story.request.asked_back_at else ""
    return [
        exactly(f"You promised, by {day}: {commitment.doing}{share}{waits}"),
        buttons(
            button("Done", "done", about, style="primary"),
            button("Renegotiate", "renegotiate", about),
            button("Release", "release", about),
            *more,
        ),
    ]


def _remarks(story: Story) -> list[Block]:
    said = {RemarkKind.QUESTION: "asked", RemarkKind.REPLY: "replied", RemarkKind.ADDITION: "added"}
    shown = story.remarks[-_SHOWN_REMARKS:]
    return [exactly(f"{each.author} {said[each.kind]}: {_shortened(each.words)}") for each in shown]


def _shortened(words: str) -> str:
    return words if len(words) <= _REMARK_LENGTH else words[:_REMARK_LENGTH] + "…"


def _asked_before(story: Story, place: Place) -> list[Block]:
    if not story.before:
        return []
    earlier = [
        f"“{clip(each.need, 60)}” ({each.state.value}, {place.short(place.day_of(each.asked_at))})"
        for each in story.before
    ]
    return [aside("Asked before: " + " · ".join(earlier))]


def _day(commitment: Commitment, place: Place) -> str:
    return place.lasting(commitment.due_on)
