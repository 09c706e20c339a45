"""After two weeks at school: each Home, the digest, and what the buttons there open, as people see them on a
screen and on a phone. `make pictures` runs it with PICTURES set, and what it sees stands in docs/what-people-see.md.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pictures import picture
from tests.browser.two_weeks import ROSA, SONGS, live_two_weeks
from tests.scenarios.school import SchoolWithin

CHECK = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")
SCREEN, PHONE = (1280, 800), (375, 720)

CUT_OFF = """() => [...document.querySelectorAll("html, .scroll, .modal-body")]
  .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.outerHTML.slice(0, 80))"""
"""What would have to be scrolled sideways."""

Look = Callable[..., Page]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[SchoolWithin]:
    school = SchoolWithin(tmp_path_factory.mktemp("two-weeks"), store=migrated_file)
    try:
        live_two_weeks(school.opens())
        yield school
    finally:
        school.ends()


@pytest.fixture
def look(lived: SchoolWithin, open_page: OpenPage) -> Look:
    """`look("U0SAM")`: at their Home, as it is published when it is opened; or at what is `where`."""

    def at(person: str, where: str = "home") -> Page:
        before = len(lived.calls("views.publish"))
        page = open_page(lived.sandbox.url, person, where=where)
        if where == "home":
            lived.waits_for(lambda: len(lived.calls("views.publish")) > before, "Home to be published")
            lived.rests()
            newest = lived.person(person).state()["home"]["blocks"][0]["block_id"]
            expect(page.locator(f'[data-block="{newest}"]')).to_be_visible()
        return page

    return at


def is_fine(page: Page, name: str, thing: Locator) -> None:
    """On a screen and on a phone, for whoever sees it or hears it read out; and it is pictured."""
    for (width, height), ending in ((SCREEN, ""), (PHONE, "-phone")):
        page.set_viewport_size({"width": width, "height": height})
        expect(thing).to_be_visible()
        assert page.evaluate(CHECK) == []
        assert page.evaluate(CUT_OFF) == []
        picture(page, f"what-people-see/{name}{ending}", thing)
    page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})


def shows(place: Locator, *words: str) -> None:
    for each in words:
        expect(place).to_contain_text(each)


def has_buttons(place: Locator, *names: str) -> None:
    for name in names:
        expect(place.get_by_role("button", name=name, exact=True).first).to_be_visible()


def opens(page: Page, button: str) -> Locator:
    """The window behind a button of Home, which has its name."""
    page.locator("#home").get_by_role("button", name=button, exact=True).click()
    window = page.get_by_role("dialog")
    expect(window.get_by_role("heading", name=button, exact=True)).to_be_visible()
    return window


def test_somebody_new_finds_three_lines_and_one_button(look: Look) -> None:
    page = look(ROSA.id)
    home = page.locator("#home")
    shows(home, "Ask the library", "This is your school library, in Slack", "In the library: Lee Park.")
    assert home.get_by_role("button").all_inner_texts() == ["Ask the library"]
    is_fine(page, "new", home)


def test_ada_finds_what_she_asked_for_what_helped_and_her_settings(look: Look) -> None:
    page = look("U0ADA")
    home = page.locator("#home")
    shows(home, "What you asked for", SONGS, "The library has a question about it and waits for your reply.")
    shows(home, "Lee Park has promised this by Friday, March 19: A page of recipes")
    shows(home, "What helped before", "Oral histories of the 1930s", "Department: History")
    has_buttons(home, "Ask the library", "Edit", "Withdraw", "My settings")
    is_fine(page, "teacher", home)
    form = opens(page, "My settings")
    shows(form, "Quiet weeks from", "You may quote my thanks")
    expect(form.get_by_label("Department", exact=False).first.locator("option:checked")).to_have_text("History")
    is_fine(page, "my-settings", form)


def test_lee_finds_everything_that_waits_with_its_buttons(look: Look) -> None:
    page = look("U0LEE")
    home = page.locator("#home")
    shows(home, "Today: new", "Priya Nair: Graphs that mislead (8A)", "Ben Ortiz: A film about the gold rush (7A)")
    shows(home, "Due today, Monday, March 15: Twelve books", "This week", "Two hours in the lab", "A page of recipes")
    shows(home, "Waiting for others: questions", "Waiting for Ada Byron’s reply to your question.")
    shows(home, "Worth a word: City Museum", "Cover: An hour on Tuesdays, to plan with science")
    has_buttons(home, "Filter", "Promise", "Done", "Log contact", "Add a need", "Weekly digest")
    has_buttons(home, "Term report", "Calendar", "Settings")
    is_fine(page, "librarian", home)


def test_what_lees_buttons_open(look: Look) -> None:
    page = look("U0LEE")
    for button, *words in (
        ("Settings", "Monday to Friday, 8:00 AM to 4:00 PM", "Librarians: Lee Park", "American English"),
        ("Filter", "Person", "Class", "Objective"),
        ("Term report", "Which term?", "CSV: the collaboration log", "PDF: one page of figures for a board"),
        ("Calendar", "What you have promised, on the days it is due", "As a file"),
    ):
        window = opens(page, button)
        shows(window, *words)
        is_fine(page, button.lower().replace(" ", "-"), window)
        window.get_by_role("button", name="Close").first.click()
        expect(window).to_be_hidden()


def test_sam_finds_the_last_digest_the_term_the_plan_and_a_button_to_help(look: Look) -> None:
    page = look("U0SAM")
    home = page.locator("#home")
    shows(home, "As the latest digest told it: Fri, Mar 5 to Fri, Mar 12.", "Promises kept: 3 (last week 6)")
    shows(home, "The term, week by week", "9 promises kept since the term began, all of them on time.")
    shows(home, "Fri, Mar 5: 6 kept, 6 on time, 0 open", "Fri, Mar 12: 3 kept, 3 on time, 2 open")
    shows(home, "Every grade 8 class learns to judge a source: 6 requests, 6 promises kept")
    shows(home, "The next digest comes Friday, March 19, 2:00 PM.")
    has_buttons(home, "I can help", "Term report")
    for name in ("Ada", "Nia", "recordings", SONGS):
        expect(home).not_to_contain_text(name)
    is_fine(page, "administrator", home)


def test_sam_reads_the_digest_with_its_picture_also_in_the_dark(look: Look) -> None:
    page = look("U0SAM", where="app")
    digest = page.get_by_role("listitem").filter(has_text="The library’s week").last
    shows(digest, "The library kept 3 promises, all of them on time, and has 2 open.", "A word from the library")
    shows(digest, "Promises kept: 3 (last week 6)", "Resources: 5", "Not enough from any one department", "Curation: 3")
    shows(digest, "Integrated instruction: 3 this term", "Reached (3 of 24): individual teacher; public libraries;")
    shows(digest, "“8B would not put the recordings down.” Ada Byron", "Cover: An hour on Tuesdays")
    has_buttons(digest, "I can help")
    drawn = digest.get_by_role("img", name="Promises kept and open, by week. Fri, Mar 5: 6 on time")
    assert drawn.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1080
    is_fine(page, "digest", digest)
    digest.evaluate("(message) => message.scrollIntoView()")
    picture(page, "digest")
    page.emulate_media(color_scheme="dark")
    is_fine(page, "digest-dark", digest)
