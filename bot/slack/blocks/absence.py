"""Who was away: a colleague who left promises open, or the bot itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly
from bot.slack.text import clip
from handlers.messages import Away, Left, Place, PromiseLine

_MOST_LINES = 20


def left(message: Left, place: Place) -> Rendered:
    opening = f"{message.leaver} has left and had promises open. Who takes them over?"
    blocks: list[Block] = [bold(opening)]
    for line in message.promises[:_MOST_LINES]:
        blocks += _left_line(line, message, place)
    if len(message.promises) > _MOST_LINES:
        blocks.append(aside(f"And {len(message.promises) - _MOST_LINES} more."))
    return Rendered(opening, tuple(blocks))


def _left_line(line: PromiseLine, message: Left, place: Place) -> list[Block]:
    commitment = line.commitment
    words = f"Due {place.lasting(commitment.due_on)}: {clip(commitment.doing, 200)}"
    if line.story:
        words += f" — for {line.story.asker}: “{clip(line.story.request.need, 150)}”"
    if not commitment.is_open:
        return [aside(f"Settled: {clip(commitment.doing, 200)}")]
    if commitment.owner_id != message.leaver_id:
        return [aside(f"{commitment.owner} has taken over: {clip(commitment.doing, 200)}")]
    return [exactly(words), buttons(button("Take over", "take-over", str(commitment.id), style="primary"))]


def away(message: Away, place: Place) -> Rendered:
    late = "Nothing was late because of it."
    if message.late:
        many = "1 message was" if message.late == 1 else f"{message.late} messages were"
        late = f"{many} late because of it, by {_long(message.worst)} at the most."
    first, last = _moment(message.first, place), _moment(message.last, place)
    away = f"I was away from {first} to {last}."
    if message.times > 1:
        away = f"I was away {message.times} times between {first} and {last}."
    words = f"{away} {late} I have caught up."
    return Rendered(words, (exactly(words),))


def _moment(moment: datetime, place: Place) -> str:
    return f"{place.short(place.day_of(moment))}, {moment.astimezone(ZoneInfo(place.zone)):%H:%M}"


def _long(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    for size, name in ((24 * 60, "day"), (60, "hour")):
        if minutes >= size:
            count = round(minutes / size)
            return f"{count} {name}" + ("s" if count > 1 else "")
    return f"{max(minutes, 1)} min"
