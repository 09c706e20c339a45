"""Home: what each person finds there, always as things stand, a few rows at a time."""

from tests.scenarios.school import DUST_BOWL, FRIDAY, MONDAY, NEXT_FRIDAY, TUESDAY, WEDNESDAY, SchoolWithin


def test_lees_home_is_sorted_by_when_and_by_whom_it_waits_for(school: SchoolWithin):
    for need, day in (("letters", MONDAY), ("maps", WEDNESDAY), ("posters", NEXT_FRIDAY)):
        school.asks(school.ada, need)
        school.promises(school.lee, need, f"Five {need}", day)
    school.asks(school.ada, "songs of the road")
    school.asks(school.ada, "photographs")
    school.lee.sees("photographs").presses("Ask back")
    assert school.lee.modal().fill({"Your question": "Of which years?"}).submits()
    home = school.lee.home("Waiting for others: questions").text
    places = [
        home.index(words) for words in ("Today: new", "Today: due and overdue", "This week", "Later", "questions")
    ]
    assert places == sorted(places)
    assert home.index("Five letters") < home.index("Five maps") < home.index("Five posters")
    assert home.index("songs of the road") < home.index("Five letters")
    assert "Nothing is waiting" not in home


def test_a_line_is_done_in_place_and_home_follows(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, "dust bowl", "Five letters", FRIDAY)
    school.lee.home("Five letters").presses("Done")
    assert "Five letters" not in school.lee.home("Nothing is waiting for you").text


def test_lee_turns_the_pages_of_a_long_list(school: SchoolWithin):
    for number in range(5):
        school.asks(school.ada, f"book number {number}")
    assert "1 to 3 of 5" in school.lee.home("of 5").text
    school.lee.home().presses("Next")
    later = school.lee.home("4 to 5 of 5").text
    assert "book number 4" in later
    assert "book number 0" not in later.partition("Ask the library")[0]
    school.lee.home().presses("Previous")
    assert "book number 0" in school.lee.home("1 to 3 of 5").text


def test_partners_worth_a_word_stand_on_home_and_can_be_put_off_there(school: SchoolWithin):
    school.lee.types("/library-partner add")
    form = school.lee.modal()
    assert form.fill(
        {"Name": "City Museum", "Category": "Wider school community", "Ideal days between contacts": "1"}
    ).submits()
    school.lee.modal().closes()
    school.comes(WEDNESDAY, "08:00")
    assert "Worth a word: City Museum" in school.lee.home("Partners worth a word").text
    school.lee.home("City Museum").presses("Snooze")
    assert "City Museum" not in school.lee.home("Nothing is waiting for you").text


def test_ada_finds_what_she_asked_what_helped_and_whom_to_ask(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, "dust bowl", "Five letters", TUESDAY)
    school.lee.sees("asks the library").presses("Answer")
    resources = {"Resources, one a line, 5 at most": "Letters from Oklahoma | 978.03 LET | voices of children"}
    assert school.lee.modal(title="Answer").fill(resources).submits()
    school.ada.sees("Did this help?")
    answered = school.ada.home("Lee Park answered it on Monday, March 1. Did this help?")
    assert "dust bowl" in answered.text.partition("What you asked for")[2]
    answered.presses("Yes")
    school.ada.sees("You said: yes")
    home = school.ada.home("What helped before").text
    assert "Letters from Oklahoma" in home
    assert "What you asked for" not in home
    assert "In the library: Lee Park." in home
    assert "Your list" not in home
    assert "The library’s week" not in home
