"""The partner list, a partner's page, the form and the map: what is read there, and that Slack takes it at any size."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.slack.blocks.follow_up import worth_a_word
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.partner_form import partner_form
from bot.slack.blocks.partner_list import pack, partner_list, unpack
from bot.slack.blocks.partner_map import partner_map_view
from bot.slack.blocks.partner_page import partner_page
from bot.slack.blocks.partner_words import list_line, map_line
from bot.slack.blocks.parts import Rendered
from bot.slack.verbs import table
from domain.collaboration import ActivityKind, Benefit, Contact, Gain, Level, Served
from domain.commitment import CommitmentState, DueDate
from domain.errors import UserError
from domain.follow_ups import Followed, Standing, follow
from domain.objective import Objective
from domain.partner import NAME_LIMIT, Approach, Category, Gaps, Partner, Side
from domain.partner_map import partner_map
from domain.partner_story import PartnerStory, Sent, Undertaking
from domain.school_days import SchoolCalendar
from handlers.add_partner import PartnerForm
from handlers.look_at_partner import PartnerPage
from handlers.look_at_partners import PartnerList, Search
from tests.bot.showing import Json, actions_of, buttons_of, element_of, labels_of, opened, posted, read
from tests.bot.stories import LEE, NOW, PLACE, TODAY, Words, partner_windows, promise, request
from tests.bot.test_block_limits import EACH_EXTREME

DAY = timedelta(days=1)
CALENDAR = SchoolCalendar("America/Chicago")
NOTHING = PartnerStory((), (), (), ())
PLAIN = Words()


def partner(name: str = "Riverside Library", number: int = 1, **changed: Any) -> Partner:
    made = Partner(
        id=UUID(int=number),
        name=name,
        category=Category.PUBLIC_LIBRARIES,
        person_id=None,
        contact="Mrs Okafor",
        offers="Story hour and a loan van",
        reach="555 0100",
        approach=None,
        objective_id=None,
        gaps=Gaps(60, 120),
        added_on=TODAY,
    )
    return replace(made, **changed)


def a_name(words: Words) -> str:
    """As long as a partner's name may be, counted as the strictest reader counts."""
    return words.name.encode("utf-16-le")[: 2 * NAME_LIMIT].decode("utf-16-le", "ignore").strip()


def followed(*partners: Partner) -> tuple[Followed, ...]:
    return follow(partners, TODAY, CALENDAR)


def listed(*partners: Partner, search: Search = Search(), page: int = 0) -> Json:  # noqa: B008  # a frozen value
    every = followed(*partners)
    return opened(partner_list(PartnerList(search, every, every, PLACE), page))


def drawn(*partners: Partner, page: int = 0) -> Json:
    return opened(partner_map_view(partner_map(followed(*partners)), PLACE, page))


def contact(days_ago: int = 3, what: str = "book carts for the inquiry unit", **changed: Any) -> Contact:
    made = Contact(
        id=UUID(int=500 + days_ago),
        with_whom="Riverside Library",
        partner_id=UUID(int=1),
        person_id=None,
        logged_by=LEE,
        on=TODAY - days_ago * DAY,
        what=what,
        minutes=10,
        activity=ActivityKind.CO_PLANNING,
        level=Level.COOPERATION,
        gains=(Gain(Benefit.SHARED, Served.LIBRARY), Gain(Benefit.PROFILE, Served.PARTNER)),
        objective_id=None,
        commitment_id=None,
        logged_at=NOW - days_ago * DAY,
    )
    return replace(made, **changed)


def undertaking(due_in: int = 3, closed: int | None = None, words: Words = PLAIN, **changed: Any) -> Undertaking:
    """`closed` days after today, or before it."""
    due = TODAY + due_in * DAY
    closed_on = None if closed is None else TODAY + closed * DAY
    state = CommitmentState.OPEN if closed is None else CommitmentState.KEPT
    made = promise(words, due_on=due, state=state, **changed)
    return Undertaking(made, (DueDate(due, TODAY - 20 * DAY),), closed_on)


def page(story: PartnerStory = NOTHING, turned: int = 0, back: str = "0", **changed: Any) -> Json:
    (one,) = followed(partner(**changed))
    due = CALENDAR.add_school_days(one.partner.clock_since, one.partner.gaps.ideal)
    return opened(partner_page(PartnerPage(one, None, None, due, story, PLACE), turned, back))


