"""What Lee reads in the improvement plan and in the form of a referral, and what Ada reads of a partner."""

from dataclasses import replace

import pytest

from bot.slack.blocks import forms, plan
from bot.slack.blocks.forms import Errand
from domain.answer import Helped
from domain.objective import Evidence
from domain.partner import Category, Partner
from handlers.look_at_plan import ObjectivePage, Plan, Progress
from handlers.messages import DidTheyHelp, Referred
from handlers.own_request import RequestForm
from handlers.refer import ReferForm
from tests.bot.showing import buttons_of, element_of, labels_of, opened, posted, read
from tests.bot.stories import (
    OBJECTIVE,
    PLACE,
    TODAY,
    every_form,
    objective,
    partner,
    progress,
    referral,
    request,
    stories,
    story,
)

OBJECTIVE_FIELD = "Improvement-plan objective"


def refer_form(*partners: Partner):
    return opened(forms.refer_form(ReferForm(story(), PLACE, (), partners), Errand()))


class TestWhatAdaReads:
    def test_it_opens_with_the_name_and_says_who_they_are_what_they_offer_and_how_to_reach_them(self):
        words = read(posted(Referred(story(), referral(), partner(), None)))
        for line in (
            "Lee Park knows who can help you: County Museum",
            "Who they are: County Museum (public libraries)",
            "What they offer: handling boxes and a visit",
            "How to reach them: schools@museum.example · ask for Grace Hopper",
            "In about a school week I will ask you whether they helped.",
        ):
            assert line in words

    def test_somebody_of_the_workspace_is_named_and_not_mentioned(self):
        words = read(posted(Referred(story(), referral(), partner(contact=None, reach=None), "Ben Ode")))
        assert "How to reach them: Ben Ode, here in Slack" in words

    def test_where_nothing_is_known_the_librarian_is_asked(self):
        bare = partner(contact=None, reach=None, offers=None)
        words = read(posted(Referred(story(), referral(note=None), bare, None)))
        assert "How to reach them: Lee Park can tell you." in words
        assert "What they offer" not in words

    def test_she_is_asked_with_three_buttons(self):
        shown = posted(DidTheyHelp(story(), referral()))
        assert buttons_of(shown) == ["Yes", "Partly", "Not yet"]
        assert "Lee Park put you in touch with County Museum" in read(shown)

    @pytest.mark.parametrize(
        ("helped", "words"), [(Helped.YES, "yes. Thank you!"), (Helped.NOT_YET, "on its list again.")]
    )
    def test_what_she_said_takes_their_place(self, helped, words):
        shown = posted(DidTheyHelp(story(), referral(helped=helped)))
        assert buttons_of(shown) == []
        assert words in read(shown)


class TestTheReferForm:
    def test_a_hundred_partners_are_one_list_with_what_each_offers(self):
        form = refer_form(*(partner(id=stories()["open"].request.id) for _ in range(100)))
        menu = element_of(form, "partner")
        assert len(menu["options"]) == 100
        assert menu["options"][0]["description"]["text"] == "handling boxes and a visit"

    def test_more_stand_under_their_categories_and_a_long_one_goes_on(self):
        many = [partner(name=f"Library {number}") for number in range(250)]
        form = refer_form(partner(name="Museum", category=Category.NATIONAL), *many)
        groups = element_of(form, "partner")["option_groups"]
        assert [(each["label"]["text"], len(each["options"])) for each in groups] == [
            ("Public libraries", 100),
            ("Public libraries (2)", 100),
            ("Public libraries (3)", 50),
            ("National organisations", 1),
        ]

    def test_a_partner_of_whom_no_offer_is_known_is_shown_with_its_category(self):
        menu = element_of(refer_form(partner(offers=None)), "partner")
        assert menu["options"][0]["description"]["text"] == "public libraries"


class TestTheObjectiveInForms:
    def test_it_is_asked_for_only_where_there_is_a_plan(self):
        without = RequestForm(story(), PLACE)
        assert OBJECTIVE_FIELD not in labels_of(opened(forms.answer_form(without, Errand())))
        assert OBJECTIVE_FIELD in labels_of(
            opened(forms.answer_form(replace(without, objectives=(objective(),)), Errand()))
        )

    def test_the_one_that_it_serves_already_is_chosen(self):
        tied = story(request(objective_id=OBJECTIVE))
        form = opened(forms.answer_form(RequestForm(tied, PLACE, (objective(),)), Errand()))
        assert element_of(form, "objective")["initial_option"]["value"] == str(OBJECTIVE)


class TestThePlan:
    def test_it_says_how_far_each_objective_is(self):
        shown = opened(plan.plan_page(Plan(2025, (2024, 2025), (progress(count=3),), 2026, PLACE)))
        words = read(shown)
        assert "School year 2025–26" in words
        assert "Latest reading: 45 %, Mon, Mar 2 · Target: 45 %" in words
        assert "Behind it: 3 requests, 3 promises (3 kept), 3 contacts, 3 partners" in words
        assert buttons_of(shown) == ["Open", "Add objective", "Roll over to 2026–27", "See 2024–25"]

    def test_a_reading_of_another_year_is_told_with_its_year(self):
        old = progress(count=3)
        old = replace(old, readings=(replace(old.readings[0], read_on=TODAY.replace(year=2023)),))
        shown = read(opened(plan.plan_page(Plan(2025, (2025,), (old,), None, PLACE))))
        assert f"Latest reading: 45 %, {PLACE.lasting(TODAY.replace(year=2023))} · Target" in shown
        assert "2023" in PLACE.lasting(TODAY.replace(year=2023))

    def test_an_empty_one_says_what_to_do(self):
        shown = opened(every_form()["plan, empty"])
        assert "There are no objectives for 2025–26 yet. Add the first" in read(shown)
        assert buttons_of(shown) == ["Add objective"]

    def test_a_long_one_has_pages(self):
        shown = opened(every_form()["plan, long"])
        assert "120 objectives in all." in read(shown)
        assert {"Show earlier ones", "Show later ones"} <= {*buttons_of(shown)}

    def test_a_retired_objective_can_be_read_and_mended_only(self):
        page = ObjectivePage(progress(retired_on=TODAY), None, PLACE)
        assert buttons_of(opened(plan.objective_page(page))) == ["Edit", "Back to the plan"]

    def test_the_page_reads_out_what_is_behind_it(self):
        words = read(opened(plan.objective_page(ObjectivePage(progress(count=7), objective(year=2024), PLACE))))
        for line in (
            "School aim: a box of books",
            "Goes on from 2024–25: Every Year 8 class learns to search",
            "Mon, Mar 2: 45 % (the copies are late)",
            "• Ada Byron: books on bees, open (Mon, Mar 2)",
            "… and 2 more.",
        ):
            assert line in words

    def test_one_is_one(self):
        behind = Progress(objective(), (), Evidence(requests=1))
        words = read(opened(plan.objective_page(ObjectivePage(behind, None, PLACE))))
        assert "Behind it: 1 request" in words
        assert "1 requests" not in words
