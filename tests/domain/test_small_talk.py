"""Who only says thanks gets a kind answer; whoever may want something is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.small_talk import Intent, asks_for_another, asks_for_help, read_intent, takes_back

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


@pytest.mark.parametrize(
    "text",
    ["cancel my request", "Never mind!", "nvm", "forget it", "please ignore that", "Please cancel my request, thanks",
     "never mind, I found it", "Sorry, ignore my last message", "can you cancel that please?", "Forget about it.",
     "cancel my request for atlases", "ok never mind", "I don't need it anymore"],
)  # fmt: skip
def test_a_request_is_taken_back(text):
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    ["Never Mind by Edward St Aubyn", "Forget it, Jake: film posters", "ignore that, I need books on bees", "thanks",
     "never mind the projector, we need maps", "books on how to cancel", "cancel my request for atlases, I need maps",
     "cancel culture articles", "", "no",
     "Forget Me Not by Ellie Terry", "I don't need it before Friday"],
)  # fmt: skip
def test_what_says_more_than_that_takes_nothing_back(text):
    assert not takes_back(text)


@pytest.mark.parametrize("text", ["help", "Help!", "HELP?", "mine", "Mine.", " mine "])
def test_the_commands_own_words_are_known_without_it(text):
    assert asks_for_help(text)


@pytest.mark.parametrize("text", ["help me", "help with citations", "mine craft", "gold mine", "", "bees"])
def test_other_words_are_not_the_commands(text):
    assert not asks_for_help(text)


@pytest.mark.parametrize(
    "text",
    ["By the way I also need a projector on Thursday", "I also need 30 atlases by Friday",
     "can I get maps of Ohio by Friday?", "Could you also find me poems for Monday", "we need atlases by Friday"],
)  # fmt: skip
def test_another_thing_is_asked_for(text):
    assert asks_for_another(text)


@pytest.mark.parametrize(
    "text",
    ["I need it by Friday", "grade 8, by Friday please", "I need 30 by Friday", "atlases for Friday please", "yes",
     "can I have them on Monday?", "I need the paper one by Friday", "we need to have it by Friday"],
)  # fmt: skip
def test_what_may_be_the_reply_is_no_other_thing(text):
    assert not asks_for_another(text)
