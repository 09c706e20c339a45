"""What the library says to the person who asked, and the lines about them that a librarian gets."""

import re
from urllib.parse import urlsplit

from slack_sdk.models.blocks import (
    Block,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
)

from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly
from bot.slack.text import clip
from domain.answer import Helped, Resource
from domain.small_talk import Intent
from handlers.messages import (
    Answered,
    Changed,
    Declined,
    News,
    Noted,
    Place,
    Promised,
    Question,
    Released,
    Renegotiated,
    Reply,
    SmallTalk,
    Story,
    TakenOver,
    Withdrawn,
)

_SMALL_TALK = {
    Intent.THANKS: "You’re very welcome! Whenever you need the library, just write.",
    Intent.GREETING: "Hello! Tell me what you need, for which class and by when, and I will pass it on to the library.",
    Intent.FAREWELL: "See you! The library is here when you need it.",
    Intent.ACKNOWLEDGEMENT: "Good! I am here when you need the library.",
}

_MOST_NEWS, _LONGEST_NEWS = 20, 500
"""Lines, and characters of each: together they stay under what a message holds."""

_HELPED = ((Helped.YES, "Yes", "primary"), (Helped.PARTLY, "Partly", None), (Helped.NOT_YET, "Not yet", None))


def small_talk(message: SmallTalk, _: Place) -> Rendered:
    words = _SMALL_TALK[message.intent]
    return Rendered(words, (exactly(words),))


def noted(message: Noted, _: Place) -> Rendered:
    blocks: tuple[Block, ...] = (exactly(message.words),)
    if message.remark_id:
        blocks += (buttons(button("That was a new request", "split-off", str(message.remark_id))),)
    return Rendered(message.words, blocks)


def question(message: Question, _: Place) -> Rendered:
    opening = f"{message.librarian} has a question about your request"
    blocks = [bold(opening), exactly(message.words), about_request(message.story)]
    if message.is_waiting:
        blocks += [
            buttons(button("Reply", "reply", str(message.story.request.id), style="primary")),
            aside("Press Reply, or simply write here."),
        ]
    else:
        blocks.append(aside("Settled, thank you."))
    return Rendered(f"{opening}: {clip(message.words, 150)}", tuple(blocks))


def promised(message: Promised, place: Place) -> Rendered:
    commitment = message.commitment
    day = place.lasting(commitment.due_on)
    opening = f"{commitment.owner} has promised you something by {day}"
    needed_by = message.story.request.needed_by
    late = []
    if needed_by and commitment.due_on > needed_by:
        late = [aside(f"That is later than the day you needed it by, {place.lasting(needed_by)}.")]
    return Rendered(
        f"{opening}: {clip(commitment.doing, 150)}",
        (bold(opening), exactly(commitment.doing), *late, about_request(message.story)),
    )


def renegotiated(message: Renegotiated, place: Place) -> Rendered:
    day = place.lasting(message.commitment.due_on)
    opening = f"{message.commitment.owner} has a new date for what was promised: {day}"
    return Rendered(
        f"{opening}. {clip(message.word, 150)}",
        (bold(opening), exactly(message.word), aside(f"Promised: {clip(message.commitment.doing, 300)}")),
    )


def taken_over(message: TakenOver, place: Place) -> Rendered:
    day = place.lasting(message.commitment.due_on)
    opening = f"{message.commitment.owner} has taken over what was promised to you by {day}"
    return Rendered(
        f"{opening}: {clip(message.commitment.doing, 150)}",
        (bold(opening), exactly(message.commitment.doing), about_request(message.story)),
    )


def news(message: News, _: Place) -> Rendered:
    blocks = [exactly(clip(line, _LONGEST_NEWS)) for line in message.lines[:_MOST_NEWS]]
    left = len(message.lines) - _MOST_NEWS
    return Rendered(clip(message.lines[0], 150), (*blocks, *([aside(f"And {left} more.")] if left > 0 else [])))


def released(message: Released, _: Place) -> Rendered:
    opening = f"{message.librarian} cannot keep this promise"
    return Rendered(
        f"{opening}: {clip(message.word, 150)}",
        (
            bold(opening),
            exactly(message.word),
            about_request(message.story),
            aside("Your request is open again, and the library has it on its list."),
        ),
    )


