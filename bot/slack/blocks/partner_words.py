"""How partners are spoken of: when there was a word last, how things stand, and what they are to the library."""

from datetime import date, timedelta

from bot.slack.text import clip
from domain.follow_ups import Followed, Standing
from domain.partner import Partner, Side
from handlers.messages import Place

_FAR = timedelta(days=183)

SIDES = {Side.INSIDE: "Inside the school", Side.OUTSIDE: "Outside the school"}


def capital(words: str) -> str:
    """A sentence's beginning; “English” and “PD” keep theirs."""
    return words[:1].upper() + words[1:]


def day_words(day: date, place: Place) -> str:
    """Such as “Fri, Feb 27”, with the year where it is far away."""
    return place.lasting(day) if abs(day - place.today) > _FAR else place.short(day)


def days(count: int) -> str:
    return f"{count} school day{'' if count == 1 else 's'}"


def last_contact(followed: Followed, place: Place) -> str:
    on = followed.partner.last_contact_on
    if on is None:
        return "no contact yet"
    if on >= place.today:
        return "last contact today"
    return f"last contact {day_words(on, place)}" + (f", {days(followed.passed)} ago" if followed.passed else "")


def standing_words(followed: Followed, place: Place) -> str:
    partner = followed.partner
    if partner.retired_on:
        return f"retired {day_words(partner.retired_on, place)}"
    if partner.quiet_until and partner.quiet_until > place.today:
        return f"quiet until {day_words(partner.quiet_until, place)}"
    if followed.standing is Standing.FINE:
        return "in touch" if partner.last_contact_on else "new"
    return followed.standing.value


def left_words(partner: Partner) -> str:
    """Empty while they are there."""
    if partner.is_gone:
        return "has left the school"
    return "whoever stands for them has left the school" if partner.has_left else ""


def list_line(followed: Followed, place: Place) -> str:
    """Two lines: who and what they are; how things stand and when there was a word last."""
    partner = followed.partner
    stands = capital(standing_words(followed, place))
    parts = (stands, last_contact(followed, place), left_words(partner))
    return f"{clip(partner.name, 100)} — {place.spelt(partner.category)}\n{' · '.join(part for part in parts if part)}"


def map_line(followed: Followed, place: Place) -> str:
    """One line; how things stand only where somebody should act."""
    stands = left_words(followed.partner) or ("" if followed.standing is Standing.FINE else str(followed.standing))
    return f"{clip(followed.partner.name, 100)}, {last_contact(followed, place)}{f' — {stands}' if stands else ''}"


def kind_words(partner: Partner, place: Place) -> str:
    """Such as “Public libraries · outside the school”."""
    tag = f" · {partner.approach}" if partner.approach else ""
    return f"{capital(place.spelt(partner.category))} · {SIDES[partner.side].lower()}{tag}"
