"""A logged contact said back, and its form: what is read there, and that Slack takes it however much there is."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from bot.slack.blocks.contact import gains_in, how_to_log, log_form, logged, logged_window, taken_back
from bot.slack.blocks.fields import Filled
from bot.slack.blocks.forms import Errand
from bot.slack.text import Mentioned, mentions
from domain.collaboration import ActivityKind, Benefit, Contact, Gain, Level, Served
from domain.partner import NAME_LIMIT
from handlers.log_contact import ContactForm, Logged
from handlers.whose_contact import ContactDraft
from tests.bot.showing import buttons_of, element_of, exact_texts, labels_of, marked_texts, opened, posted, read
from tests.bot.stories import ADA, LEE, NOW, PLACE, TODAY, Words, promise
from tests.bot.test_block_limits import EACH_EXTREME

EVERY_GAIN = tuple(Gain(benefit, served) for benefit in Benefit for served in Served)
OBJECTIVES = tuple((UUID(int=number), "Every year 7 class uses the library well, " * 8) for number in range(300))
PLAIN = Words()


def name_of(words: Words) -> str:
    return words.name.encode("utf-16-le")[: 2 * NAME_LIMIT].decode("utf-16-le", "ignore").strip()


def contact(words: Words = PLAIN, **changed: Any) -> Contact:
    made = Contact(
        id=UUID(int=50),
        with_whom=name_of(words),
        partner_id=None,
        person_id=ADA,
        logged_by=LEE,
        on=TODAY,
        what=words.need,
        minutes=10,
        activity=None,
        level=None,
        gains=(),
        objective_id=None,
        commitment_id=None,
        logged_at=NOW,
    )
    return replace(made, **changed)


def entry(words: Words = PLAIN, **changed: Any) -> Logged:
    step = promise(words, request_id=None)
    known = Logged(contact(words), step, (), (), may_become_partner=True, told=())
    return replace(known, **changed)


def full(words: Words) -> Logged:
    everything = contact(
        words, activity=ActivityKind.CO_TEACHING, level=Level.INTEGRATED_CURRICULUM, gains=EVERY_GAIN, minutes=600
    )
    names = (name_of(words),) * 300
    return entry(words, contact=everything, partners=names, told=names[:1], is_day_proposed=True)


def draft(words: Words, **changed: Any) -> ContactDraft:
    return ContactDraft(
        **(
            {
                "name": name_of(words),
                "people": (("U0ADA", "Ada Byron"),),
                "what": words.need,
                "minutes": 600,
                "activity": ActivityKind.CO_TEACHING,
                "level": Level.COOPERATION,
                "gains": EVERY_GAIN,
                "objective_id": OBJECTIVES[0][0],
                "next_step": words.doing,
                "due_on": TODAY,
            }
            | changed
        )
    )


class TestWhatIsSaidBack:
    def test_who_how_long_what_and_the_next_step_with_its_day(self):
        said = read(posted(logged(entry(), PLACE)))
        for words in ("Ada Byron, 10 minutes", "books on bees", "Thursday, March 5", "a box of books"):
            assert words in said

    def test_a_new_name_may_become_a_partner_and_an_old_one_says_what_it_means(self):
        assert buttons_of(posted(logged(entry(), PLACE))) == ["Make a partner", "Edit", "Undo"]
        known = posted(logged(entry(may_become_partner=False, partners=("Ada", "Ben")), PLACE))
        assert buttons_of(known) == ["Edit", "Undo"]
        assert "Ada and Ben" in read(known)

    def test_a_name_that_several_have_says_who_they_are(self):
        said = read(posted(logged(entry(may_become_partner=False, could_be=("City Museum", "City Library")), PLACE)))
        assert "City Museum and City Library" in said

    def test_one_minute_is_no_plural_and_none_is_not_said(self):
        assert "1 minute" in read(posted(logged(entry(contact=contact(minutes=1)), PLACE)))
        assert "1 minutes" not in read(posted(logged(entry(contact=contact(minutes=1)), PLACE)))
        assert "minute" not in read(posted(logged(entry(contact=contact(minutes=None)), PLACE)))

    @EACH_EXTREME
    def test_slack_takes_it_whatever_was_written(self, words):
        for each in (entry(words), full(words), entry(words, could_be=(name_of(words),) * 300, is_known=True)):
            posted(logged(each, PLACE))
            opened(logged_window(each, PLACE))

    def test_what_was_written_is_shown_as_it_was_written(self):
        words = Words(need="<!channel> *frogs* & <@U0ADA>")
        shown = posted(logged(entry(words), PLACE))
        assert any(words.need in text for text in exact_texts(shown["blocks"]))
        assert all("frogs" not in each["text"] for each in marked_texts(shown["blocks"]))

    def test_help_and_undo_are_taken(self):
        posted(how_to_log())
        posted(taken_back())


class TestTheForm:
    def form(self, words: Words = PLAIN, objectives: tuple = OBJECTIVES, **changed: Any) -> dict[str, Any]:
        return opened(log_form("log-contact", ContactForm(PLACE, objectives, draft(words, **changed)), Errand()))

    def test_objectives_are_asked_for_only_where_there_are_any(self):
        assert "Improvement-plan objective" in labels_of(self.form())
        assert "Improvement-plan objective" not in labels_of(self.form(objectives=()))

    def test_only_what_was_said_has_to_be_filled_in(self):
        required = [block["block_id"] for block in self.form()["blocks"] if not block.get("optional")]
        assert required == ["what"]

    def test_it_knows_what_was_understood(self):
        form = self.form(name="Ada Byron", minutes=10)
        assert element_of(form, "who")["initial_user"] == "U0ADA"
        assert "initial_value" not in element_of(form, "name")
        assert element_of(form, "minutes")["initial_value"] == "10"
        assert element_of(form, "due")["initial_date"] == TODAY.isoformat()

    @EACH_EXTREME
    def test_slack_takes_it_whatever_is_known(self, words):
        self.form(words)
        self.form(words, people=(), objective_id=None, gains=(), due_on=None, what=None)

    def test_benefits_are_read_back_with_whom_they_served(self):
        ticked = {"selected_options": [{"value": Benefit.SUPPORT.value}, {"value": "forged"}]}
        filled = Filled({"gains-library": {"answer": ticked}, "gains-partner": {"answer": {"selected_options": []}}})
        assert gains_in(filled) == (Gain(Benefit.SUPPORT, Served.LIBRARY),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10 min with <@U0ADA|ada> and <@U0BEN>", (("U0ADA", "Ada Byron"), ("U0BEN", "Ben Ortiz"))),
        ("<@U0ADA|ada> <@U0ADA|ada>", (("U0ADA", "Ada Byron"),)),
        ("<@U0NEW|newbie>", (("U0NEW", "newbie"),)),
        ("<@U0NEW> <!here> <#C0X|room> &lt;@U0ADA&gt;", ()),
    ],
)
def test_who_was_mentioned_is_known_by_id(text, found):
    names = {"U0ADA": "Ada Byron", "U0BEN": "Ben Ortiz"}
    assert mentions(text, names.get) == tuple(Mentioned(*each) for each in found)
