"""The Home tab: what matters to the person who opens it, by what they do at the school."""

from typing import Any

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.slack.blocks.digest import figure_blocks, in_a_sentence
from bot.slack.blocks.nudge import left_line, promise_line, unanswered_line
from bot.slack.blocks.parts import aside, bold, button, buttons, exactly, title
from bot.slack.blocks.request import for_want_of_a_librarian, own_entry
from handlers.messages import Home, Place

_MOST_OF_EACH = 6
"""Of each section: together they stay under the hundred blocks of a Home tab."""
_MOST_FAILED = 5
_MOST_LEFT = 4


def home_view(home: Home, place: Place) -> dict[str, Any]:
    blocks = _asking(home, place)
    if home.promises is not None:
        blocks = [*_library(home, place), DividerBlock(), *blocks]
    if home.figures is not None:
        blocks = [*_week(home, place), DividerBlock(), *blocks]
    return View(type="home", callback_id="home", blocks=blocks).to_dict()


def _asking(home: Home, place: Place) -> list[Block]:
    blocks: list[Block] = [
        title("Ask the library"),
        exactly(
            "Tell the library what you need, for which class and by when. You get one message when something is "
            "promised and one when it is there. Type /library-help anywhere, write to me, or press the button."
        ),
        buttons(button("Ask the library", "ask", "home", style="primary")),
    ]
    if home.mine:
        blocks.append(bold("What you asked for"))
    for story in home.mine[-_MOST_OF_EACH:]:
        blocks += own_entry(story, place)
    return blocks + _more(len(home.mine))


def _library(home: Home, place: Place) -> list[Block]:
    promises, unanswered = home.promises or (), home.unanswered or ()
    blocks: list[Block] = [title("Your list"), *for_want_of_a_librarian(home.seat)]
    if not promises and not unanswered and not home.left_behind:
        blocks.append(exactly("Nothing is waiting for you. Enjoy the quiet."))
    if unanswered:
        blocks.append(bold("Waiting for somebody"))
    for card in unanswered[:_MOST_OF_EACH]:
        blocks += unanswered_line(card, place)
    blocks += _more(len(unanswered))
    if promises:
        blocks.append(bold("What you promised"))
    for line in promises[:_MOST_OF_EACH]:
        blocks += promise_line(line, place)
    return [*blocks, *_more(len(promises)), *_left_behind(home, place), *_undelivered(home, place)]


def _left_behind(home: Home, place: Place) -> list[Block]:
    blocks: list[Block] = [bold("Promised by people who have left")] if home.left_behind else []
    for line in home.left_behind[:_MOST_LEFT]:
        blocks += left_line(line, place)
    left = len(home.left_behind) - _MOST_LEFT
    return [*blocks, *([aside(f"And {left} more, shown as these are taken over.")] if left > 0 else [])]


def _undelivered(home: Home, place: Place) -> list[Block]:
    failed = (home.undelivered or ())[:_MOST_FAILED]
    blocks: list[Block] = [bold("Messages that could not be sent")] if failed else []
    for each in failed:
        when = place.short(place.day_of(each.owed_at))
        reason = f"Slack says {each.reason}" if _is_slacks(each.reason) else each.reason
        blocks.append(exactly(f"“{each.kind.capitalize()}” for {each.person}, {when}: {reason}"))
        again = button("Try again", "try-again", str(each.notice_id))
        blocks.append(buttons(again, button("Let it go", "let-go", str(each.notice_id))))
    left = home.undelivered_in_all - len(failed)
    return [*blocks, *([aside(f"And {left} more, shown as these are sent or let go.")] if left > 0 else [])]


def _is_slacks(reason: str) -> bool:
    """Its reasons are single words, such as channel_not_found; ours are sentences."""
    return " " not in reason


def _more(count: int) -> list[Block]:
    left = count - _MOST_OF_EACH
    return [aside(f"And {left} more, shown as these are settled.")] if left > 0 else []


def _week(home: Home, place: Place) -> list[Block]:
    if home.figures is None:
        return []
    upcoming = []
    if home.next_digest_at:
        day = place.lasting(place.day_of(home.next_digest_at))
        upcoming = [aside(f"The next digest comes {day}.")]
    return [
        title("The library’s week so far"),
        exactly(in_a_sentence(home.figures)),
        *figure_blocks(home.figures),
        *upcoming,
    ]
