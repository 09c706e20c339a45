"""A request as the person who asked sees it."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, confirm, exactly
from bot.slack.blocks.reply import helped_buttons
from bot.slack.text import clip
from domain.answer import Answer
from domain.request import Request, RequestState
from handlers.messages import Place, Receipt, Recorded, Story


def receipt(message: Receipt, place: Place) -> Rendered:
    story = message.story
    opening = _receipt_opening(message)
    blocks = [bold(opening), exactly(story.request.need), understood(story.request, place)]
    if story.request.doubtful and story.request.is_live:
        blocks.append(
            aside("I was not sure whether this is a request, so I put it down. If it is not, press Withdraw.")
        )
    blocks += status_for_asker(story, place)
    if story.request.is_live:
        blocks.append(own_buttons(story))
    return Rendered(f"{opening}: {clip(story.request.need, 150)}", tuple(blocks))


def _receipt_opening(message: Receipt) -> str:
    state = message.story.request.state
    if state is RequestState.WITHDRAWN:
        return "You withdrew this request"
    if state in (RequestState.ANSWERED, RequestState.REFERRED, RequestState.DECLINED):
        return "The library has replied to this request"
    if message.recorded is Recorded.ALREADY:
        return "You asked this a few minutes ago; it is on the library’s list once"
    return "The library has your request"


def understood(request: Request, place: Place, *, all_of_it: bool = False) -> Block:
    """What was made of the words. `all_of_it` names also what was not said."""
    unsaid = "not said" if all_of_it else ""
    day = place.lasting(request.needed_by) if request.needed_by else unsaid
    parts = {
        "Class": request.class_name or unsaid,
        "Needed by": day,
        "Kind of help": request.kind.value if request.kind else unsaid,
    }
    lines = [f"{name}: {words}" for name, words in parts.items() if words]
    return aside(*(lines or ["No class and no date; Edit adds them if they matter."]))


def own_buttons(story: Story, value: str | None = None) -> Block:
    """Edit and Withdraw; withdrawing what has been promised is asked back first."""
    request = story.request
    sure = None
    if request.state is RequestState.PROMISED and story.commitment:
        sure = confirm(
            "Withdraw it?", f"{clip(story.commitment.owner, 100)} has promised this and will be told.", "Withdraw"
        )
    about = value or str(request.id)
    return buttons(button("Edit", "edit", about), button("Withdraw", "withdraw", about, confirm=sure))


def own_entry(story: Story, place: Place, value: str | None = None) -> list[Block]:
    """A request in a list of one's own: four blocks."""
    need = exactly(clip(story.request.need, 300))
    return [need, understood(story.request, place), *_standing_and_choices(story, place, value)]


def _standing_and_choices(story: Story, place: Place, value: str | None) -> list[Block]:
    """What was answered asks what its message asks; a partner's help is asked about later, in a message."""
    request, answer = story.request, story.answer
    if request.state is RequestState.ANSWERED and answer and not answer.helped:
        words = f"{_answered_words(answer, place)} Did this help?"
        return [aside(words), helped_buttons("helped", f"{request.id} {answer.id}")]
    status = status_for_asker(story, place) or [aside("Open: waiting for the library.")]
    return [*status, own_buttons(story, value)] if request.is_live else status


def _answered_words(answer: Answer, place: Place) -> str:
    return f"{clip(answer.author, 60)} answered it on {place.lasting(place.day_of(answer.given_at))}."


def status_for_asker(story: Story, place: Place) -> list[Block]:
    request, commitment = story.request, story.commitment
    if request.state is RequestState.PROMISED and commitment:
        owner, doing = clip(commitment.owner, 60), clip(commitment.doing, 150)
        return [aside(f"{owner} has promised this by {place.lasting(commitment.due_on)}: {doing}")]
    if request.state is RequestState.ANSWERED and story.answer:
        return [aside(_answered_words(story.answer, place))]
    if request.state is RequestState.REFERRED and story.referral:
        referral = story.referral
        day = place.lasting(place.day_of(referral.referred_at))
        return [aside(f"{clip(referral.librarian, 60)} put you in touch with {clip(referral.partner, 100)} on {day}.")]
    if request.state is RequestState.OPEN and request.asked_back_at:
        return [aside("The library has a question about it and waits for your reply.")]
    return []