def all_buttons(shown: Json) -> Iterator[Json]:
    for block in shown["blocks"]:
        elements = [*block.get("elements", []), block.get("accessory", {})]
        yield from (each for each in elements if each.get("type") == "button")


def test_every_button_of_the_partners_windows_has_a_verb():
    elsewhere = {"log-contact"}
    for form in partner_windows().values():
        assert {each["action_id"] for each in all_buttons(form)} <= {*table.BUTTONS} | elsewhere


def test_of_whoever_has_left_it_says_so_and_their_page_is_one_press_away():
    (gone,) = followed(partner("Ben", category=Category.TEACHER, has_left=True))
    line = posted(Rendered("Ben", tuple(worth_a_word(replace(gone, standing=Standing.OVERDUE), PLACE))))
    assert "Has left the school." in read(line)
    assert buttons_of(line) == ["Open", "Log contact", "Snooze", "Not now this term"]
    (club,) = followed(partner("Chess", category=Category.CLUBS, has_left=True))
    assert "whoever stands for them has left the school" in list_line(club, PLACE)
    assert "has left the school" in map_line(gone, PLACE)


class TestTheList:
    def test_a_new_school_is_told_how_to_begin(self):
        assert "no partners here yet" in read(listed())
        assert [each["text"]["text"] for each in all_buttons(listed())] == ["Add a partner", "Map"]

    def test_a_line_says_who_what_they_are_how_things_stand_and_when_there_was_a_word(self):
        shown = read(
            listed(partner(last_contact_on=TODAY - 3 * DAY), partner("Ada", 2, category=Category.TEACHER), partner("B"))
        )
        assert "Riverside Library — public libraries" in shown
        assert "In touch · last contact Fri, Feb 27, 1 school day ago" in shown
        assert "New · no contact yet" in shown

    def test_it_counts_who_waits(self):
        late = partner(last_contact_on=TODAY - 400 * DAY)
        shown = read(listed(late, partner("Ada", 2, gaps=Gaps(5, 60), added_on=TODAY - 10 * DAY)))
        assert "2 partners: 1 overdue and 1 worth a word." in shown
        assert "Overdue · last contact Sunday, January 26, 2025" in shown

    def test_a_short_list_has_no_search_and_a_long_one_has(self):
        assert labels_of(listed(*(partner(f"P{n}", n) for n in range(8)))) == []
        assert labels_of(listed(*(partner(f"P{n}", n) for n in range(9)))) == ["Find", "Category"]

    def test_three_hundred_partners_can_all_be_reached_page_by_page(self):
        everybody = [partner(f"Partner {n}", n) for n in range(300)]
        seen, number = set[str](), 0
        while True:
            shown = listed(*everybody, page=number)
            opens = [each["value"] for each in all_buttons(shown) if each["action_id"] == "open-partner"]
            seen |= {value.split(" ")[0] for value in opens}
            following = [each["value"] for each in all_buttons(shown) if each["action_id"] == "later-partners"]
            if not following:
                break
            number, _ = unpack(following[0])
        assert len(seen) == 300
        assert "281 to 300 of 300" in read(shown)

    @pytest.mark.parametrize(
        "search",
        [
            Search(),
            Search("river | library"),
            Search("x", Category.PARENTS),
            Search("", Side.OUTSIDE),
            Search("a b", wants_retired=True),
        ],
    )
    def test_turning_the_page_keeps_what_was_looked_for(self, search):
        assert unpack(pack(4, search)) == (4, search)

    def test_a_forged_page_is_a_sentence(self):
        with pytest.raises(UserError, match="category"):
            unpack("1|pirates|")

    @EACH_EXTREME
    def test_slack_takes_it(self, words):
        name = a_name(words)
        everybody = [partner(name, n, last_contact_on=TODAY - n * DAY) for n in range(300)]
        for number in (0, 7, 99):
            listed(*everybody, search=Search(name), page=number)


