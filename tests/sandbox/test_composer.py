"""What people type, as Slack writes it down."""

import pytest

from bot.sandbox.cast import default_channels, default_users
from bot.sandbox.composer import Composer

TYPED = {
    "a & b < c > d": "a &amp; b &lt; c &gt; d",
    "&amp;": "&amp;amp;",
    "<!channel> <@U0LEE>": "&lt;!channel&gt; &lt;@U0LEE&gt;",
    "@here and @channel": "<!here> and <!channel>",
    "@Lee Park, @lee and @LEE": "<@U0LEE>, <@U0LEE> and <@U0LEE>",
    "@Leeds and ada@lee": "@Leeds and ada@lee",
    "in #staffroom.": "in <#C0STAFF|>.",
    "see https://loc.gov/a?b=1&c=2.": "see <https://loc.gov/a?b=1&amp;c=2>.",
    "(https://loc.gov)": "(<https://loc.gov>)",
    "loc.gov/maps or www.loc.gov": "<http://loc.gov/maps|loc.gov/maps> or <http://www.loc.gov|www.loc.gov>",
    "ada@maple.org": "<mailto:ada@maple.org|ada@maple.org>",
    "grade 8.Next": "grade 8.Next",
    "two\nlines 🐝": "two\nlines 🐝",
}


@pytest.fixture
def composer() -> Composer:
    return Composer(default_users(), default_channels())


@pytest.mark.parametrize(("typed", "written"), TYPED.items(), ids=TYPED)
def test_a_message(composer: Composer, typed, written):
    assert composer.message(typed)[0] == written


@pytest.mark.parametrize("typed", TYPED, ids=TYPED)
def test_the_words_stay_readable_in_the_block(composer: Composer, typed):
    (block,) = composer.message(typed)[1]
    pieces = block["elements"][0]["elements"]
    read = [piece.get("text") or piece.get("url") for piece in pieces if piece["type"] in {"text", "link"}]
    assert all(words in typed for words in read)


def test_a_command_has_names_behind_its_ids_only_where_it_asked_for_ids(composer: Composer):
    typed = "@Lee Park & #staffroom loc.gov"
    assert composer.command(typed, should_escape=True) == (
        "<@U0LEE|lee> &amp; <#C0STAFF|staffroom> <http://loc.gov|loc.gov>"
    )
    assert composer.command(typed, should_escape=False) == "@Lee Park &amp; #staffroom loc.gov"


def test_nothing_typed_is_nothing(composer: Composer):
    assert composer.message("") == ("", [])
