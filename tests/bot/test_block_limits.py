"""Whatever people write, and however much of it: Slack takes what is shown, and shows it exactly."""

import pytest

from domain.answer import PART_LIMIT
from domain.commitment import WORDS_LIMIT
from domain.request import CLASS_LIMIT, NEED_LIMIT, length
from tests.bot.showing import opened, posted, published
from tests.bot.stories import (
    Words,
    every_form,
    every_home,
    every_message,
)

NAME_LIMIT = 200


def full(pattern: str, most: int) -> str:
    """As much of the pattern as fits, counted as the strictest reader counts."""
    return (pattern * most)[: most * len(pattern) // length(pattern)].strip() or pattern


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


@EACH_EXTREME
@pytest.mark.parametrize("name", every_message().keys())
def test_slack_takes_every_message_however_much_was_written(words, name):
    posted(every_message(words)[name])


@EACH_EXTREME
def test_slack_takes_every_form_however_much_was_written(words):
    for form in every_form(words).values():
        opened(form)


@EACH_EXTREME
def test_slack_takes_every_home_however_much_is_on_it(words):
    for home in every_home(words, count=300).values():
        published(home)
