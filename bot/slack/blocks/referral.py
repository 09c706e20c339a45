"""Who can help instead: what the person who asked is told of a partner, and the question whether they helped."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import Rendered, aside, bold, exactly
from bot.slack.blocks.reply import about_request, helped_buttons
from bot.slack.text import clip
from domain.answer import Helped
from handlers.messages import DidTheyHelp, Place, Referred


def referred(message: Referred, place: Place) -> Rendered:
    referral, partner = message.referral, message.partner
    opening = f"{referral.librarian} knows who can help you: {partner.name}"
    note = [exactly(referral.note)] if referral.note else []
    said = clip(referral.note or partner.offers or "", 150)
    return Rendered(
        f"{opening}. {said}" if said else opening,
        (
            bold(opening),
            *note,
            *_who_they_are(message, place),
            about_request(message.story),
            aside("In about a school week I will ask you whether they helped."),
        ),
    )


def _who_they_are(message: Referred, place: Place) -> list[Block]:
    partner = message.partner
    lines = [f"Who they are: {partner.name} ({place.spelt(partner.category)})"]
    if partner.offers:
        lines.append(f"What they offer: {partner.offers}")
    lines.append(f"How to reach them: {_how_to_reach(message)}")
    return [exactly(line) for line in lines]


def _how_to_reach(message: Referred) -> str:
    """Whatever is known; the librarian where nothing is."""
    partner = message.partner
    ways = [
        partner.reach or "",
        f"ask for {partner.contact}" if partner.contact else "",
        f"{message.person}, here in Slack" if message.person else "",
    ]
    return " · ".join(way for way in ways if way) or f"{message.referral.librarian} can tell you."


def did_they_help(message: DidTheyHelp, _: Place) -> Rendered:
    referral = message.referral
    opening = f"{referral.librarian} put you in touch with {referral.partner}"
    question = bold("Did they help?")
    blocks: list[Block] = [bold(opening), about_request(message.story), question]
    if referral.helped is Helped.NOT_YET:
        blocks.append(aside("You said: not yet. The library has your request on its list again."))
    elif referral.helped:
        blocks.append(aside(f"You said: {referral.helped.value}. Thank you!"))
    else:
        blocks.append(helped_buttons("they-helped", f"{referral.request_id} {referral.id}"))
    return Rendered(f"{clip(opening, 300)}. Did they help?", tuple(blocks))
