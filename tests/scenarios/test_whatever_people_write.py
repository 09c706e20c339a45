"""Whatever people write comes back exactly, mentions nobody, and is never lost without a word."""

from tests.scenarios.school import ANSWERED, CARD, NEED, RECEIPT, SchoolWithin

NEEDED = "I need something"
ODD_WORDS = {
    "emoji": f"{NEEDED} on bees 🐝 and families 👩‍👩‍👧‍👦 :books: ❤️",
    "right to left": f"{NEEDED}: אני צריכה ספרים על דבורים, \u202bبحاجة إلى كتب\u202c",
    "broadcasts": f"{NEEDED}, <!channel> and <!here> and <!everyone>",
    "a broadcast by name": f"{NEEDED}, @channel and @here",
    "a mention": f"{NEEDED}, <@U0LEE> and <@U0SAM|sam>",
    "a mention by name": f"{NEEDED}, ask @Lee Park",
    "entities": f"{NEEDED} on Tom &amp; Jerry &lt;3 & <3",
    "lines": f"{NEEDED}\nfor two lessons\n\n  one on bees\n  one on wasps",
    "marks": f"{NEEDED} *bold* _slanted_ ~gone~ `code` > quote",
    "links": f"{NEEDED} as in https://loc.gov/a?b=1&c=2 or <https://evil.test|loc.gov>",
    "a bare site and a letter box": f"{NEEDED} from loc.gov, or write to ada@maple.edu",
    "as long as can be": f"{NEEDED} " + "bees " * 590 + "end",
}
TOO_LONG = f"{NEEDED} " + "b" * 10_000


def are_shown_exactly(school: SchoolWithin) -> None:
    """To Ada on her receipt, to Lee on his card, and in the store; and they mention nobody."""
    school.rests()
    assert [each["need"] for each in school.rows("requests")] == list(ODD_WORDS.values())
    for kind, words in ODD_WORDS.items():
        assert any(RECEIPT in said.text and words in said.text for said in school.ada.messages()), kind
        assert any(CARD in said and words in said for said in school.dms(school.lee)), kind
    school.nobody_was_mentioned()


def is_refused(school: SchoolWithin) -> None:
    school.rests()
    assert school.rows("requests") == []
    assert school.dms(school.lee) == []


def test_by_command(school: SchoolWithin):
    for words in ODD_WORDS.values():
        school.ada.types(f"/library-help {words}")
    are_shown_exactly(school)


def test_by_direct_message(school: SchoolWithin):
    for words in ODD_WORDS.values():
        school.ada.writes(words)
        school.rests()
    are_shown_exactly(school)


def test_by_form(school: SchoolWithin):
    for words in ODD_WORDS.values():
        school.ada.types("/library-help")
        assert school.ada.modal().fill({NEED: words}).submits()
    are_shown_exactly(school)


def test_by_shortcut(school: SchoolWithin):
    for words in ODD_WORDS.values():
        said = school.ben.writes(words, channel="#staffroom")
        school.ada.uses_shortcut("Ask the library", said)
        form = school.ada.modal()
        assert form.values[NEED] == words
        assert form.submits()
    are_shown_exactly(school)


def test_ten_thousand_characters_by_command_are_refused_with_the_words_to_copy(school: SchoolWithin):
    school.ada.types(f"/library-help {TOO_LONG}")
    refusal = school.ada.sees("Nothing was stored")
    assert "3,000" in refusal.text
    assert refusal.text.replace("\n", "").count("b" * 2_900) == 3
    is_refused(school)


def test_ten_thousand_characters_by_direct_message_are_refused(school: SchoolWithin):
    school.ada.writes(TOO_LONG)
    assert "3,000" in school.ada.sees("Nothing was stored").text
    is_refused(school)


def test_ten_thousand_characters_do_not_fit_into_the_form(school: SchoolWithin):
    school.ada.types("/library-help")
    form = school.ada.modal().fill({NEED: TOO_LONG})
    assert not form.submits()
    assert form.errors[NEED]
    is_refused(school)


def test_of_a_message_of_ten_thousand_characters_the_shortcut_offers_the_beginning_and_says_so(school: SchoolWithin):
    said = school.ben.writes(TOO_LONG, channel="#staffroom")
    school.ada.uses_shortcut("Ask the library", said)
    form = school.ada.modal()
    assert form.values[NEED] == TOO_LONG[:3000]
    assert "beginning" in form.text
    assert school.rows("requests") == []


def test_a_form_of_nothing_but_spaces_is_refused_under_its_field(school: SchoolWithin):
    school.ada.types("/library-help")
    form = school.ada.modal().fill({NEED: "   \n  "})
    assert not form.submits()
    assert form.errors[NEED]
    is_refused(school)


def test_a_file_without_words_gets_a_clear_sentence(school: SchoolWithin):
    school.ada.writes("", files=["worksheet.pdf"])
    assert "files" in school.ada.sees("nothing was stored").text
    is_refused(school)


def test_a_file_with_words_is_a_request(school: SchoolWithin):
    school.ada.writes(f"{NEEDED} like this", files=["worksheet.pdf"])
    assert f"{NEEDED} like this" in school.ada.sees(RECEIPT).text


def test_a_mention_without_words_gets_a_clear_sentence_in_the_thread(school: SchoolWithin):
    asked = school.ada.writes("@Library Partner", channel="#staffroom")
    school.rests()
    (answer,) = asked.thread
    assert "any words" in answer.text
    is_refused(school)


def test_an_edit_to_something_too_long_leaves_the_request_as_it_was_and_says_so(school: SchoolWithin):
    asked = school.ada.writes(f"{NEEDED} on bees")
    school.ada.sees(RECEIPT)
    school.rests()
    school.ada.edits(asked, TOO_LONG)
    school.ada.sees("3,000")
    school.rests()
    assert [each["need"] for each in school.rows("requests")] == [f"{NEEDED} on bees"]


def test_what_lee_writes_comes_back_exactly_too(school: SchoolWithin):
    school.asks(school.ada, "books on bees")
    card = school.lee.sees(CARD)
    for words in ODD_WORDS.values():
        asked = words[:300].strip()
        school.lee.sees(CARD).presses("Ask back")
        form = school.lee.modal()
        form.fill({form.labels[0]: asked}).submits()
        school.ada.sees(asked)
        school.ada.writes(f"reply {asked}")
        school.lee.sees(f"reply {asked}", after=card)
        school.rests()
    school.lee.sees(CARD).presses("Answer")
    form = school.lee.modal()
    titles = [" ".join(words[:250].split()).replace("|", "/") for words in ODD_WORDS.values()][:5]
    form.fill({form.labels[0]: "\n".join(f"{title} | 978.032 | why not" for title in titles)}).submits()
    answer = school.ada.sees(ANSWERED)
    for title in titles:
        assert title in answer.text
    school.nobody_was_mentioned()
