"""What a librarian’s Home shows: today, this week, what waits for others, partners, and what could not be sent."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.slack.blocks.digest import need_words
from bot.slack.blocks.follow_up import worth_a_word
from bot.slack.blocks.home_filter import filter_row, nothing_asked
from bot.slack.blocks.home_lists import Page, list_on_home
from bot.slack.blocks.nudge import left_line, promise_line, unanswered_line
from bot.slack.blocks.parts import aside, beside, bold, button, buttons, exactly, title
from bot.slack.blocks.request import for_want_of_a_librarian, settled_words
from bot.slack.blocks.undelivered import undelivered_line
from bot.slack.text import clip
from domain.library_need import Need
from handlers.messages import Card, Home, HomeList, Place, PromiseLine, Story

_NEW = Page(HomeList.NEW, "Today: new", 3)
_TODAY = Page(HomeList.TODAY, "Today: due and overdue", 3)
_THIS_WEEK = Page(HomeList.THIS_WEEK, "This week", 3)
_LATER = Page(HomeList.LATER, "Later", 2)
_QUESTIONS = Page(HomeList.QUESTIONS, "Waiting for others: questions", 2)
_REFERRED = Page(HomeList.REFERRED, "Waiting for others: partners", 2)
_PARTNERS = Page(HomeList.PARTNERS, "Partners worth a word", 2)
_LEFT = Page(HomeList.LEFT, "Promised by people who have left", 2)
_FAILED = Page(HomeList.FAILED, "Failed messages", 2)
_NEEDS = Page(HomeList.NEEDS, "What the library needs", 3)


def library_blocks(home: Home, place: Place) -> list[Block]:
    asked = [
        *list_on_home(_NEW, home.unanswered or (), unanswered_line, home, place),
        *_promises(home, place),
        *list_on_home(_LEFT, home.left_behind, left_line, home, place),
        *list_on_home(_QUESTIONS, home.asked_back, _question, home, place),
        *list_on_home(_REFERRED, home.referred, _referred, home, place),
    ]
    others = [
        *list_on_home(_PARTNERS, home.partners, worth_a_word, home, place),
        *list_on_home(_FAILED, home.undelivered or (), undelivered_line, home, place),
        *_more_failed(home, place),
    ]
    is_librarian = home.undelivered is not None
    return [
        title("Your list"),
        *(filter_row(home.only) if is_librarian else []),
        *for_want_of_a_librarian(home.seat),
        *(asked or nothing_asked(home.only, is_all=not others)),
        *others,
        *(_needs(home, place) if is_librarian else []),
        *([_deeds()] if is_librarian else []),
    ]


def _needs(home: Home, place: Place) -> list[Block]:
    """With what leads to the digest in which administrators read them."""
    adding = [button("Add a need", "add-need", "digest"), button("Weekly digest", "weekly-digest", "digest")]
    draw = _need if home.told is None else _need_to_decide
    listed = list_on_home(_NEEDS, home.needs, draw, home, place)
    return [*(listed or [bold(_NEEDS.heading), aside("Nothing is written down just now.")]), buttons(*adding)]


def _need(need: Need, _: Place) -> list[Block]:
    return [beside(need_words(need), _no_longer(need))]


def _need_to_decide(need: Need, _: Place) -> list[Block]:
    """For a librarian who is an administrator, too."""
    helping = [] if need.helper else [button("I can help", "offer-help", str(need.id), style="primary")]
    return [exactly(need_words(need)), buttons(*helping, _no_longer(need))]


def _no_longer(need: Need) -> ButtonElement:
    return button("No longer needed", "close-need", str(need.id))


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
    about = str(story.request.id)
    partner = [button("Log contact", "log-contact", str(story.referral.partner_id))] if story.referral else []
    return [
        exactly(f"{clip(story.asker, 60)}: “{clip(story.request.need, 200)}” {settled_words(story, place)}"),
        buttons(
            button("They helped", "settle-referral", about, style="primary"),
            button("Take back", "take-back-referral", about),
            *partner,
        ),
    ]


def _more_failed(home: Home, place: Place) -> list[Block]:
    left = home.undelivered_in_all - len(home.undelivered or ())
    return [aside(f"And {place.number(left)} older ones, shown as these are sent or let go.")] if left > 0 else []
