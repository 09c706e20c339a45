"""Which of the renderers a message goes to."""

from collections.abc import Callable
from typing import Any

from bot.slack.blocks import absence, digest, files, nudge, partner_map, receipt, referral, reply, request, thanks
from bot.slack.blocks.parts import Rendered
from handlers import messages
from handlers.messages import Message, Place

_RENDERERS: dict[type, Callable[[Any, Place], Rendered]] = {
    messages.Receipt: receipt.receipt,
    messages.Card: request.card,
    messages.Cards: request.cards,
    messages.SmallTalk: reply.small_talk,
    messages.Noted: reply.noted,
    messages.Question: reply.question,
    messages.Promised: reply.promised,
    messages.Renegotiated: reply.renegotiated,
    messages.Released: reply.released,
    messages.Answered: reply.answered,
    messages.Declined: reply.declined,
    messages.Referred: referral.referred,
    messages.DidTheyHelp: referral.did_they_help,
    messages.Reply: reply.reply,
    messages.Changed: reply.changed,
    messages.Withdrawn: reply.withdrawn,
    messages.Nudge: nudge.nudge,
    messages.Digest: digest.digest,
    messages.TakenOver: reply.taken_over,
    messages.News: reply.news,
    messages.Left: absence.left,
    messages.Thanked: thanks.thanked,
    messages.Away: absence.away,
    messages.MapPicture: partner_map.map_in_words,
    messages.TermReport: files.term_report,
    messages.CalendarFile: files.calendar_file,
}


def render(message: Message, place: Place) -> Rendered:
    return _RENDERERS[type(message)](message, place)
