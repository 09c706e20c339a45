"""A Home as each reads it: what an administrator was told, what a list is filtered by, how to reach the library."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.digest import Earlier
from handlers.messages import Home, HomeList, ShownOnly, Told
from tests.bot.showing import actions_of, buttons_of, published, read
from tests.bot.stories import NOW, PLAIN, TODAY, all_figures, every_home, figures, needing, story, undelivered

ADMINISTRATOR = every_home()["administrator"]
LIBRARIAN = every_home(count=0)["librarian, open"]
TEACHER = every_home()["teacher, open"]


def weeks(*kept: int) -> tuple[Earlier, ...]:
    return tuple(Earlier(TODAY + timedelta(weeks=n), each, each, 3, n % 2) for n, each in enumerate(kept))


def told(**to: object) -> str:
    return read(published(replace(ADMINISTRATOR, told=replace(Told(all_figures()), **to))))


def test_the_term_is_read_line_by_line():
    lines = (
        "6 promises kept since the term began, all of them on time.\n"
        "Mon, Mar 2: 5 kept, 5 on time, 3 open\n"
        "Mon, Mar 9: 0 kept, 0 on time, 3 open, 1 of them overdue\n"
        "Mon, Mar 16: 1 kept, 1 on time, 3 open\n"
    )
    assert f"The term, week by week\n{lines}" in told(term=weeks(5, 0, 1))


def test_one_digest_is_no_trend_and_one_promise_is_one():
    assert "week by week" not in told(term=weeks(5))
    assert "1 promise kept since" in told(term=weeks(1, 0))


def test_every_line_fits_a_phone():
    for line in told(term=weeks(*range(30))).partition("week by week\n")[2].splitlines()[1:31]:
        assert len(line) <= 60


def test_before_the_first_digest_nothing_is_counted_and_help_can_be_offered():
    home = replace(ADMINISTRATOR, told=Told(None), needs=needing().needs, next_digest_at=NOW + timedelta(days=4))
    shown = published(home)
    assert "The first weekly digest is still to come." in read(shown)
    assert "The first digest comes Friday, March 6, " in read(shown)
    assert "Promises kept" not in read(shown)


def test_a_digest_of_an_older_version_is_still_read():
    assert "Promises kept: 12" in told(figures=figures())
    assert "Working together" not in told(figures=figures())


def test_a_head_who_runs_the_library_reads_what_it_needs_once_and_can_do_both():
    both = replace(LIBRARIAN, told=Told(figures()), needs=needing().needs[:1])
    shown = published(both)
    assert read(shown).count("What the library needs") == 1
    assert {"offer-help", "close-need", "add-need"} <= actions_of(shown)


def test_a_head_who_runs_the_library_has_one_button_for_the_report():
    home = replace(LIBRARIAN, told=Told(figures()))
    assert read(published(home)).count("Term report") + str(published(home)).count("'Term report'") == 1


def test_what_a_list_is_filtered_by_is_said_above_it_with_the_way_back():
    shown = published(replace(LIBRARIAN, only=ShownOnly("Ada Byron", "8b", "Searching"), needs=()))
    assert "Shown: Ada Byron, class 8b, objective “Searching”" in read(shown)
    assert buttons_of(shown)[:2] == ["Show everything", "Filter"]
    assert "Nothing on your list is about Ada Byron, class 8b, objective “Searching” just now." in read(shown)


def test_a_class_that_says_so_itself_is_not_called_one():
    assert "Shown: Grade 8\n" in read(published(replace(LIBRARIAN, only=ShownOnly(class_name="Grade 8"))))


def test_only_librarians_have_a_filter():
    for name in ("teacher, open", "administrator", "no librarian, open"):
        assert "filter-home" not in actions_of(published(every_home()[name]))


def test_a_page_of_one_row_says_which_it_is():
    home = Home(PLAIN.name, (story(),) * 3, (), (), Told(None), None, turned={HomeList.OWN: 1})
    assert "What you asked for (2 of 3)" in read(published(home))


def test_many_librarians_are_not_all_named():
    shown = read(published(replace(TEACHER, librarians=("Lee Park",) * 12)))
    assert shown.count("Lee Park") == 8
    assert "and 4 more." in shown


def test_somebody_new_is_told_who_is_there_only_where_somebody_is():
    new = every_home(count=0)["somebody new"]
    assert "In the library" not in read(published(new))
    assert buttons_of(published(new)) == ["Ask the library"]


def failed(reason: str) -> str:
    """What a librarian reads of a message that could not be sent for this reason."""
    one = replace(undelivered(count=1)[0], reason=reason)
    shown = read(published(replace(LIBRARIAN, undelivered=(one,), undelivered_in_all=1)))
    return next(line for line in shown.splitlines() if "could not be sent: " in line).partition("could not be sent: ")[
        2
    ]


@pytest.mark.parametrize(
    ("reason", "why", "what_to_do"),
    [
        ("channel_not_found", "Slack finds no such conversation", "Press Try again"),
        ("user_disabled", "their Slack account is closed", "ask whoever runs Slack"),
        ("user_not_found", "Slack does not know them", "Tell them yourself"),
        ("cannot_dm_bot", "it was for an app", "press Let it go"),
        ("is_archived", "the channel has been archived", "Tell them yourself"),
        ("not_in_channel", "I am not in that channel", "invite me"),
        ("msg_too_long", "it is longer than Slack allows", "Tell them yourself"),
        ("restricted_action", "the workspace’s rules", "Ask whoever runs Slack"),
        ("restricted_action_read_only_channel", "the workspace’s rules", "Ask whoever runs Slack"),
        ("file_uploads_disabled", "files are switched off", "Ask whoever runs Slack"),
        ("missing_scope", "I may not bring files", "Ask whoever set me up"),
    ],
)
def test_a_failed_message_says_plainly_why_and_what_to_do_with_slacks_own_word_in_brackets(reason, why, what_to_do):
    words = failed(reason)
    assert words.startswith(why)
    assert what_to_do.casefold() in words.casefold()
    assert words.endswith(f" ({reason})")


def test_a_reason_that_nobody_knows_is_named_as_slack_says_it_and_one_of_ours_as_it_is():
    assert failed("no_such_word_yet") == "Slack says no_such_word_yet"
    assert failed("the files could not be made: OSError") == "the files could not be made: OSError"
