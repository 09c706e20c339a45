"""Two weeks at Maple School, lived in Slack, so that there is something to see on every Home and in the digest.

It begins on Monday, 1 March 2027, and ends a fortnight later on Monday morning, with two digests told.
"""

from datetime import date

from bot.sandbox.records import User
from tests.people import Person
from tests.scenarios.school import (
    ANOTHER,
    CLASS,
    DOING,
    FRIDAY,
    KIND,
    NEED,
    NEXT_FRIDAY,
    NEXT_MONDAY,
    SHARE,
    SchoolWithin,
)

NIA, OMAR, PRIYA = (
    User("U0NIA", "nia", "Nia Moss", title="Teacher"),
    User("U0OMAR", "omar", "Omar Haddad", title="Teacher"),
    User("U0PRIYA", "priya", "Priya Nair", title="Teacher"),
)
ROSA = User("U0ROSA", "rosa", "Rosa Lind", title="Teacher, since today")
"""Nobody has told the library of her, and she has not asked for anything."""

SEARCH, EVERYBODY = "Every grade 8 class learns to judge a source", "Each department plans one unit with the library"
THE_END, THE_FRIDAY_AFTER = date(2027, 3, 15), date(2027, 3, 19)
HISTORY, SCIENCE = ("Ada", "Ben", "Cleo"), ("Nia", "Omar", "Priya")
SONGS, QUOTED = "Songs of the road", "The library may quote this to the school’s administrators"
RESOURCES, CONCEPT = "Resources", "Complex concept"

FIRST_WEEK = {
    "Ada": ("Dust bowl primary sources", "8B", RESOURCES, "Five photographs and two letters", "Curation", FRIDAY),
    "Ben": ("Letters from the westward trail", "7A", RESOURCES, "A folder of letters", "Curation", FRIDAY),
    "Cleo": ("Maps of the Great Plains, then and now", "8A", RESOURCES, "Six maps", "Curation", FRIDAY),
    "Nia": ("Why bees matter, for slow readers", "6C", CONCEPT, "A lesson with you", "Co-teaching", FRIDAY),
    "Omar": ("Forces, with things we can touch", "8C", CONCEPT, "A lesson with two stations", "Co-teaching", FRIDAY),
    "Priya": ("What makes the carbon cycle clear", "8A", CONCEPT, "A lesson in the library", "Co-teaching", FRIDAY),
}
SECOND_WEEK = {
    "Ada": ("Oral histories of the 1930s", "8B", RESOURCES, "Three recordings", "Curation", NEXT_FRIDAY),
    "Ben": ("Newspapers of 1849", "7A", RESOURCES, "Four front pages", "Curation", NEXT_FRIDAY),
    "Cleo": ("Pictures of sod houses", "8A", RESOURCES, "Ten pictures", "Curation", NEXT_FRIDAY),
    "Nia": ("A class set about pollinators", "6C", RESOURCES, "Twelve books", "Materials or space", THE_END),
    "Omar": (
        "A hand with the wind tunnel day",
        "8C",
        RESOURCES,
        "Two hours in the lab",
        "Co-teaching",
        date(2027, 3, 18),
    ),
}
THIRD_WEEK = {"Ada": ("Recipes of the 1930s", "8B", RESOURCES, "A page of recipes", "Research", THE_FRIDAY_AFTER)}
NOT_YET_TAKEN = {"Priya": ("Graphs that mislead", "8A"), "Ben": ("A film about the gold rush", "7A")}


def live_two_weeks(school: SchoolWithin) -> None:
    for newcomer in (NIA, OMAR, PRIYA, ROSA):
        school.somebody_joins(newcomer)
    _begins_the_year(school)
    for name in (*HISTORY, *SCIENCE):
        _teaches(school.person(name), "History" if name in HISTORY else "Science")
    _asks_and_is_promised(school, FIRST_WEEK)
    _logs(school, HISTORY, "Cooperation", "Joint planning")
    _keeps(school, FIRST_WEEK)
    _comes(school, FRIDAY, "14:00")
    _comes(school, NEXT_MONDAY, "08:00")
    _asks_and_is_promised(school, SECOND_WEEK)
    _logs(school, SCIENCE, "Integrated instruction", "Mutual support")
    _keeps(school, {name: SECOND_WEEK[name] for name in HISTORY})
    _thanks(school.ada)
    _adds_to_the_digest(school)
    _comes(school, NEXT_FRIDAY, "14:00")
    _comes(school, THE_END, "08:00")
    _a_new_week(school)


