"""A partner's page: who they are, how things stand, and their story, the newest first."""

from collections.abc import Iterator
from datetime import date

from slack_sdk.models.blocks import Block

from bot.slack.blocks.forms import Form, window
from bot.slack.blocks.partner_words import capital, day_words, days, kind_words, last_contact
from bot.slack.blocks.parts import aside, bold, button, buttons, confirm, exactly, promised, title
from bot.slack.text import clip
from domain.collaboration import Contact, Served
from domain.commitment import CommitmentState
from domain.follow_ups import Standing
from domain.partner_story import PartnerStory, Undertaking
from handlers.look_at_partner import PartnerPage
from handlers.messages import Place

ON_A_PAGE = 20
_MOST_OPEN = 10
_MOST_STEPS = 12
_LONGEST = 300
"""Characters of what somebody wrote, in a line of the story."""


def partner_page(page: PartnerPage, turned: int = 0, back: str = "0") -> Form:
    """`turned` counts the pages of the story, one beyond the last is the last one; `back` leads to the list."""
    chapters = sorted(_chapters(page.story, page.place), key=lambda chapter: chapter[0], reverse=True)
    turned = max(0, min(turned, (len(chapters) - 1) // ON_A_PAGE))
    shown = chapters[turned * ON_A_PAGE : (turned + 1) * ON_A_PAGE]
    about = [] if turned else [*_about(page), *_standing(page), *_promises(page), *_collaboration(page)]
    return window(
        "Partner",
        title(clip(page.followed.partner.name, 100)),
        aside(kind_words(page.followed.partner, page.place)),
        _deeds(page, back),
        *about,
        bold("Story"),
        *([exactly(words) for _, words in shown] or [aside("Nothing has been logged yet.")]),
        *_turns(page, turned, len(chapters), back),
        name="a-partner",
    )


def _deeds(page: PartnerPage, back: str) -> Block:
    partner = page.followed.partner
    everybody = button("All partners", "show-partners", back)
    if partner.retired_on:
        return buttons(everybody)
    about = str(partner.id)
    sure = confirm(
        "Retire this partner?",
        f"{clip(partner.name, 100)} leaves the list and the map, and is not followed up any more. Their story is kept.",
        "Retire",
    )
    return buttons(
        button("Log contact", "log-contact", about, style="primary"),
        button("Edit", "edit-partner", about),
        button("Retire", "retire-partner", about, confirm=sure),
        everybody,
    )


def _about(page: PartnerPage) -> list[Block]:
    partner = page.followed.partner
    lines = (
        ("Contact", " · ".join(each for each in (_in_slack(page), partner.contact) if each)),
        ("What they offer", partner.offers),
        ("How to reach them", partner.reach),
        ("Objective", page.objective),
    )
    return [exactly(f"{label}: {words}") for label, words in lines if words]


def _in_slack(page: PartnerPage) -> str | None:
    return f"{page.person} (has left the school)" if page.followed.partner.has_left else page.person


def _standing(page: PartnerPage) -> list[Block]:
    partner, place = page.followed.partner, page.place
    since = capital(last_contact(page.followed, place))
    gaps = f"Ideal is {days(partner.gaps.ideal)} between contacts, at most {partner.gaps.most}."
    return [
        bold("How things stand"),
        exactly(f"{since}. {_next(page)}"),
        *([] if partner.retired_on else [aside(gaps)]),
    ]


def _next(page: PartnerPage) -> str:
    partner, place, due = page.followed.partner, page.place, day_words(page.due, page.place)
    if partner.retired_on:
        return f"Retired {day_words(partner.retired_on, place)}."
    if partner.quiet_until and partner.quiet_until > place.today:
        return f"Not to be reminded of before {day_words(partner.quiet_until, place)}."
    if page.followed.standing is Standing.OVERDUE:
        return f"Overdue: the next one was due by {due}."
    if page.followed.standing is Standing.WORTH_A_WORD:
        return f"Worth a word: the next one was due by {due}."
    return f"Next contact due by {due}."


def _promises(page: PartnerPage) -> list[Block]:
    story, place = page.story, page.place
    if not story.undertakings:
        return []
    on_time = sum(each.was_on_time for each in story.kept)
    still_open = [each for each in story.undertakings if each.commitment.is_open]
    late = [each for each in still_open if each.is_late(place.today)]
    kept = f"{len(story.kept)} kept, {on_time} of them on time" if story.kept else "None kept yet"
    words = f"{kept}; {len(still_open)} open" + (f", {len(late)} of them late" if late else "") + "."
    in_order = sorted(still_open, key=lambda each: each.commitment.due_on)
    lines = [_open_line(each, place) for each in in_order[:_MOST_OPEN]]
    more = [f"… and {len(in_order) - _MOST_OPEN} more."] if len(in_order) > _MOST_OPEN else []
    return [bold("Promises"), exactly("\n".join([words, *lines, *more]))]


def _open_line(undertaking: Undertaking, place: Place) -> str:
    commitment = undertaking.commitment
    due = day_words(commitment.due_on, place)
    when = f"Late since {due}" if commitment.is_overdue(place.today) else f"Due {due}"
    return f"• {when}: {promised(commitment, place, 150)}"


def _collaboration(page: PartnerPage) -> list[Block]:
    story, place = page.story, page.place
    blocks: list[Block] = []
    benefits = [
        f"To {served}: " + ", ".join(_times(benefit, count) for benefit, count in story.benefits(served))
        for served in Served
        if story.benefits(served)
    ]
    if benefits:
        blocks += [bold("Benefits"), exactly("\n".join(benefits))]
    if story.levels:
        steps = [f"{level} ({day_words(day, place)})" for day, level in story.levels[-_MOST_STEPS:]]
        blocks += [bold("Level over time"), exactly(" → ".join(steps))]
    return blocks


def _times(benefit: str, count: int) -> str:
    return benefit if count == 1 else f"{benefit} ({count} times)"


def _chapters(story: PartnerStory, place: Place) -> Iterator[tuple[date, str]]:
    """(day, line): contact, what was asked and referred, and how promises ended."""
    for contact in story.contacts:
        yield contact.on, f"{day_words(contact.on, place)} · {_contact(contact)}"
    for undertaking in story.undertakings:
        if undertaking.closed_on:
            yield undertaking.closed_on, f"{day_words(undertaking.closed_on, place)} · {_ending(undertaking, place)}"
    for request in story.requests:
        day = place.day_of(request.asked_at)
        yield day, f"{day_words(day, place)} · Asked ({request.state}): “{clip(request.need, _LONGEST)}”"
    for sent in story.referrals:
        day = place.day_of(sent.referred_at)
        helped = f" Did they help? {capital(sent.helped)}." if sent.helped else ""
        yield day, f"{day_words(day, place)} · Referred to them: “{clip(sent.need, _LONGEST)}”{helped}"


def _contact(contact: Contact) -> str:
    facts = [
        contact.activity or "",
        contact.level or "",
        f"{contact.minutes} minute{'' if contact.minutes == 1 else 's'}" if contact.minutes else "",
    ]
    about = ", ".join(fact for fact in facts if fact)
    return f"Contact: {clip(contact.what, _LONGEST)}" + (f" ({about})" if about else "")


def _ending(undertaking: Undertaking, place: Place) -> str:
    commitment = undertaking.commitment
    doing = promised(commitment, place, _LONGEST)
    if commitment.state is CommitmentState.RELEASED:
        return f"Released: {doing}"
    return f"Kept{' late' if undertaking.is_late(place.today) else ''} by {clip(commitment.owner, 100)}: {doing}"


def _turns(page: PartnerPage, turned: int, count: int, back: str) -> list[Block]:
    about, turns = page.followed.partner.id, []
    if turned:
        turns.append(button("Newer", "newer-story", f"{about} {turned - 1} {back}"))
    if (turned + 1) * ON_A_PAGE < count:
        turns.append(button("Older", "older-story", f"{about} {turned + 1} {back}"))
    return [buttons(*turns)] if turns else []
