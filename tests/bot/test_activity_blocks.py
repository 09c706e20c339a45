"""The list and the form of activities, however many there are and whatever they are called."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.slack.blocks.activities import activity_form, activity_list
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.nudge import promise_line
from domain.activity import TITLE_LIMIT, Activity, Recurrence
from domain.collaboration import ActivityKind, Level
from handlers.list_activities import ActivityEntry, ActivityList, Choices, FallsAway
from handlers.messages import PromiseLine
from store.activities import Learning
from store.types import new_id
from tests.bot.showing import buttons_of, element_of, labels_of, opened, posted, read
from tests.bot.stories import PLACE, TODAY, promise

DAY = timedelta(days=1)
READING = Activity(
    id=new_id(),
    owner_id=new_id(),
    kind=ActivityKind.REGULAR_CLASS,
    title="Reading hour",
    first_on=TODAY,
    at=time(10, 40),
    recurrence=Recurrence.WEEKLY,
    until=TODAY + 90 * DAY,
    partner_id=new_id(),
    objective_id=new_id(),
    source_uid=None,
    planned_until=None,
    ended_on=None,
)
NONE = Choices((), ())
PATTERNS = {
    "letters": "x" * 500,
    "marks": "& < > " * 80,
    "emoji": "🐝" * 250,
    "mentions": "<!channel> <@U0ADA> *bold* " * 20,
}
EACH = pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())


def entry(activity: Activity = READING, **to: object) -> ActivityEntry:
    given = {
        "activity": activity,
        "owner": "Lee",
        "partner": "History department",
        "days": (TODAY, TODAY + 7 * DAY, TODAY + 21 * DAY),
        "falls_away": (FallsAway(TODAY + 14 * DAY, "Spring break"),),
    }
    return ActivityEntry(**(given | to))


def shown(*entries: ActivityEntry, learning: tuple[Learning, ...] = (), skipped: int = 0):
    return posted(activity_list(ActivityList(entries, learning, PLACE), skipped))


def choices(count: int, name: str = "Partner") -> Choices:
    each = tuple((str(new_id()), name) for _ in range(count))
    return Choices((("book trade", each), ("parents", each[:1])), each)


def test_an_entry_says_what_when_with_whom_and_what_falls_away():
    words = read(shown(entry()))
    assert "Reading hour — class on a regular schedule, weekly on" in words
    assert "at 10:40, until " in words
    assert "with History department · Lee" in words
    assert "Next: " in words
    assert "(Spring break)." in words


@pytest.mark.parametrize(("halves_day", "hour"), [(True, "2:00 PM"), (False, "14:00")])
def test_the_hour_of_an_activity_is_told_in_its_readers_form_where_it_is_promised(halves_day, hour):
    """In the morning message and on Home, beside a list of activities that says it so too."""
    commitment = promise(request_id=None, doing="Reading hour (co-teaching)", at=time(14), due_on=TODAY)
    blocks = promise_line(PromiseLine(commitment, None), replace(PLACE, halves_day=halves_day))
    assert f"Due today, Monday, March 2: Reading hour (co-teaching), at {hour}" in str(blocks[0].to_dict())


def test_an_empty_list_says_what_can_be_added_and_offers_it():
    empty = shown()
    assert "There is nothing on the calendar yet." in read(empty)
    assert buttons_of(empty) == ["Add an activity"]


def test_what_never_comes_and_what_is_closed_for_long_say_so():
    assert "No day to come" in read(shown(entry(days=())))
    away = tuple(FallsAway(TODAY + number * DAY, "Summer") for number in range(9))
    assert "and 6 more." in read(shown(entry(falls_away=away)))


@EACH
def test_slack_takes_a_list_of_any_length_a_page_at_a_time(pattern):
    title = pattern[:TITLE_LIMIT]
    learning = tuple(Learning(pattern, date(2026, 1, 5), pattern[:200]) for _ in range(40))
    long = entry(replace(READING, title=title), owner=pattern[:200], partner=pattern[:100])
    first = shown(*[long] * 35, learning=learning)
    assert buttons_of(first).count("Edit") == 10
    assert buttons_of(first)[-2:] == ["Show later", "Add an activity"]
    last = shown(*[long] * 35, learning=learning, skipped=30)
    assert buttons_of(last).count("Edit") == 5
    assert buttons_of(last)[-2:] == ["Show earlier", "Add an activity"]
    assert "and 35 more." in read(last)


@EACH
@pytest.mark.parametrize("count", [1, 100, 101, 300])
def test_slack_takes_the_form_with_hundreds_of_partners(pattern, count):
    form = opened(activity_form("edit-activity", Errand("x"), choices(count, pattern[:100]), READING))
    groups = element_of(form, "partner")["option_groups"]
    assert sum(len(group["options"]) for group in groups) == count + 1
    assert labels_of(form)[:6] == ["Kind", "Title", "First day", "Time", "How often?", "Until"]


def test_a_form_holds_what_was_entered():
    kept = choices(3)
    partner = kept.partners[0][1][1][0]
    activity = replace(
        READING, partner_id=partner, objective_id=kept.objectives[2][0], level=Level.INTEGRATED_CURRICULUM
    )
    form = opened(activity_form("edit-activity", Errand("x"), kept, activity))
    assert element_of(form, "title")["initial_value"] == "Reading hour"
    assert element_of(form, "at")["initial_time"] == "10:40"
    assert element_of(form, "recurrence")["initial_option"]["value"] == "weekly"
    assert element_of(form, "partner")["initial_option"]["value"] == partner
    assert element_of(form, "level")["initial_option"]["value"] == "integrated curriculum"
    assert element_of(form, "objective")["initial_option"]["value"] == activity.objective_id


def test_how_often_is_chosen_by_one_word_and_the_hint_says_what_monthly_is():
    blocks = opened(activity_form("add-activity", Errand(), NONE))["blocks"]
    (asked,) = (each for each in blocks if each["label"]["text"] == "How often?")
    options = [each["text"]["text"] for each in asked["element"]["options"]]
    assert sorted(options) == ["Fortnightly", "Monthly", "Once", "Weekly"]
    assert "the third Tuesday" in asked["hint"]["text"]


def test_without_partners_and_objectives_the_form_asks_for_none():
    form = opened(activity_form("add-activity", Errand(), NONE))
    assert labels_of(form) == ["Kind", "Title", "First day", "Time", "How often?", "Until", "Level of collaboration"]
