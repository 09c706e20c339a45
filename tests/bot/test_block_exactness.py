"""What people write is shown exactly as they wrote it, and is never read by Slack as marks of its own."""

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.slack.blocks.forms import Errand, ask_form
from domain.answer import MOST_RESOURCES, PART_LIMIT
from domain.request import CLASS_LIMIT
from handlers import messages
from tests.bot.showing import element_of, exact_texts, marked_texts, opened, posted, published, read
from tests.bot.stories import Words, answer, every_form, every_home, every_message, request, story
from tests.reading import mentioned

SLACKS_OWN = re.compile(r"&(?!amp;|lt;|gt;)|[<>]")
"""What no text that Slack reads for mark-up may hold."""

TEXT = st.text(min_size=1, max_size=80).map(str.strip).filter(bool)
MARKS = st.lists(
    st.sampled_from(
        ["<!channel>", "<@U0ADA>", "<#C0STAFF|x>", "<https://a.org|b>", "&", "<", ">", "*b*", "`", "@here"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
WRITTEN = (TEXT | MARKS).filter(lambda text: not re.search("&(amp|lt|gt);", text))
ALL_WORDS = st.builds(
    Words,
    need=WRITTEN,
    name=WRITTEN,
    owner=WRITTEN,
    doing=WRITTEN,
    class_name=st.none() | WRITTEN.map(lambda text: text[:CLASS_LIMIT].strip()),
    remark=WRITTEN,
    word=WRITTEN,
    title=WRITTEN,
    where=st.none() | WRITTEN | WRITTEN.map("https://{}".format),
    why=st.none() | WRITTEN,
    instead=WRITTEN,
)

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""All forms take a quarter of a second; to search for the smallest words that fail would take minutes."""


def harmless(shown):
    """Nothing that people wrote is read by Slack as its own marks, and nothing is shown with Slack's escapes in it."""
    marked = [each["text"] for each in marked_texts(shown)] + [shown.get("text", "")]
    assert not [text for text in marked if SLACKS_OWN.search(text)]
    assert not [text for text in exact_texts(shown["blocks"]) if re.search("&(amp|lt|gt);", text)]
    assert mentioned(shown.get("text", ""), shown["blocks"]) == []


class TestExactly:
    @settings(max_examples=200)
    @given(ALL_WORDS, st.sampled_from([*every_message()]))
    def test_what_people_write_in_a_message_is_only_ever_shown(self, words, name):
        harmless(posted(every_message(words)[name]))

    @given(ALL_WORDS, st.sampled_from([*every_home()]))
    def test_what_people_write_on_home_is_only_ever_shown(self, words, name):
        harmless(published(every_home(words)[name]))

    @settings(max_examples=15, phases=UNSHRUNK)
    @given(ALL_WORDS)
    def test_what_people_write_in_a_form_is_only_ever_shown(self, words):
        for form in every_form(words).values():
            harmless(opened(form))

    @given(ALL_WORDS)
    def test_a_request_is_shown_back_whole_to_both_sides(self, words):
        every = every_message(words)
        for name in ("receipt, open", "card, open", "card, talked about"):
            assert words.need in exact_texts(posted(every[name])["blocks"])

    @given(ALL_WORDS)
    def test_what_is_said_to_somebody_reaches_them_whole(self, words):
        said = {
            "promised": words.doing,
            "renegotiated": words.word,
            "released": words.word,
            "declined": words.word,
            "question, True": words.remark,
            "reply": words.remark,
            "answered, None": words.word,
            "done": words.doing,
        }
        every = every_message(words)
        for name, text in said.items():
            assert text in exact_texts(posted(every[name])["blocks"])

    @given(ALL_WORDS)
    def test_every_part_of_a_resource_is_shown_whole(self, words):
        shown = posted(messages.Answered(story(words=words), answer(words)))
        (found,) = [block for block in shown["blocks"] if block["type"] == "rich_text"]
        seen = " ".join([*exact_texts(found), *(each.get("url", "") for each in _links(found))])
        for part in (words.title, words.where, words.why):
            assert part is None or part in seen

    @given(ALL_WORDS)
    def test_names_are_shown_as_they_are(self, words):
        every = every_message(words)
        assert f"{words.name} asks the library" in _shown_marked(every["card, open"])
        assert words.owner in _shown_marked(every["promised"])

    @given(ALL_WORDS)
    def test_a_request_can_be_edited_as_it_was_written(self, words):
        form = opened(ask_form("edit", Errand(), request(words)))
        assert element_of(form, "need")["initial_value"] == words.need
        assert element_of(form, "class").get("initial_value") == words.class_name

    def test_slack_makes_no_links_or_mentions_of_its_own_from_a_name(self):
        for message in every_message(Words(name="@here www.example.org")).values():
            bold = [each for each in marked_texts(posted(message)) if "@here" in each["text"]]
            assert all(each.get("verbatim") for each in bold)


def _shown_marked(message):
    texts = [each["text"] for each in marked_texts(posted(message))]
    return "\n".join(texts).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _links(block):
    items = [item for each in block["elements"] for item in each["elements"]]
    return [each for item in items for each in item["elements"] if each["type"] == "link"]


class TestLinks:
    @pytest.mark.parametrize("where", ["https://example.org/bees", "http://a.org/?q=1&r=<2>", "https://例え.jp/本"])
    def test_a_link_is_a_link_under_its_title(self, where):
        (link,) = _resource_links(where)
        assert (link["url"], link["text"]) == (where, "The Bee Book")

    @pytest.mark.parametrize(
        "where",
        [
            "javascript:alert(1)",
            "data:text/html,<b>",
            "ftp://example.org/bees",
            "example.org/bees",
            "https://",
            "https:// example.org",
            "https://exa mple.org/a b",
            "https://[half",
            "see https://example.org",
            "595.79 BEE",
            "<https://example.org|bees>",
            "slack://user?team=T0",
        ],
    )
    def test_what_is_no_web_address_is_shown_as_words(self, where):
        assert _resource_links(where) == []
        assert where in read(posted(messages.Answered(story(), answer(Words(where=where)))))

    def test_an_answer_holds_five_long_links(self):
        words = Words(title="t" * PART_LIMIT, where=("https://e.org/" + "x" * PART_LIMIT)[:PART_LIMIT])
        shown = posted(messages.Answered(story(), answer(words, count=MOST_RESOURCES)))
        assert len(_links(next(block for block in shown["blocks"] if block["type"] == "rich_text"))) == MOST_RESOURCES


def _resource_links(where):
    shown = posted(messages.Answered(story(), answer(Words(where=where))))
    return _links(next(block for block in shown["blocks"] if block["type"] == "rich_text"))
