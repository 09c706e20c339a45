"""What a librarian’s Home shows: today, this week, what waits for others, partners, and what could not be sent."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks.follow_up import worth_a_word
from bot.slack.blocks.home_lists import Page, list_on_home
from bot.slack.blocks.nudge import left_line, promise_line, unanswered_line
from bot.slack.blocks.parts import aside, button, buttons, exactly, title
from bot.slack.blocks.request import for_want_of_a_librarian, settled_words
from bot.slack.text import clip
from handlers.messages import Card, Home, HomeList, Place, PromiseLine, Story, Undelivered

_NEW = Page(HomeList.NEW, "Today: new", 3)
_TODAY = Page(HomeList.TODAY, "Today: due and overdue", 3)
_THIS_WEEK = Page(HomeList.THIS_WEEK, "This week", 3)
_LATER = Page(HomeList.LATER, "Later", 2)
_QUESTIONS = Page(HomeList.QUESTIONS, "Waiting for others: questions", 2)
_REFERRED = Page(HomeList.REFERRED, "Waiting for others: partners", 2)
_PARTNERS = Page(HomeList.PARTNERS, "Partners worth a word", 2)
_LEFT = Page(HomeList.LEFT, "Promised by people who have left", 2)
_FAILED = Page(HomeList.FAILED, "Failed messages", 2)


def library_blocks(home: Home, place: Place) -> list[Block]:
    lists = [
        *list_on_home(_NEW, home.unanswered or (), unanswered_line, home, place),
        *_promises(home, place),
        *list_on_home(_LEFT, home.left_behind, left_line, home, place),
        *list_on_home(_QUESTIONS, home.asked_back, _question, home, place),
        *list_on_home(_REFERRED, home.referred, _referred, home, place),
        *list_on_home(_PARTNERS, home.partners, worth_a_word, home, place),
        *list_on_home(_FAILED, home.undelivered or (), _undelivered, home, place),
        *_more_failed(home),
    ]
    quiet = [] if lists else [exactly("Nothing is waiting for you. Enjoy the quiet.")]
    settings = [_deeds()] if home.undelivered is not None else []
    return [title("Your list"), *for_want_of_a_librarian(home.seat), *quiet, *lists, *settings]


def _deeds() -> Block:
    return buttons(
        button("Term report", "term-report", "home"),
        button("Calendar", "calendar", "home"),
        button("Settings", "settings", "school"),
    )


def _promises(home: Home, place: Place) -> list[Block]:
    """By when they are due; the date promised counts, also while a reminder is snoozed."""
    every = sorted(home.promises or (), key=lambda line: line.commitment.due_on)
    week = home.week_ends or place.today
    today = [line for line in every if line.commitment.due_on <= place.today]
    soon = [line for line in every if place.today < line.commitment.due_on <= week]
    later = [line for line in every if line.commitment.due_on > max(week, place.today)]
    return [
        block
        for page, lines in ((_TODAY, today), (_THIS_WEEK, soon), (_LATER, later))
        for block in list_on_home(page, lines, _promise, home, place)
    ]


def _promise(line: PromiseLine, place: Place) -> list[Block]:
    return promise_line(line, place)


def _question(card: Card, place: Place) -> list[Block]:
    return unanswered_line(card, place)


def _referred(story: Story, place: Place) -> list[Block]:
    return [aside(f"{clip(story.asker, 60)}: “{clip(story.request.need, 200)}” {settled_words(story, place)}")]


def _undelivered(each: Undelivered, place: Place) -> list[Block]:
    when = place.short(place.day_of(each.owed_at))
    reason = f"Slack says {each.reason}" if _is_slacks(each.reason) else each.reason
    again = button("Try again", "try-again", str(each.notice_id))
    return [
        exactly(f"“{each.kind.capitalize()}” for {each.person}, {when} could not be sent: {reason}"),
        buttons(again, button("Let it go", "let-go", str(each.notice_id))),
    ]


def _is_slacks(reason: str) -> bool:
    """Its reasons are single words, such as channel_not_found; ours are sentences."""
    return " " not in reason


def _more_failed(home: Home) -> list[Block]:
    left = home.undelivered_in_all - len(home.undelivered or ())
    return [aside(f"And {left} older ones, shown as these are sent or let go.")] if left > 0 else []