class TestThePage:
    def test_a_new_partner_has_what_is_known_and_when_a_word_is_due(self):
        shown = read(page())
        for words in (
            "Riverside Library",
            "Public libraries · outside the school",
            "Contact: Mrs Okafor",
            "What they offer: Story hour and a loan van",
            "How to reach them: 555 0100",
            "No contact yet. Next contact due by",
            "Ideal is 60 school days between contacts, at most 120.",
            "Nothing has been logged yet.",
        ):
            assert words in shown
        assert [each["text"]["text"] for each in all_buttons(page())] == [
            "Log contact",
            "Edit",
            "Retire",
            "All partners",
        ]

    def test_the_story_tells_of_contact_promises_benefits_and_how_deep_it_went(self):
        story = PartnerStory(
            contacts=(contact(3, level=Level.INTEGRATED_INSTRUCTION), contact(30), contact(40)),
            undertakings=(undertaking(-2), undertaking(-10, closed=-8), undertaking(-5, closed=-6)),
            requests=(request(),),
            referrals=(Sent("a storyteller", NOW, "yes"),),
        )
        shown = read(page(story))
        for words in (
            "2 kept, 1 of them on time; 1 open, 1 of them late.",
            "Late since Sat, Feb 28: a box of books",
            "To the library: shared resources and activities (3 times)",
            "To the partner: raised profile of library and school (3 times)",
            "cooperation (Wed, Jan 21) → integrated instruction (Fri, Feb 27)",
            "Fri, Feb 27 · Contact: book carts for the inquiry unit (co-planning, integrated instruction, 10 minutes)",
            "Kept late by Lee Park: a box of books",
            "Asked (open): “books on bees”",
            "Referred to them: “a storyteller” Did they help? Yes.",
        ):
            assert words in shown, shown

    @pytest.mark.parametrize(
        ("days_ago", "words"),
        [(80, "Next contact due by"), (100, "Worth a word: the next one was due by"), (200, "Overdue: the next one")],
    )
    def test_it_says_how_things_stand(self, days_ago, words):
        assert words in read(page(last_contact_on=TODAY - days_ago * DAY))

    def test_a_retired_partner_has_a_story_and_nothing_to_do(self):
        shown = page(PartnerStory((contact(),), (), (), ()), retired_on=TODAY)
        assert "Retired Mon, Mar 2." in read(shown)
        assert "book carts" in read(shown)
        assert actions_of(shown) == {"show-partners"}

    def test_a_long_story_is_told_page_by_page_and_the_way_back_is_kept(self):
        story = PartnerStory(tuple(contact(n, f"talk {n:03}") for n in range(300)), (), (), ())
        seen, turned = "", 0
        for _ in range(15):
            shown = page(story, turned, "3|parents|a b")
            seen += read(shown)
            older = [each["value"] for each in all_buttons(shown) if each["action_id"] == "older-story"]
            if older:
                _, words, back = older[0].split(" ", 2)
                assert back == "3|parents|a b"
                turned = int(words)
        assert all(f"talk {n:03}" in seen for n in range(300))

    def test_retiring_asks_first(self):
        (retire,) = [each for each in all_buttons(page()) if each["action_id"] == "retire-partner"]
        assert "story is kept" in retire["confirm"]["text"]["text"]

    @EACH_EXTREME
    def test_slack_takes_it(self, words):
        every_gain = tuple(Gain(benefit, served) for benefit in Benefit for served in Served)
        story = PartnerStory(
            tuple(contact(n, words.remark, level=[*Level][n % 4], gains=every_gain) for n in range(200)),
            tuple(undertaking(n - 50, words=words) for n in range(200)),
            (request(words),) * 200,
            (Sent(words.need, NOW, words.word),) * 200,
        )
        long = words.doing
        for turned in (0, 3, 99):
            page(story, turned, name=a_name(words), offers=long, reach=long, contact=a_name(words))


