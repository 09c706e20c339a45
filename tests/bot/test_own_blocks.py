"""What people read of departments, quiet weeks and thanks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from showing import labels_of, opened, posted, published, read
from stories import PLACE, TODAY, every_home, figures, story

from bot.slack.blocks.digest_parts import departments
from bot.slack.blocks.my_settings import my_settings_form
from domain.counted import REST, Counted
from domain.department import DEPARTMENTS
from domain.own_settings import OwnSettings
from domain.quiet_time import QuietTime
from domain.request import HelpKind
from handlers.messages import Digest, Thanked
from handlers.my_settings import MySettings

NOTHING = OwnSettings(None, None, quotes_thanks=False)
SOON = QuietTime(TODAY + timedelta(days=1), TODAY + timedelta(days=11))


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (NOTHING, "Department: not said · no quiet weeks · thanks are not quoted"),
        (
            OwnSettings("Science", QuietTime(TODAY, TODAY + timedelta(days=10)), quotes_thanks=True),
            "Department: Science · quiet until Thursday, March 12 · thanks may be quoted",
        ),
        (replace(NOTHING, quiet=SOON), "quiet from Tuesday, March 3 until Friday, March 13"),
    ],
)
def test_home_says_in_words_what_is_set(own, says):
    assert says in read(published(replace(every_home()["teacher, open"], own=own)))


def test_what_ends_quiet_weeks_is_offered_where_there_are_some():
    forms = [opened(my_settings_form(MySettings(replace(NOTHING, quiet=each), DEPARTMENTS))) for each in (None, SOON)]
    assert ["End the quiet weeks" in labels_of(form) for form in forms] == [False, True]


def lines_of(*counted: Counted) -> list[str]:
    return [line for block in departments(counted, PLACE) for line in block.text.text.split("\n")][1:]


def test_departments_stand_by_how_much_they_asked_and_small_ones_unnamed_at_the_end():
    art, science = Counted("Art", 3), Counted("Science", 9)
    assert lines_of(art, science, Counted(REST, None)) == ["Science: 9", "Art: 3", "Other departments asked too."]
    assert lines_of(Counted(REST, None)) == ["Not enough from any one department to be counted."]


def test_a_long_list_of_departments_says_how_many_are_left_out():
    many = [Counted(f"Department {number:02}", 20 - number) for number in range(15)]
    assert lines_of(*many)[-2:] == ["Department 11: 9", "And 3 more."]


def test_a_digest_from_before_departments_says_nothing_of_them():
    assert "department" not in read(posted(Digest(figures())))


def test_a_thanks_says_what_it_was_for_unless_somebody_felt_unsure_about_it():
    plain = story()
    delicate = replace(plain, request=replace(plain.request, kind=HelpKind.LESS_CONFIDENT))
    shown = [read(posted(Thanked(each, "Lovely!", may_be_quoted=False))) for each in (plain, delicate)]
    assert [plain.request.need in each for each in shown] == [True, False]
    assert all("says thanks" in each and "Lovely!" in each and "This is for the library." in each for each in shown)
