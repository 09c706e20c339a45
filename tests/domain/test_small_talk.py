"""Who only says thanks gets a kind answer; whoever may want something is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.small_talk import Intent, read_intent

SAID = {
    Intent.THANKS: (
        "thanks!", "Thank you", "thank you so much Lee", "Thanks Ms Carter!", "thanks lee", "thx", "cheers", "ta",
        "you're the best", "You’re the best!!", "thank you, that's perfect 🎉", "thanks for the atlases!",
        "Thank you for your help", "many thanks", "ok thanks", "thanks Lee, see you on Monday", "Thank you both 🙏",
        "thank you for finding the maps", "These were great, thanks!", "Vielen Dank",
    ),
    Intent.GREETING: ("hi", "Hello", "hi Lee", "good morning", "hello there 👋", "Hey!", "hi Lee, how are you?",
                      "Hello :wave:"),
    Intent.FAREWELL: ("bye", "see you tomorrow", "good night", "have a great weekend!", "talk soon"),
    Intent.ACKNOWLEDGEMENT: (
        "ok", "OK!", "great", "Perfect.", "👍", ":thumbsup:", "👍🏽", "🎉🎉", ":+1::skin-tone-3:", "no worries", "lol",
        "got it", "sounds good", "yes", "that works", "no problem",
    ),
    Intent.DOUBTFUL: (
        "?", "??", "test", "are you there", "help", "help me", "hmm", "bees", "atlases", "hi bees", "!!!", "42", "...",
        "can you help me?", "how does this work?", "❓ ?",
    ),
    Intent.REQUEST: (
        "thanks, and could you also find me a map of Ohio", "hello, I need books on bees", "Hi Lee! Bees for 7B?",
        "books on bees", "map of Ohio", "help with citations", "good morning, any atlases?", "dust bowl sources",
        "thank you for the maps, could you send more?", "thanks for any books on bees", "كتب عن النحل",
        "ספרים על דבורים",
        "书", "книги о пчёлах", "μέλισσες", "great books on bees", "cheers for the beer museum trip booklet",
        "Thanksgiving poems", "Goodbye to All That by Robert Graves", "hello kitty posters",
    ),
    Intent.EMPTY: ("", "   ", "\n\t"),
}  # fmt: skip


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in SAID.items() for text in texts])
def test_what_is_said_is_understood(intent, text):
    assert read_intent(text) is intent


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_only_blank_text_is_empty(text):
    assert (read_intent(text) is Intent.EMPTY) == (not text.strip())


@given(
    st.sampled_from(["thanks! ", "Hi Lee, ", "ok, ", "great, ", "good morning. ", "cheers, "]),
    st.lists(
        st.sampled_from(["bees", "atlases", "Ohio", "volcanoes", "sonnets", "maps"]),
        min_size=2,
        max_size=6,
        unique=True,
    ),
)
def test_whoever_names_two_things_is_heard_whatever_kindness_comes_first(kindness, things):
    assert read_intent(kindness + " ".join(things)) is Intent.REQUEST


@given(st.text(st.characters(min_codepoint=0x0590, max_codepoint=0x06FF, categories=["Lo"]), min_size=1))
def test_another_script_is_never_taken_for_small_talk(text):
    assert read_intent(text) is Intent.REQUEST