class TestTheForm:
    def test_it_offers_every_category_of_both_documents_in_two_groups(self):
        menu = element_of(opened(partner_form(PartnerForm(()), Errand())), "category")
        inside, outside = menu["option_groups"]
        assert (inside["label"]["text"], outside["label"]["text"]) == ("Inside the school", "Outside the school")
        offered = [option["value"] for group in (inside, outside) for option in group["options"]]
        assert offered == [each.value for each in Category]
        assert [len(group["options"]) for group in (inside, outside)] == [13, 11]

    def test_it_asks_what_the_map_and_the_clock_need(self):
        assert labels_of(opened(partner_form(PartnerForm(()), Errand()))) == [
            "Name",
            "Category",
            "Somebody in Slack",
            "Contact outside Slack",
            "What they offer",
            "How to reach them",
            "Whom to approach",
            "Ideal days between contacts",
            "At most days between contacts",
        ]

    def test_objectives_are_offered_once_there_are_some(self):
        objective = Objective(UUID(int=9), 2026, "Every Year 7 class", "literacy", "visits", "12", None, None)
        form = opened(partner_form(PartnerForm((objective,)), Errand()))
        assert "Improvement-plan objective" in labels_of(form)
        (option,) = element_of(form, "objective")["options"]
        assert option["text"]["text"] == "2026–27: Every Year 7 class"

    def test_the_usual_days_stay_empty_so_that_they_follow_the_category(self):
        usual = opened(partner_form(PartnerForm((), partner=partner()), Errand()))
        own = opened(partner_form(PartnerForm((), partner=partner(gaps=Gaps(7, 120))), Errand()))
        assert "initial_value" not in element_of(usual, "ideal")
        assert element_of(own, "ideal")["initial_value"] == "7"
        assert "initial_value" not in element_of(own, "most")

    @EACH_EXTREME
    def test_slack_takes_it(self, words):
        objectives = tuple(Objective(UUID(int=n), 2026, words.name, "", "", "", None, None) for n in range(300))
        long = words.doing
        name = a_name(words)
        of = partner(name, offers=long, reach=long, contact=name, approach=Approach.LEADER, gaps=Gaps(1, 400))
        of = replace(of, objective_id=UUID(int=4))
        opened(partner_form(PartnerForm(objectives, name, "U0ADA", of), Errand(str(UUID(int=1)), beneath="V" * 20)))
        opened(partner_form(PartnerForm((), words.name), Errand()))


class TestTheMap:
    def test_an_empty_school_sees_every_group_and_that_one_is_a_good_beginning(self):
        shown = drawn()
        text = read(shown)
        assert "all 24 groups wait for a first partner" in text
        assert "Inside the school" in text
        assert "Outside the school" in text
        adds = [each["value"] for each in all_buttons(shown) if each["text"]["text"] == "Add"]
        assert adds == [f"category:{each}" for each in Category]

    def test_one_partner_fills_one_group(self):
        shown = drawn(partner(last_contact_on=TODAY - 3 * DAY))
        text = read(shown)
        assert "1 partner in 1 of 24 groups. Nobody yet in 23." in text
        assert "Public libraries (1)" in text
        assert "• Riverside Library, last contact Fri, Feb 27, 1 school day ago" in text
        assert len([each for each in all_buttons(shown) if each["text"]["text"] == "Add"]) == 23

    def test_the_guides_order_is_shown_with_nobody_where_nobody_is(self):
        text = read(drawn(partner("Ina", approach=Approach.INNOVATOR)))
        assert "1. A teacher with an existing relationship: nobody yet" in text
        assert "4. Tech-savvy innovator: Ina, no contact yet" in text

    def test_three_hundred_partners_are_all_on_it(self):
        categories = [*Category]
        everybody = [partner(f"Partner {n:03}", n, category=categories[n % 24]) for n in range(300)]
        text = "".join(read(drawn(*everybody, page=number)) for number in range(3))
        assert all(f"Partner {n:03}" in text for n in range(300))

    def test_who_waits_is_said_on_it(self):
        assert "— overdue" in read(drawn(partner(last_contact_on=TODAY - 400 * DAY)))
        assert followed(partner(last_contact_on=TODAY - 400 * DAY))[0].standing is Standing.OVERDUE

    @EACH_EXTREME
    @pytest.mark.parametrize("categories", [[*Category], [Category.PARENTS]])
    def test_slack_takes_it(self, words, categories):
        name = a_name(words)
        everybody = [
            partner(
                name,
                n,
                category=categories[n % len(categories)],
                last_contact_on=TODAY - 400 * DAY,
                approach=[*Approach][n % 4],
            )
            for n in range(1500)
        ]
        for number in (0, 1, 99):
            drawn(*everybody, page=number)
