"""Who was away: a colleague who left promises open, or the bot itself."""

from datetime import timedelta

from slack_sdk.models.blocks import Block

from bot.slack.blocks.nudge import left_line, unanswered_line
from bot.slack.blocks.parts import Rendered, aside, bold, exactly
from bot.slack.blocks.request import for_want_of_a_librarian
from handlers.messages import Away, Left, Place

_MOST_LINES = 12
_FEWEST_REQUESTS = 4


def left(message: Left, place: Place) -> Rendered:
    opening = _left_opening(message)
    blocks: list[Block] = [bold(opening)]
    for line in message.promises[:_MOST_LINES]:
        blocks += left_line(line, place)
    room = max(_MOST_LINES - len(message.promises), _FEWEST_REQUESTS)
    for card in message.unanswered[:room]:
        blocks += unanswered_line(card, place)
    more = max(len(message.promises) - _MOST_LINES, 0) + max(len(message.unanswered) - room, 0)
    if more:
        blocks.append(aside(f"And {more} more, each school morning until somebody has them."))
    return Rendered(opening, (*blocks, *for_want_of_a_librarian(message.seat)))


def _left_opening(message: Left) -> str:
    gone = f"{message.leaver} {'no longer runs the library' if message.is_still_there else 'has left'}"
    if message.promises and message.had_promises:
        return f"{gone} and had promises open. Who takes them over?"
    if message.promises:
        return f"{gone}, and promises are open that nobody has taken over. Who takes them?"
    return f"{gone}. This was left behind."


def away(message: Away, place: Place) -> Rendered:
    late = "Nothing was late because of it."
    if message.late:
        many = "1 message was" if message.late == 1 else f"{message.late} messages were"
        late = f"{many} late because of it, by {_long(message.worst)} at the most."
    first, last = place.moment(message.first), place.moment(message.last)
    away = f"I was away from {first} to {last}."
    if message.times > 1:
        away = f"I was away {message.times} times between {first} and {last}."
    words = f"{away} {late} I have caught up."
    return Rendered(words, (exactly(words),))


def _long(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    for size, name in ((24 * 60, "day"), (60, "hour")):
        if minutes >= size:
            count = round(minutes / size)
            return f"{count} {name}" + ("s" if count > 1 else "")
    return f"{max(minutes, 1)} min"
