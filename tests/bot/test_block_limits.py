"""However much people write, and however much there is of everything: Slack takes what is shown."""

from functools import cache
from types import SimpleNamespace

import pytest

from bot.slack import commands
from bot.slack.blocks.forms import Errand, ask_form
from bot.slack.text import escape
from bot.slack.verbs import asking
from domain import partner
from domain.answer import PART_LIMIT
from domain.commitment import WORDS_LIMIT
from domain.errors import UserError
from domain.objective import TITLE_LIMIT, VALUE_LIMIT
from domain.own_words import length
from domain.request import CLASS_LIMIT, NEED_LIMIT
from handlers import messages
from tests.bot.showing import element_of, exact_texts, opened, posted, published, read
from tests.bot.stories import (
    LEE,
    NOW,
    PLACE,
    Words,
    every_form,
    every_home,
    every_message,
    line,
    nudge,
    promise,
    stories,
    story,
)

NAME_LIMIT = 200


def full(pattern: str, most: int) -> str:
    """As much of the pattern as fits, counted as the strictest reader counts."""
    return (pattern * (most // length(pattern) or 1)).strip()


def extreme(pattern: str) -> Words:
    return Words(
        need=full(pattern, NEED_LIMIT),
        name=full(pattern, NAME_LIMIT),
        owner=full(pattern, NAME_LIMIT),
        doing=full(pattern, WORDS_LIMIT),
        class_name=full(pattern, CLASS_LIMIT),
        remark=full(pattern, NEED_LIMIT),
        word=full(pattern, WORDS_LIMIT),
        title=full(pattern, PART_LIMIT),
        where=f"https://example.org/{full(pattern, PART_LIMIT)}"[:PART_LIMIT],
        why=full(pattern, PART_LIMIT),
        instead=full(pattern, WORDS_LIMIT),
        partner=full(pattern, partner.NAME_LIMIT),
        contact=full(pattern, partner.WORDS_LIMIT),
        offers=full(pattern, partner.WORDS_LIMIT),
        reach=full(pattern, partner.WORDS_LIMIT),
        objective=full(pattern, TITLE_LIMIT),
        value=full(pattern, VALUE_LIMIT),
    )


EXTREMES = {
    "letters": extreme("x"),
    "marks": extreme("&"),
    "tags": extreme("<!channel> & <@U0ADA> "),
    "emoji": extreme("🐝"),
    "family": extreme("👩‍👩‍👧‍👦"),
    "lines": extreme("a\n"),
    "right to left": extreme("כתב "),
    "mark-up": extreme("*_~`> "),
}
EACH_EXTREME = pytest.mark.parametrize("words", EXTREMES.values(), ids=EXTREMES.keys())


@cache
def _every_message(words: str):
    return every_message(EXTREMES[words])


class TestHowMuch:
    @pytest.mark.parametrize("name", every_message().keys())
    def test_slack_takes_every_message(self, name):
        for words in EXTREMES:
            posted(_every_message(words)[name])

    @EACH_EXTREME
    def test_slack_takes_every_form(self, words):
        for form in every_form(words).values():
            opened(form)

    @EACH_EXTREME
    def test_slack_takes_every_home_with_hundreds_of_requests_on_it(self, words):
        for home in every_home(words, count=300).values():
            published(home)

    @EACH_EXTREME
    @pytest.mark.parametrize("count", [0, 12, 300])
    def test_slack_takes_the_list_of_ones_own(self, words, count, monkeypatch):
        desk, act = SimpleNamespace(store=None, place=lambda _: PLACE), SimpleNamespace(now=NOW)
        for of in stories(words).values():
            monkeypatch.setattr(asking, "mine", lambda *_, of=of: (of,) * count)
            posted(asking.mine_list(desk, act))

    @EACH_EXTREME
    def test_slack_takes_a_refusal_with_ten_thousand_characters_to_copy(self, words):
        text = (words.need * 7)[:10_000]
        shown = posted(commands._refusal(UserError("That is too long."), text))
        assert "".join([*exact_texts(shown["blocks"])][2:]) == text

    def test_slack_takes_the_help_and_the_question_what_was_meant(self):
        posted(asking.help_text())
        posted(asking._did_you_mean("mine", "mien"))

    def test_a_group_says_how_many_came_and_a_list_how_many_are_left(self):
        assert "15 requests came" in read(posted(messages.Cards((_card(),) * 15)))
        assert "… and 88 more." in read(posted(nudge(*[line()] * 60, cards=(_card(),) * 60)))

    def test_home_says_how_many_are_left_in_each_of_its_lists(self):
        homes = every_home(count=300)
        shown = read(published(homes["everything, open"]))
        assert shown.count(" of 300)") + shown.count(" of 600)") + shown.count(" of 2,100)") == 11
        assert "3 to 4 of 300" in shown
        assert "4 to 6 of 300" in read(published(homes["librarian, open"]))

    @EACH_EXTREME
    def test_a_shared_message_of_any_length_can_be_edited_and_sent(self, words):
        form = opened(ask_form("share", Errand(), text=words.need * 4))
        shown = element_of(form, "need")["initial_value"]
        assert (words.need * 4).startswith(shown)
        assert length(shown) <= NEED_LIMIT


def _card():
    return messages.Card(story(), LEE)


def test_a_notification_reads_out_what_happened_and_not_all_of_it():
    words = EXTREMES["letters"]
    for name, message in every_message(words).items():
        if name not in {"noted", "noted, with an undo"}:
            assert len(posted(message)["text"]) < 1000, name
    assert escape("a & b") in posted(messages.Card(story(words=Words(need="a & b")), LEE))["text"]


def test_promises_are_clipped_in_lists_and_whole_in_what_the_teacher_gets():
    words = Words(doing="x" * WORDS_LIMIT)
    assert words.doing not in read(posted(nudge(line(words))))
    assert words.doing in read(posted(messages.Promised(story(words=words), promise(words))))
