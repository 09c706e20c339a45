"""Partners in a morning's list: worth a word, or overdue, each with what can be done about it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.slack.blocks.partner_words import capital, days, last_contact, left_words, standing_words
from bot.slack.blocks.parts import aside, bold, button, buttons, exactly
from bot.slack.text import clip
from domain.follow_ups import Followed, Standing
from domain.partner import Partner
from handlers.messages import PartnerLine, Place


def partner_lines(lines: Sequence[PartnerLine], place: Place) -> list[Block]:
    blocks: list[Block] = [bold("Partners")] if lines else []
    for line in lines:
        blocks += _line(line, place)
    return blocks


def partner_counts(lines: Sequence[PartnerLine]) -> list[str]:
    """For the message's summary: how many are overdue, and how many worth a word."""
    waiting = [line.followed.standing for line in lines if not line.is_settled]
    overdue = waiting.count(Standing.OVERDUE)
    worth = len(waiting) - overdue
    return [
        f"{_partners(worth)} worth a word" if worth else "",
        f"{_partners(overdue)} overdue for a word" if overdue else "",
    ]


def _partners(count: int) -> str:
    return "1 partner" if count == 1 else f"{count} partners"


def _line(line: PartnerLine, place: Place) -> list[Block]:
    partner = line.followed.partner
    if line.is_settled:
        name = clip(partner.name, 100)
        words = "in touch" if partner.last_contact_on == place.today else standing_words(line.followed, place)
        return [aside(f"✓ {name}: {words}")]
    return worth_a_word(line.followed, place)


def worth_a_word(followed: Followed, place: Place) -> list[Block]:
    """Of whoever has left it says so, and opens the page on which they are changed or retired."""
    partner, subject = followed.partner, str(followed.partner.id)
    standing, name, kind = capital(followed.standing), clip(partner.name, 100), place.spelt(partner.category)
    contact = last_contact(followed, place)
    if partner.last_contact_on is None:
        contact = f"no contact in the {days(followed.passed)} since they were added"
    left = left_words(partner)
    return [
        exactly(f"{standing}: {name} — {kind}, {contact}. {f'{capital(left)}.' if left else _limit(partner)}"),
        buttons(
            *([button("Open", "open-partner", subject)] if left else []),
            button("Log contact", "log-contact", subject, style="primary"),
            button("Snooze", "snooze-partner", subject),
            button("Not now this term", "not-this-term", subject),
        ),
    ]


def _limit(partner: Partner) -> str:
    return f"The limit is {days(partner.gaps.most)}."
