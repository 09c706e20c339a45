"""What each person sees of a request in each of its states, and what they can press there."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.slack.blocks import forms
from bot.slack.blocks.forms import Errand
from bot.slack.payloads import read_click
from bot.slack.verbs import table
from domain.answer import Helped
from domain.commitment import CommitmentState
from domain.request import HelpKind
from handlers import messages
from handlers.messages import Answered, PromiseLine, Receipt, Recorded
from tests.bot.from_slack import HEAD
from tests.bot.showing import actions_of, buttons_of, element_of, labels_of, opened, posted, published, read
from tests.bot.stories import (
    ABOUT,
    ANSWER,
    KIM,
    LEE,
    PROMISE,
    TODAY,
    answer,
    card,
    every_form,
    every_home,
    every_message,
    figures,
    line,
    nudge,
    promise,
    remarks,
    request,
    stories,
    story,
)

LIVE = [
    "open",
    "doubtful",
    "bare",
    "asked back",
    "talked about",
    "open again",
    "open again, after a referral",
    "released",
]
PROMISED = ["promised", "promised, asked back"]
SETTLED = ["answered", "done", "referred", "referred, judged", "declined", "withdrawn"]
OPEN_BUTTONS = ["Promise", "Ask back", "Answer", "Refer", "Decline"]
OWNERS_BUTTONS = ["Done", "Renegotiate", "Release", "Answer", "Ask back", "Refer"]


def shown_card(state, viewer=LEE):
    return posted(card(stories()[state], viewer))


def test_every_state_is_looked_at():
    assert {*LIVE, *PROMISED, *SETTLED} == {*stories()}


class TestTheCard:
    def test_it_says_who_what_which_class_by_when_and_what_kind(self):
        words = read(shown_card("open"))
        for part in ("Ada Byron asks", "books on bees", "Grade 8", "Thursday, March 12", "activity needing support"):
            assert part in words

    def test_it_says_what_was_not_said(self):
        words = read(shown_card("bare"))
        assert "Class: not said" in words
        assert "Needed by: not said" in words
        assert "Kind of help: not said" in words

    def test_it_shows_what_was_said_since_and_what_this_teacher_asked_before(self):
        words = read(shown_card("talked about"))
        assert "Lee Park asked: for two periods?" in words
        assert "Lee Park replied:" in words
        assert "Lee Park added:" in words
        assert "Asked before: “books on bees” (open, Mon, Mar 2)" in words

    def test_of_many_remarks_the_last_four_are_shown(self):
        many = tuple(replace(each, words=f"remark {number}") for number, each in enumerate(remarks(count=7)))
        words = read(posted(card(story(remarks=many))))
        assert [number for number in range(7) if f"remark {number}" in words] == [3, 4, 5, 6]

    @pytest.mark.parametrize("state", LIVE)
    @pytest.mark.parametrize("viewer", [LEE, KIM])
    def test_any_librarian_can_act_on_an_open_one(self, state, viewer):
        assert buttons_of(shown_card(state, viewer)) == OPEN_BUTTONS

    @pytest.mark.parametrize("state", PROMISED)
    def test_it_becomes_the_commitment_of_the_one_who_promised(self, state):
        assert buttons_of(shown_card(state)) == OWNERS_BUTTONS
        assert "You promised, by Thursday, March 5: a box of books (materials or space)" in read(shown_card(state))

    @pytest.mark.parametrize("state", PROMISED)
    def test_anothers_promise_has_no_button_and_says_whose_it_is(self, state):
        assert buttons_of(shown_card(state, KIM)) == []
        assert "Lee Park has promised this by Thursday, March 5." in read(shown_card(state, KIM))

    @pytest.mark.parametrize("state", SETTLED)
    @pytest.mark.parametrize("viewer", [LEE, KIM])
    def test_a_settled_one_has_no_button(self, state, viewer):
        assert buttons_of(shown_card(state, viewer)) == []

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ("answered", "✓ Answered by Lee Park, Mon, Mar 2. Did it help? Ada Byron says: partly."),
            ("done", "✓ Done by Lee Park, Mon, Mar 2. Did it help? Ada Byron says: yes."),
            ("declined", "Declined: the copies are late"),
            ("withdrawn", "Ada Byron withdrew it"),
            ("referred", "✓ Referred to County Museum by Lee Park, Mon, Mar 2."),
            ("referred, judged", "Did they help? Ada Byron says: yes."),
            ("open again, after a referral", "Open again: Ada Byron says that County Museum did not help yet."),
            ("open again", "did not help yet"),
            ("released", "had to release the promise"),
            ("asked back", "Waiting for Ada Byron’s reply"),
            ("promised, asked back", "Waiting for Ada Byron’s reply"),
        ],
    )
    def test_it_says_how_things_stand(self, state, words):
        assert words in read(shown_card(state))

    def test_it_says_that_its_day_has_passed(self):
        assert "The day it was needed by has passed." in read(shown_card("released"))
        assert "has passed" not in read(shown_card("open"))

    @pytest.mark.parametrize("state", [*LIVE, *PROMISED, *SETTLED])
    @pytest.mark.parametrize("viewer", [LEE, KIM])
    def test_in_a_group_or_a_list_it_has_the_same_buttons(self, state, viewer):
        alone = buttons_of(shown_card(state, viewer))
        assert buttons_of(posted(messages.Cards((card(stories()[state], viewer),)))) == alone
        assert buttons_of(posted(nudge(cards=(card(stories()[state], viewer),)))) == alone


class TestTheReceipt:
    @pytest.mark.parametrize("state", [*LIVE, *PROMISED])
    def test_a_live_request_can_be_edited_and_withdrawn(self, state):
        assert buttons_of(posted(Receipt(stories()[state]))) == ["Edit", "Withdraw"]

    @pytest.mark.parametrize("state", SETTLED)
    def test_a_settled_one_cannot(self, state):
        assert buttons_of(posted(Receipt(stories()[state]))) == []

    def test_it_says_what_was_understood(self):
        words = read(posted(Receipt(story())))
        for part in (
            "The library has your request",
            "books on bees",
            "Class: Grade 8",
            "Needed by: Thursday, March 12",
        ):
            assert part in words

    def test_it_asks_for_nothing_that_was_not_said(self):
        assert "not said" not in read(posted(Receipt(stories()["bare"])))

    def test_what_is_doubtful_is_said_to_be_with_the_way_out(self):
        assert "If it is not, press Withdraw." in read(posted(Receipt(stories()["doubtful"])))
        assert "press Withdraw" not in read(posted(Receipt(story())))

    def test_the_same_words_twice_are_said_to_be_on_the_list_once(self):
        assert "on the library’s list once" in read(posted(Receipt(story(), Recorded.ALREADY)))

    def test_only_what_was_promised_is_asked_back_before_it_is_withdrawn(self):
        def confirms(of):
            (row,) = [block for block in posted(Receipt(of))["blocks"] if block["type"] == "actions"]
            return [each["text"]["text"] for each in row["elements"] if each.get("confirm")]

        assert confirms(stories()["promised"]) == ["Withdraw"]
        assert confirms(stories()["open"]) == []

    def test_it_says_who_has_promised_what_by_when(self):
        assert "Lee Park has promised this by Thursday, March 5: a box of books" in read(
            posted(Receipt(stories()["promised"]))
        )


class TestWhatTheTeacherIsTold:
    def test_an_answer_is_asked_about_until_it_is_judged(self):
        shown = posted(Answered(story(), answer()))
        assert "Did this help?" in read(shown)
        assert buttons_of(shown) == ["Yes", "Partly", "Not yet"]

    @pytest.mark.parametrize("helped", [*Helped])
    def test_a_judged_answer_has_no_buttons_and_says_what_was_said(self, helped):
        shown = posted(Answered(story(), answer(helped=helped)))
        assert buttons_of(shown) == (["Say thanks"] if helped is Helped.YES else [])
        assert f"You said: {helped.value}" in read(shown)

    def test_an_answer_shows_its_note_and_each_resource(self):
        words = read(posted(Answered(story(), answer(count=3))))
        assert "the copies are late" in words
        assert words.count("The Bee Book, 595.79 BEE — short chapters") == 3

    def test_done_says_what_was_promised(self):
        of = stories()["done"]
        shown = posted(Answered(of, answer(count=0, note=None)))
        assert "has done what was promised" in read(shown)
        assert "a box of books" in read(shown)
        assert buttons_of(shown) == ["Yes", "Partly", "Not yet"]

    def test_a_promise_says_when_and_that_it_is_late_only_where_it_is(self):
        in_time = read(posted(messages.Promised(story(), promise())))
        late = read(posted(messages.Promised(story(), promise(due_on=TODAY + timedelta(days=20)))))
        assert "Lee Park has promised you something by Thursday, March 5" in in_time
        assert "later than the day you needed it by" not in in_time
        assert "later than the day you needed it by, Thursday, March 12." in late

    def test_a_promise_without_a_day_needed_is_never_late(self):
        of = story(request(needed_by=None))
        assert "later than" not in read(posted(messages.Promised(of, promise(due_on=TODAY + timedelta(days=99)))))

    def test_a_new_date_comes_with_its_word(self):
        words = read(posted(messages.Renegotiated(story(), promise(due_on=TODAY + timedelta(days=7)), "sorry")))
        assert "Monday, March 9" in words
        assert "sorry" in words
        assert "a box of books" in words

    def test_a_released_promise_says_that_the_request_is_open_again(self):
        assert "Your request is open again" in read(posted(messages.Released(story(), "Lee Park", "I am ill")))

    def test_a_declined_request_may_name_somebody_else(self):
        assert "You could ask: Kim" in read(posted(messages.Declined(story(), "Lee Park", "not ours", "Kim")))
        assert "You could ask" not in read(posted(messages.Declined(story(), "Lee Park", "not ours", None)))

    def test_a_question_can_be_replied_to_while_it_waits(self):
        assert buttons_of(posted(messages.Question(story(), "Lee Park", "for when?", is_waiting=True))) == ["Reply"]
        assert buttons_of(posted(messages.Question(story(), "Lee Park", "for when?", is_waiting=False))) == []

    def test_words_that_may_have_been_a_request_can_become_one(self):
        assert buttons_of(posted(messages.Noted("I passed that on.", ABOUT))) == ["That was a new request"]
        assert buttons_of(posted(messages.Noted("I passed that on."))) == []


class TestTheMorning:
    def test_an_open_promise_can_be_kept_put_off_and_moved(self):
        assert buttons_of(posted(nudge(line()))) == ["Done", "Snooze", "Renegotiate"]

    @pytest.mark.parametrize("state", [CommitmentState.KEPT, CommitmentState.RELEASED])
    def test_a_settled_one_has_no_button_and_says_so(self, state):
        shown = posted(nudge(line(of=promise(state=state))))
        assert buttons_of(shown) == []
        assert ("✓ Kept" if state is CommitmentState.KEPT else "Released") in read(shown)

    def test_the_most_pressing_comes_first(self):
        late, soon = promise(doing="late", due_on=TODAY - timedelta(days=1)), promise(doing="soon")
        words = read(posted(nudge(line(of=soon), line(of=late))))
        assert words.index("Overdue since Sunday, March 1: late") < words.index("Due Thursday, March 5: soon")

    def test_it_opens_with_how_much_there_is(self):
        late, today = promise(due_on=TODAY - timedelta(days=1)), promise(due_on=TODAY)
        shown = posted(nudge(line(of=late), line(of=today), line(), cards=(card(story()),)))
        assert "1 overdue, 1 due today, 1 due soon, 1 waiting for an answer" in shown["text"]

    def test_when_all_is_settled_it_says_so(self):
        kept = line(of=promise(state=CommitmentState.KEPT))
        assert "all done" in posted(nudge(kept, cards=(card(stories()["answered"]),)))["text"]

    def test_a_snoozed_promise_says_until_when_and_keeps_its_date(self):
        snoozed = promise(snoozed_until=TODAY + timedelta(days=1))
        assert "Snoozed until tomorrow, Tuesday, March 3, due Thursday, March 5" in read(
            posted(nudge(line(of=snoozed)))
        )

    def test_it_says_for_whom_a_promise_is_where_it_is_for_somebody(self):
        assert "for Ada Byron: “books on bees”" in read(posted(nudge(line())))
        assert "for " not in read(posted(nudge(PromiseLine(promise(request_id=None), None))))

    def test_the_afternoon_has_another_opening_than_the_morning(self):
        assert "Still open for today" in posted(nudge(line(), is_afternoon=True))["text"]
        assert "Good morning" in posted(nudge(line()))["text"]


class TestForms:
    def test_a_request_asks_for_one_thing_and_offers_three(self):
        form = opened(every_form()["ask"])
        assert labels_of(form) == ["What do you need?", "What kind of help?", "Class or year group", "Needed by"]
        assert [bool(block.get("optional")) for block in form["blocks"]] == [False, True, True, True]

    def test_it_offers_the_five_kinds(self):
        options = element_of(opened(every_form()["ask"]), "kind")["options"]
        assert [each["value"] for each in options] == [kind.value for kind in HelpKind]
        assert len(options) == 5

    def test_an_edit_begins_with_what_is_there(self):
        form = opened(every_form()["edit"])
        assert element_of(form, "need")["initial_value"] == "books on bees"
        assert element_of(form, "kind")["initial_option"]["value"] == "activity needing support"
        assert element_of(form, "class")["initial_value"] == "Grade 8"
        assert element_of(form, "needed-by")["initial_date"] == "2026-03-12"

    def test_a_shared_message_is_shown_for_editing_before_anything_is_stored(self):
        form = opened(forms.ask_form("share", Errand(), text="volcanoes?"))
        assert element_of(form, "need")["initial_value"] == "volcanoes?"
        assert "nothing is stored before you press Ask" in read(form)

    def test_a_promise_offers_three_dates_and_a_calendar_and_says_which_come_too_late(self):
        form = opened(every_form()["promise"])
        dates = [each["text"]["text"] for each in element_of(form, "due")["options"]]
        assert dates == [
            "Today, Monday, March 2",
            "Tomorrow, Tuesday, March 3",
            "Sunday, December 27, 2026, after it is needed",
        ]
        assert [each.endswith("after it is needed") for each in dates] == [False, False, True]
        assert element_of(form, "another")["type"] == "datepicker"
        assert "What will you do?" in labels_of(form)

    def test_a_snooze_offers_tomorrow_three_school_days_and_next_week(self):
        options = element_of(opened(every_form()["snooze"]), "until")["options"]
        starts = [each["text"]["text"].partition(":")[0] for each in options]
        assert starts == ["Tomorrow", "In three school days", "Next week"]

    def test_moving_and_releasing_a_promise_need_a_word_that_somebody_will_read(self):
        for name in ("renegotiate", "release"):
            form = opened(every_form()[name])
            assert "Ada Byron will read it." in read(form)
            assert not next(block for block in form["blocks"] if block.get("block_id") == "word").get("optional")

    def test_a_promise_to_nobody_is_not_said_to_be_read_by_anybody(self):
        assert "will read it" not in read(opened(every_form()["renegotiate, nobody’s"]))

    def test_an_answer_says_that_five_is_the_most(self):
        assert "5 at most" in " ".join(labels_of(opened(every_form()["answer"])))

    def test_a_reply_shows_the_question_it_answers(self):
        assert "Lee Park asked: for two periods?" in read(opened(every_form()["reply"]))

    def test_each_form_is_about_what_its_button_was_about(self):
        for name in ("edit", "promise", "snooze", "answer"):
            assert Errand.unpack(opened(every_form()[name])["private_metadata"]).subject == str(ABOUT)


class TestHome:
    def test_a_teacher_sees_what_they_asked_and_nothing_else(self):
        shown = published(every_home()["teacher, open"])
        assert buttons_of(shown) == ["Ask the library", *["Edit", "Withdraw"] * 2, "My settings"]
        assert "Your list" not in read(shown)
        assert "The library’s week" not in read(shown)

    def test_a_librarian_sees_their_list_too(self):
        shown = published(every_home()["librarian, open"])
        headings = ["Today: new", "Today: due and overdue", "This week", "Later", "Waiting for others: questions"]
        headings += ["Waiting for others: partners", "Partners worth a word", "Failed messages"]
        assert [words for words in headings if words not in read(shown)] == []
        assert {*OPEN_BUTTONS, "Done", "Snooze", "Renegotiate", "Ask the library", "Edit"} <= {*buttons_of(shown)}

    def test_an_administrator_sees_the_week_and_no_ones_words(self):
        shown = published(every_home()["administrator"])
        assert "Promises kept: 12" in read(shown)
        assert "books on bees" not in read(shown)

    def test_an_empty_list_says_so(self):
        assert "Nothing is waiting for you" in read(published(every_home()["nothing"]))


class TestTheDigest:
    def test_it_holds_the_figures_and_no_name(self):
        words = read(posted(messages.Digest(figures())))
        for part in ("Promises kept: 12", "Kept on time: 11", "Open: 4", "Overdue: 1", "Requests waiting: 2"):
            assert part in words
        assert "Complex concept: 9" in words
        assert "Kind not said: 7" in words

    def test_a_small_group_has_no_figure_and_the_reason_is_given(self):
        words = read(posted(messages.Digest(figures())))
        assert "Other kinds were asked for too." in words
        assert "Fewer than 3 people" in words

    def test_a_week_without_requests_says_so(self):
        assert "Nothing was asked for" in read(posted(messages.Digest(figures(by_kind=()))))


class TestWhatIsPressed:
    """Every button and every form that can be shown is known to those who react to it."""

    def test_every_button_has_a_verb(self):
        shown = [posted(each) for each in every_message().values()] + [
            published(each) for each in every_home().values()
        ]
        pressed = set().union(*map(actions_of, shown))
        assert pressed <= {*table.BUTTONS}
        assert {"promise", "done", "snooze", "helped-not_yet", "split-off", "reply", "edit"} <= pressed

    def test_every_form_has_a_verb(self):
        sent = {form["callback_id"] for form in every_form().values() if form.get("submit")}
        assert sent == {*table.FORMS}

    def test_every_button_about_a_request_or_a_promise_says_which(self):
        for message in every_message().values():
            for click in _clicks(posted(message)):
                assert click.verb == "take-charge" or UUID(click.subject)

    def test_promises_are_kept_by_their_own_id_and_requests_acted_on_by_theirs(self):
        about = {click.verb: UUID(click.subject) for click in _clicks(shown_card("promised"))}
        assert about == dict.fromkeys(("done", "renegotiate", "release"), PROMISE) | dict.fromkeys(
            ("answer", "ask-back", "refer"), ABOUT
        )

    def test_did_this_help_names_the_request_the_answer_and_the_word(self):
        clicks = _clicks(posted(Answered(story(), answer())))
        assert [UUID(click.subject) for click in clicks] == [ABOUT] * 3
        assert [click.more.partition(" ")[2] for click in clicks] == [helped.value for helped in Helped]
        assert {UUID(click.more.partition(" ")[0]) for click in clicks} == {ANSWER}


def _clicks(shown):
    """Each button of what is shown, pressed."""
    rows = [block["elements"] for block in shown["blocks"] if block["type"] == "actions"]
    return [read_click(HEAD | {"actions": [element]}) for row in rows for element in row]