def answered(message: Answered, _: Place) -> Rendered:
    answer, story = message.answer, message.story
    is_done = not answer.resources and not answer.note
    opening = f"{answer.author} has done what was promised" if is_done else f"{answer.author} has an answer for you"
    blocks: list[Block] = [bold(opening)]
    if is_done and story.commitment:
        blocks.append(exactly(story.commitment.doing))
    if answer.note:
        blocks.append(exactly(answer.note))
    if answer.resources:
        blocks.append(_resources(answer.resources))
    blocks.append(about_request(story))
    return Rendered(f"{opening}. Did this help?", (*blocks, *_did_this_help(message)))


def _did_this_help(message: Answered) -> list[Block]:
    answer = message.answer
    if answer.helped is Helped.NOT_YET:
        return [bold("Did this help?"), aside("You said: not yet. The library has your request on its list again.")]
    if answer.helped:
        said = aside(f"You said: {answer.helped.value}. Thank you!")
        return [bold("Did this help?"), said, *_thanking(message)]
    return [bold("Did this help?"), helped_buttons("helped", f"{answer.request_id} {answer.id}")]


def _thanking(message: Answered) -> list[Block]:
    """Once it has helped: nobody is asked for thanks, and whoever likes to can say it."""
    answer = message.answer
    if answer.helped is not Helped.YES:
        return []
    if message.is_thanked:
        return [aside("The library has your thanks.")]
    return [buttons(button("Say thanks", "say-thanks", f"{answer.request_id} {answer.id}"))]


def helped_buttons(verb: str, about: str) -> Block:
    """`verb` begins what each asks for, `about` is what it is said of."""
    return buttons(
        *(
            button(label, f"{verb}-{helped.name.lower()}", f"{about} {helped.value}", style=style)
            for helped, label, style in _HELPED
        )
    )


def _resources(found: tuple[Resource, ...]) -> Block:
    """A list in rich text, where words are shown exactly and a link is a link."""
    return RichTextBlock(
        elements=[
            RichTextListElement(
                style="ordered", elements=[RichTextSectionElement(elements=_parts(each)) for each in found]
            )
        ]
    )


def _parts(resource: Resource) -> list[RichTextElementParts.Text | RichTextElementParts.Link]:
    is_link = resource.where is not None and _is_web_address(resource.where)
    parts: list[RichTextElementParts.Text | RichTextElementParts.Link] = []
    if is_link:
        parts.append(RichTextElementParts.Link(url=resource.where or "", text=resource.title))
    else:
        parts.append(RichTextElementParts.Text(text=resource.title))
        if resource.where:
            parts.append(RichTextElementParts.Text(text=f", {resource.where}"))
    if resource.why:
        parts.append(RichTextElementParts.Text(text=f" — {resource.why}"))
    return parts


def _is_web_address(where: str) -> bool:
    """Whatever else was typed there is shown as words: a link that leads nowhere helps nobody."""
    try:
        return bool(re.fullmatch(r"https?://\S+", where) and urlsplit(where).hostname)
    except ValueError:
        return False


def declined(message: Declined, _: Place) -> Rendered:
    opening = f"{message.librarian} cannot help with this one"
    instead = [aside(f"You could ask: {message.ask_instead}")] if message.ask_instead else []
    return Rendered(
        f"{opening}: {clip(message.word, 150)}",
        (bold(opening), exactly(message.word), *instead, about_request(message.story)),
    )


def reply(message: Reply, _: Place) -> Rendered:
    opening = f"{message.author} wrote about a request"
    return Rendered(
        f"{opening}: {clip(message.words, 150)}", (bold(opening), exactly(message.words), about_request(message.story))
    )


def changed(message: Changed, place: Place) -> Rendered:
    request = message.story.request
    day = f", needed by {place.lasting(request.needed_by)}" if request.needed_by else ""
    about = f" ({request.class_name})" if request.class_name else ""
    words = f"{message.story.asker} changed a request you promised: {clip(request.need, 300)}{about}{day}"
    return Rendered(words, (exactly(words),))


def withdrawn(message: Withdrawn, _: Place) -> Rendered:
    words = (
        f"{message.story.asker} no longer needs this; your promise is closed: {clip(message.story.request.need, 300)}"
    )
    return Rendered(words, (exactly(words),))


def about_request(story: Story) -> Block:
    return aside(f"About: “{clip(story.request.need, 200)}”")
