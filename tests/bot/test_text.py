"""Words on their way in and out of Slack: shown exactly, mentioning nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import clip, escape, unescape

WORDS = st.text(max_size=60)
PIECES = """
&amp; &lt; &gt; &amp;lt; <!channel> <!here|here> <@U0ADA> <@U0ADA|ada> <#C0STAFF> <https://a.org|b> <http://a.org>
<mailto:a@b.org|a@b.org> <!date^1^{date}|x> & < > | a x<y
"""
TRICKY = st.lists(st.sampled_from([*PIECES.split(), " ", "\n"]), max_size=12).map("".join)
ANYTHING = WORDS | TRICKY


def name_of(user: str) -> str | None:
    return {"U0ADA": "Ada Byron", "W0LEE": "Lee Park"}.get(user)


@given(ANYTHING)
def test_what_was_escaped_is_unescaped_to_the_same_words(text):
    assert unescape(escape(text), name_of) == text


@given(ANYTHING)
def test_nothing_that_slack_would_act_on_survives_escaping(text):
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert escaped.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").count("&") == 0


@given(ANYTHING)
def test_nothing_is_unescaped_twice(text):
    assert unescape(escape(escape(text)), name_of) == escape(text)


@given(ANYTHING)
def test_what_contains_none_of_the_three_characters_stays_as_it_is(text):
    plain = text.translate(str.maketrans("", "", "&<>"))
    assert escape(plain) == plain
    assert unescape(plain, name_of) == plain


@pytest.mark.parametrize(
    ("arrived", "meant"),
    [
        ("fish &amp; chips", "fish & chips"),
        ("3 &lt; 4 &gt; 2", "3 < 4 > 2"),
        ("&amp;lt; is how &lt; is written", "&lt; is how < is written"),
        ("&amp;amp;", "&amp;"),
        ("<https://example.org/bees>", "https://example.org/bees"),
        ("<https://example.org/?a=1&amp;b=2>", "https://example.org/?a=1&b=2"),
        ("<https://example.org/bees|these bees>", "these bees (https://example.org/bees)"),
        ("<http://example.org|example.org>", "example.org"),
        ("<https://example.org|https://example.org>", "https://example.org"),
        ("<mailto:ada@example.org|ada@example.org>", "ada@example.org"),
        ("<mailto:ada@example.org|write to me>", "write to me (ada@example.org)"),
        ("<tel:+1555123|+1555123>", "+1555123"),
        ("<@U0ADA> asked", "@Ada Byron asked"),
        ("<@U0ADA|ada> asked", "@Ada Byron asked"),
        ("<@U0NOBODY|nobody> asked", "@nobody asked"),
        ("<@W0LEE>", "@Lee Park"),
        ("<@U0NOBODY>", "<@U0NOBODY>"),
        ("<#C0STAFF|staffroom>", "#staffroom"),
        ("<#C0STAFF>", "<#C0STAFF>"),
        ("<!channel> and <!here|here>", "@channel and @here"),
        ("<!subteam^S0ENGLISH|@english>", "@english"),
        ("<!subteam^S0ENGLISH>", "<!subteam^S0ENGLISH>"),
        ("a <b> c", "a <b> c"),
        ("two <https://a.org> links <https://b.org|b>", "two https://a.org links b (https://b.org)"),
        ("", ""),
    ],
)
def test_people_get_back_what_they_saw_when_they_wrote_it(arrived, meant):
    assert unescape(arrived, name_of) == meant


def test_without_anybody_to_ask_a_mention_stays_as_it_is():
    assert unescape("ask <@U0ADA>") == "ask <@U0ADA>"


def test_a_name_with_marks_in_it_is_shown_as_it_is():
    assert unescape("<@U0ADA>", lambda _: "R&D <team>") == "@R&D <team>"


@given(ANYTHING, st.integers(2, 40))
def test_a_clipped_text_is_never_too_long_and_stands_on_one_line(text, most):
    clipped = clip(text, most)
    assert len(clipped) <= most
    assert "\n" not in clipped


@given(ANYTHING, st.integers(2, 40))
def test_a_clipped_text_begins_as_the_text_does_and_says_where_something_is_missing(text, most):
    line, clipped = " ".join(text.split()), clip(text, most)
    assert line.startswith(clipped.removesuffix("…")) or line == clipped
    assert clipped == line or clipped.endswith("…")