def _comes(school: SchoolWithin, day: date, at: str) -> None:
    school.comes(day, at)
    school.rests()


def _begins_the_year(school: SchoolWithin) -> None:
    lee = school.lee
    lee.home("Your list").presses("Settings")
    lee.modal(title="Settings").presses("Messages")
    assert lee.modal(title="Messages").fill({"Spelling": "American English"}).submits()
    lee.modal(title="Settings").closes()
    lee.types("/library-partner plan")
    for title, aim, target in ((SEARCH, "Critical readers", "9 classes"), (EVERYBODY, "Teaching as a team", "8 units")):
        lee.modal(title="Improvement plan").presses("Add objective")
        words = {"Title": title, "School aim it serves": aim, "Measure": "Counted in the log", "Target": target}
        assert lee.modal(title="Add objective").fill(words).submits()
    lee.modal(title="Improvement plan").closes()
    for name, group, ideal in (
        ("Riverside Library", "Public libraries", "15"),
        ("City Museum", "National organizations", "9"),
    ):
        lee.types("/library-partner add")
        words = {"Name": name, "Category": group, "Ideal days between contacts": ideal}
        assert lee.modal(title="Add a partner").fill(words).submits()
        lee.modal(title="Partner").closes()
        lee.types(f"/library-log 10 min with {name} about what we could do together")
        lee.sees("Logged")


def _teaches(teacher: Person, department: str) -> None:
    teacher.types("/library-help settings")
    assert teacher.modal(title="My settings").fill({"Department": department}).submits()


def _asks(teacher: Person, need: str, group: str, **more: str) -> None:
    teacher.types("/library-help")
    assert teacher.modal(title="Ask the library").fill({NEED: need, CLASS: group, **more}).submits()


def _asks_and_is_promised(school: SchoolWithin, week: dict[str, tuple]) -> None:
    for name, (need, group, kind, doing, share, by) in week.items():
        _asks(school.person(name), need, group, **{KIND: kind})
        school.lee.sees(need).presses("Promise", beside=need)
        objective = SEARCH if name in HISTORY else EVERYBODY
        words = {DOING: doing, SHARE: share, ANOTHER: by, "Improvement-plan objective": objective}
        form = school.lee.modal(title="Promise").fill(words)
        assert form.submits(), form.errors
    school.rests()


def _logs(school: SchoolWithin, teachers: tuple[str, ...], level: str, gained: str) -> None:
    for name in teachers:
        school.lee.types("/library-log")
        words = {"Who": school.person(name).name, "What": "the inquiry unit", "Level of collaboration": level}
        assert school.lee.modal(title="Log contact").fill({**words, "Benefits for the partner": [gained]}).submits()
        school.lee.modal(title="Logged").closes()


def _keeps(school: SchoolWithin, week: dict[str, tuple]) -> None:
    """On the same day: the promises of teachers who are in a hurry."""
    for _, _, _, doing, *_ in week.values():
        school.lee.sees(doing).presses("Done", beside=doing)
    school.rests()


def _adds_to_the_digest(school: SchoolWithin) -> None:
    school.lee.types("/library-digest")
    school.lee.modal(title="Weekly digest").presses("Add a note")
    assert school.lee.modal(title="Add a note").fill({"Your line": "Reading week filled every table."}).submits()
    school.lee.modal(title="Weekly digest").becomes("Reading week").presses("Add a need")
    need = {"What is it?": "Cover", "What does the library need?": "An hour on Tuesdays, to plan with science"}
    assert school.lee.modal(title="Add a need").fill(need).submits()
    school.lee.modal(title="Weekly digest").becomes("An hour on Tuesdays").closes()


def _thanks(teacher: Person) -> None:
    teacher.sees("Did this help?").presses("Yes")
    teacher.sees("You said: yes").presses("Say thanks")
    words = {"Your words": "8B would not put the recordings down.", "Quoting": [QUOTED]}
    assert teacher.modal(title="Say thanks").fill(words).submits()


def _a_new_week(school: SchoolWithin) -> None:
    """Monday: one promise is due, others come later in the week, two requests are new, a question waits for Ada."""
    _asks_and_is_promised(school, THIRD_WEEK)
    for name, (need, group) in NOT_YET_TAKEN.items():
        _asks(school.person(name), need, group)
    _asks(school.ada, SONGS, "8B")
    school.lee.sees(SONGS).presses("Ask back", beside=SONGS)
    assert school.lee.modal().fill({"Your question": "To read, or to listen to?"}).submits()
    school.rests()
